"""LibreOffice itself hands over to the one that stays, and does without it where it has to."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from indexer.document import Document
from indexer.readers import soffice
from indexer.readers.read import read
from indexer.readers.soffice_profile import socket_of
from tests.waiting import until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(soffice.found() is None, reason="LibreOffice is not installed"),
    pytest.mark.skipif(sys.platform != "linux", reason="elsewhere none stays"),
]

_FILE = rb"{\rtf1\ansi some text\par}"
_PATIENCE = 600


@pytest.fixture
def before(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """What a shell does before LibreOffice, which it is then with the same arguments."""
    script, path = tmp_path / "before", tmp_path / "soffice"
    script.touch()
    path.write_text(f'#!/bin/sh\n. {script}\nexec {shutil.which("soffice")} "$@"\n')
    path.chmod(0o755)
    monkeypatch.setenv(soffice.VARIABLE, str(path))
    monkeypatch.setattr(soffice, "WALL_SECONDS", _PATIENCE)
    yield script
    soffice._leave(soffice._home(str(path)))


def _of_home(home: Path) -> list[int]:
    """The processes that were told a home."""
    found = []
    for told in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # it is gone
            if f"{home.as_uri()}/".encode() in told.read_bytes():
                found.append(int(told.parent.name))
    return found


def test_one_start_reads_many_files_and_nothing_is_left_of_it(before: Path) -> None:
    """What is asked has too little memory to do it: it needs half as much again only to start.

    Closed, the home has no process any more, nor its socket in /tmp.
    """
    before.write_text('case "$*" in *private:*) ;; *) ulimit -v 250000 ;; esac')
    answers = [read(_FILE, "x") for _ in range(3)]
    home = soffice._home(os.environ[soffice.VARIABLE])
    socket = socket_of(home.path / "profile")

    assert [one.text for one in answers if isinstance(one, Document)] == ["some text\n"] * 3
    assert (len(_of_home(home.path)) > 1, socket.exists()) == (True, True)
    soffice._leave(home)
    until(lambda: not _of_home(home.path))
    assert not socket.exists()


def test_one_that_dies_over_a_file_costs_only_time(before: Path) -> None:
    """Whoever waits for its answer then does the work."""
    assert isinstance(read(_FILE, "x"), Document)
    home = soffice._home(os.environ[soffice.VARIABLE])
    staying = _of_home(home.path)
    for number in staying:
        os.kill(number, signal.SIGSTOP)
    numbers = " ".join(map(str, staying))
    before.write_text(f"(sleep 1; kill -9 {numbers}) &")

    assert isinstance(read(_FILE, "x"), Document)
    assert not home.path.exists(), "what is gone is replaced"


def test_nothing_is_left_of_it_where_the_reader_is_killed(before: Path, tmp_path: Path) -> None:
    """Who started a child removes its folder: here that of the test."""
    code = (
        "import os, signal; from indexer.readers import soffice; "
        f"from indexer.readers.read import read; soffice.WALL_SECONDS = {_PATIENCE}; "
        f"read({_FILE!r}, 'x'); home = soffice._home(os.environ[soffice.VARIABLE]); "
        "print(home.path, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
    )
    home = Path(killed.stdout.strip())

    assert (killed.returncode, home.parent) == (-signal.SIGKILL, tmp_path)
    until(lambda: not _of_home(home) and not socket_of(home / "profile").exists())
