"""One LibreOffice stays for many files, and a file that harms it costs only itself.

The program of these tests does as LibreOffice does where it is started to stay; of the others it
tells that they came. What LibreOffice itself does is told in test_office_stays.py.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from indexer.document import Document, Refusal
from indexer.model import Given
from indexer.readers import soffice, soffice_home
from indexer.readers.read import read
from indexer.reading.readers import Readers
from tests.readers.helpers import docx, p
from tests.shared import HANGS
from tests.waiting import until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere none stays")

# The arguments end with --outdir FOLDER and the file. What a file does is its last word.
_SCRIPT = """#!/bin/sh
for file; do :; done
while [ "$1" != --outdir ]; do
    case "$1" in private:*) stays=stays ;; esac
    shift
done
echo ${stays:-file} $$ >> LOG
mkdir "$2"
case "$(tail -n 1 "$file")" in
    *hangs*) sleep 1000 ;;
    *bad*) exit ;;
esac
[ -e "$HOME/spoilt" ] || cp MADE "$2/in.docx"
if [ $stays ]; then
    cp MADE "$2/first.docx"
    exec sleep 1000
fi
"""


@dataclass(frozen=True, slots=True)
class Program:
    """What was started: `stays` or `file`, each with the number of its process."""

    log: Path

    def started(self) -> list[str]:
        """In the order they came."""
        return [line.split()[0] for line in self.log.read_text().splitlines()]

    def running(self) -> list[int]:
        """Those that go on."""
        numbers = (int(line.split()[1]) for line in self.log.read_text().splitlines())
        return [number for number in numbers if _runs(number)]


def _runs(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Program]:
    """In the place of LibreOffice. What writes, writes below `tmp_path / "temporary"`."""
    log, made, path = tmp_path / "log", tmp_path / "made.docx", tmp_path / "soffice"
    made.write_bytes(docx(p("文字")))
    path.write_text(_SCRIPT.replace("LOG", str(log)).replace("MADE", str(made)))
    path.chmod(0o755)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv(soffice.VARIABLE, str(path))
    monkeypatch.setattr(soffice, "WALL_SECONDS", HANGS)
    yield Program(log)
    soffice._leave(soffice._home(str(path)))


def _file(does: str) -> bytes:
    return rb"{\rtf1\ansi x\par}" + f"\n{does}".encode()


def _read(does: str) -> str:
    """`read`, or why not."""
    answer = read(_file(does), "x")
    return "read" if isinstance(answer, Document) else answer.code


def test_the_second_file_starts_none_that_stays(program: Program) -> None:
    """Nor does the third."""
    read_so = [_read(does) for does in ("good", "good", "good")]

    assert read_so == ["read"] * 3
    assert program.started() == ["stays", "file", "file", "file"]


def test_one_that_stays_is_replaced_in_time(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that what it keeps does not grow without end."""
    monkeypatch.setattr(soffice_home, "FILES", 2)
    read_so = [_read(does) for does in ("good", "good", "good")]

    assert read_so == ["read"] * 3
    assert program.started() == ["stays", "file", "file", "stays", "file"]


def test_a_file_that_hangs_costs_only_itself(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that had to do with it is ended, and the next file has a new one that stays."""
    assert _read("good") == "read"
    monkeypatch.setattr(soffice, "WALL_SECONDS", 1)
    assert _read("hangs") == "conversion_slow"
    until(lambda: not program.running())
    monkeypatch.setattr(soffice, "WALL_SECONDS", HANGS)

    assert _read("good") == "read"
    assert program.started()[-2:] == ["stays", "file"]


def test_a_file_is_not_refused_for_what_another_one_did(program: Program) -> None:
    """What could not be read after others is tried again without them."""
    assert _read("good") == "read"
    assert _read("bad") == "damaged"
    assert program.started() == ["stays", "file", "file", "stays", "file"]


def test_a_file_after_one_that_spoils_is_read(program: Program) -> None:
    """By one that has read no other."""
    home = soffice._home(os.environ[soffice.VARIABLE])
    assert _read("good") == "read"
    (home.path / "spoilt").touch()

    assert _read("good") == "read"
    assert program.started() == ["stays", "file", "file", "stays", "file"]


def test_one_that_is_gone_is_replaced(program: Program) -> None:
    """As the kernel may end it where memory runs short."""
    assert _read("good") == "read"
    (staying,) = program.running()
    os.kill(staying, 9)
    until(lambda: not program.running())

    assert [_read("good"), _read("good")] == ["read", "read"]
    assert program.started() == ["stays", "file", "file", "stays", "file"]


def test_it_ends_with_the_child_that_reads(program: Program, tmp_path: Path) -> None:
    """A child is ended by a kill, and its two files cost one start."""
    with Readers((), 1) as readers:
        answers = [readers.read("x.rtf", _file("good"), Given()) for _ in range(2)]
        assert len(program.running()) == 1

    assert [one.code for one in answers if isinstance(one, Refusal)] == ["not_a_report"] * 2
    assert program.started() == ["stays", "file", "file"]
    until(lambda: not program.running())
    assert list((tmp_path / "temporary").iterdir()) == []


def test_it_ends_with_a_process_that_ends(program: Program, tmp_path: Path) -> None:
    """Which removes its home."""
    code = f"from indexer.readers.read import read; read({_file('good')!r}, 'x')"
    subprocess.run([sys.executable, "-c", code], check=True)

    assert program.started() == ["stays", "file"]
    until(lambda: not program.running())
    assert list((tmp_path / "temporary").iterdir()) == []
