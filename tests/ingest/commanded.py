"""`indexer add` as a process of its own, with small batches: there are many states in it."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
AT_ONCE, AHEAD, A_SEGMENT = 6, 4, 12
_SMALL = f"""
from indexer.ingest import add, batches
batches._AT_ONCE, add.AHEAD, add._FILES_A_SEGMENT = {AT_ONCE}, {AHEAD}, {A_SEGMENT}
"""
_MAIN = """
from indexer.cli import main
main()
"""


def command(folder: Path, home: Path, engine: str, report: Path, before: str = "") -> list[str]:
    """The words that add a folder; `before` is done first in that process."""
    script = _SMALL + before + _MAIN
    options = ("--home", str(home), "--engine", engine, "--report", str(report))
    return [sys.executable, "-c", script, "add", str(folder), *options]


def begun(words: Sequence[str], said: Path) -> subprocess.Popen[bytes]:
    """The process, at the head of a group of its own; what it says goes to a file."""
    with said.open("wb") as out:
        return subprocess.Popen(
            words, stdout=out, stderr=subprocess.STDOUT, cwd=ROOT, start_new_session=True
        )


def told(report: Path) -> list[dict[str, str]]:
    """The rows that are whole in the sheet of outcomes."""
    text = report.read_text("utf-8") if report.exists() else ""
    return list(csv.DictReader(io.StringIO(text[: text.rfind("\n") + 1])))
