"""Files are opened without waiting, without following links, and only where they keep still."""

from __future__ import annotations

import os
import socket
from contextlib import closing
from pathlib import Path

import pytest

from indexer.document import Refusal
from indexer.errors import WrongUsage
from indexer.files import files_of, items_of
from indexer.metadata import Metadata
from indexer.opening import bytes_of
from indexer.readers.limits import INPUT_LIMIT

pytestmark = pytest.mark.skipif(os.name != "posix", reason="these are files of POSIX")


def refused(file: Path) -> Refusal:
    """Why its bytes cannot be told."""
    found = bytes_of(file)
    assert isinstance(found, Refusal)
    assert found.next_step
    return found


def test_a_regular_file_is_read(tmp_path: Path) -> None:
    """Whole."""
    (tmp_path / "x").write_bytes(b"abc")

    assert bytes_of(tmp_path / "x") == b"abc"


def test_what_is_no_regular_file_is_told(tmp_path: Path) -> None:
    """And not waited for: nobody writes to the pipe, nothing ends in the device."""
    os.mkfifo(tmp_path / "fifo")
    with closing(socket.socket(socket.AF_UNIX)) as server:
        server.bind(str(tmp_path / "s"))
        paths = [tmp_path / "fifo", tmp_path / "s", Path("/dev/zero"), Path("/dev/tty"), tmp_path]

        assert {refused(path).code for path in paths} == {"unreadable_file"}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="there is no /proc here")
def test_a_file_that_the_system_makes_up_is_told() -> None:
    """It has no size, and something in it."""
    assert refused(Path("/proc/self/status")).code == "changing"


def test_a_file_that_grows_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While it is read."""
    file = tmp_path / "x"
    file.write_bytes(b"abc")
    asked = os.fstat

    def fstat(handle: int) -> os.stat_result:
        found = asked(handle)
        with file.open("ab") as more:
            more.write(b"d")
        return found

    monkeypatch.setattr(os, "fstat", fstat)

    assert refused(file).code == "changing"


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    """Its size is asked of what was opened."""
    with (tmp_path / "x").open("wb") as file:
        file.truncate(INPUT_LIMIT + 1)

    assert refused(tmp_path / "x").code == "too_large"


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """Also where it took a file's place after the folder was listed."""
    (tmp_path / "target").write_bytes(b"abc")
    (tmp_path / "link").symlink_to(tmp_path / "target")

    assert "符号链接" in refused(tmp_path / "link").message


def test_a_link_that_is_named_means_what_it_leads_to(tmp_path: Path) -> None:
    """Who names it wants that file; so it is known by that name."""
    (tmp_path / "target").write_bytes(b"abc")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    (item,) = items_of(files_of([tmp_path / "link"]), Metadata())

    assert (item.path, item.data()) == (str((tmp_path / "target").resolve()), b"abc")


def test_what_is_no_file_stands_for_itself(tmp_path: Path) -> None:
    """So that reading it tells why, a link in a folder too; a named one must lead somewhere."""
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "broken").symlink_to(tmp_path / "nowhere")

    told = [tmp_path / "broken", tmp_path / "fifo"]
    assert files_of([tmp_path, tmp_path / "fifo"]) == told
    with pytest.raises(WrongUsage):
        files_of([tmp_path / "broken"])
