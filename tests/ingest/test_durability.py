"""What is told as done was on the disk before, as the system calls of a real ingest show."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.bench.generate import generate
from tests.ingest.commanded import ROOT, command
from tests.ingest.traced import CALLS, Asked, asked

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed"),
]
FILES = 8
DONE = "\\346\\226\\260\\345\\242\\236"  # 新增, as strace prints the line that tells the sum
_NO_SYNC = """
import os
os.fsync = lambda handle: None
"""


def traced(tmp_path: Path, engine: str, before: str = "") -> list[Asked]:
    """What `indexer add` asked of the disk while it added a few files."""
    generate(tmp_path / "reports", FILES, ("a",))
    log = tmp_path / "calls"
    words = command(
        tmp_path / "reports", tmp_path / "home", engine, tmp_path / "outcomes.csv", before
    )
    tracing = ["strace", "-f", "-y", "-s", "300", "-e", f"trace={CALLS}", "-o", str(log)]
    ran = subprocess.run([*tracing, *words], cwd=ROOT, check=False, capture_output=True)
    assert ran.returncode == 0, ran.stderr.decode()
    return list(asked(log))


def unsynced(calls: Sequence[Asked], home: Path) -> list[str]:
    """Where something was told, or a switch was made, before the disk had what it stands for."""
    faults: list[str] = []
    dirty: set[str] = set()  # names: a state of tantivy is made of links to what was written
    folders: set[str] = set()  # in which a name was put and which were not synced since
    manifest = str(home / "index" / "manifest.json")
    switched = told = 0
    for call in calls:
        name, inside = Path(call.path).name, call.path.startswith(str(home))
        if call.kind == "write" and inside:
            dirty.add(name)
        elif call.kind == "sync":
            dirty.discard(name)
            folders.discard(call.path)
        elif call.kind == "rename" and inside:
            if call.target == manifest:
                switched += 1
                faults += [f"{one} is not synced at the switch" for one in _live(dirty, home)]
            if name in dirty:
                dirty.remove(name)
                dirty.add(Path(call.target).name)
                if call.target == manifest:
                    faults.append("the manifest was renamed before it was synced")
            folders.add(str(Path(call.target).parent))
        elif (
            call.kind == "write" and call.path.endswith("outcomes.csv") and "/reports/" in call.text
        ):
            told += 1
            if "catalog.sqlite-wal" in dirty:
                faults.append(f"row {told} was told before the catalog was synced")
        elif call.kind == "write" and DONE in call.text:
            faults += [f"{one} is not synced at the end" for one in _live(dirty, home)]
            faults += [f"{one} is not synced at the end" for one in folders if "writing" not in one]
    assert switched >= 1
    assert told == FILES
    return faults


def _live(dirty: set[str], home: Path) -> list[str]:
    """Of the names that are not synced, those that the index is made of now."""
    index = {file.name for file in (home / "index").rglob("*") if file.is_file()}
    return sorted(dirty & index - {".managed.json", ".tantivy-meta.lock", "meta.json"})


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_what_is_told_was_synced(tmp_path: Path, engine: str) -> None:
    """Each row after the catalog's log; the switch after all files; the end after every name."""
    assert unsynced(traced(tmp_path, engine), tmp_path / "home") == []


def test_a_sync_that_is_missing_is_noticed(tmp_path: Path) -> None:
    """The check would fail."""
    faults = unsynced(traced(tmp_path, "whoosh", _NO_SYNC), tmp_path / "home")

    assert "the manifest was renamed before it was synced" in faults
    assert any("texts.bin" in fault for fault in faults)
