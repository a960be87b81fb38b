"""What a child wrote is removed, at the next start where its parent was killed."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from indexer.reading.folders import PREFIX, Folder, sweep

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing is swept there")

ROOT = Path(__file__).parents[1]
_KILLED = """
import os
from indexer.reading.folders import Folder
folder = Folder()
(folder.path / "content").write_text("x")
os._exit(9)
"""
_READERS = """
from indexer.reading.readers import Readers
Readers((), 1).close()
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where folders are made."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def run(program: str) -> int:
    """A process that does so."""
    return subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode


def test_a_folder_is_removed_with_what_is_in_it(place: Path) -> None:
    """Closed twice, too."""
    folder = Folder()
    (folder.path / "content").write_text("x")
    assert folder.path.name.startswith(PREFIX)
    folder.close()
    folder.close()

    assert list(place.iterdir()) == []


def test_what_a_kill_left_is_swept_and_nothing_in_use(place: Path) -> None:
    """By whoever reads next."""
    assert run(_KILLED) == 9
    (left,) = place.iterdir()
    with Folder() as folder:
        assert run(_READERS) == 0
        assert list(place.iterdir()) == [folder.path]
    assert not left.exists()


def test_a_link_is_not_followed(place: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Anybody may make one where all can write."""
    other = tmp_path_factory.mktemp("other")
    (other / "content").write_text("x")
    (place / f"{PREFIX}link").symlink_to(other)
    sweep()

    assert (other / "content").exists()


def test_a_folder_of_another_user_is_left(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever its name."""
    folder = place / f"{PREFIX}theirs"
    folder.mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
    sweep()

    assert folder.exists()
