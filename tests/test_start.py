"""Ctrl-C while a command loads ends it without a trace."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# The signal comes when a module in the midst of what is loaded is looked for.
_PRESSED = """
import signal, sys
class Press:
    def find_spec(self, name, path=None, target=None):
        if name == "indexer.catalog":
            signal.raise_signal(signal.SIGINT)
sys.meta_path.insert(0, Press())
from indexer.start import {entry}
{entry}()
"""


@pytest.mark.parametrize("entry", ["main", "search"])
def test_loading_is_broken_off(entry: str) -> None:
    """With the exit code of an interrupted command, and no word."""
    words = [sys.executable, "-c", _PRESSED.format(entry=entry), "--help"]
    ran = subprocess.run(words, cwd=ROOT, check=False, capture_output=True, text=True)

    assert (ran.returncode, ran.stdout, ran.stderr) == (130, "", "")
