"""Hostile files through the real command: each has an Outcome, and none ends the ingest."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shared import SHARED

BAD = SHARED / "originals" / "bad"
ROOT = Path(__file__).parents[1]
_ADD = "import sys; from indexer.cli import main; main()"
# How a reading never ends over a file that only looks bad: these are faults of the program.
_FAULTS = {"internal_error", "reader_died", "garbled"}
_MADE = {"added", "replaced", "other_version"}


@pytest.mark.slow
@pytest.mark.skipif(not BAD.is_dir(), reason="../shared/originals is not here")
def test_every_bad_file_has_its_outcome(tmp_path: Path) -> None:
    """With a reason and a next step, and no trace."""
    told = tmp_path / "outcomes.csv"
    added = subprocess.run(
        [sys.executable, "-c", _ADD, "add", BAD, "--home", tmp_path / "home", "--report", told],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    with told.open(encoding="utf-8-sig", newline="") as file:
        rows = {Path(row["path"]).name: row for row in csv.DictReader(file)}
    failed = {name: row for name, row in rows.items() if row["outcome"] not in _MADE}

    assert "Traceback" not in added.stderr
    assert set(rows) == {path.name for path in BAD.iterdir()}
    assert [name for name, row in failed.items() if not (row["code"] and row["next_step"])] == []
    assert [name for name, row in failed.items() if row["code"] in _FAULTS] == []
