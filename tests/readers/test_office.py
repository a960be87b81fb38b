"""What LibreOffice reads for us is told apart, and LibreOffice is kept on a short lead."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from indexer.document import Refusal
from indexer.readers import compound, soffice
from indexer.readers.read import read
from tests.readers.helpers import archive, refusal, word_start
from tests.readers.helpers import compound as compound_file
from tests.shared import HANGS

_RTF = rb"{\rtf1\ansi text\par}"
_READ_BY_LIBREOFFICE = {
    "doc": compound_file({"WordDocument": word_start(0xC1)}),
    "rtf": _RTF,
    "odt": archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
}


@pytest.mark.parametrize("format", _READ_BY_LIBREOFFICE)
def test_without_libreoffice_the_refusal_says_what_to_install(
    format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next step names the package, where else to get it, and the way without it."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv(soffice.VARIABLE, raising=False)
    refused = refusal(_READ_BY_LIBREOFFICE[format])

    assert refused.code == "no_libreoffice"
    assert "LibreOffice" in refused.message
    for way in ("libreoffice-writer-nogui", "https://www.libreoffice.org", ".docx"):
        assert way in refused.next_step


def test_the_variable_alone_says_which_program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where it names none, no other is taken."""
    _program(tmp_path / "soffice", "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv(soffice.VARIABLE, raising=False)

    assert soffice.found() == str(tmp_path / "soffice")
    monkeypatch.setenv(soffice.VARIABLE, str(tmp_path / "other"))
    assert soffice.found() is None


@pytest.mark.parametrize(
    ("magic", "version", "named"),
    [(0xA5EC, 0xC1, 97), (0xA5EC, 0x112, 97), (0xA5DC, 0x68, 95), (0xA5DC, 0x65, 6)],
)
def test_the_age_of_a_word_document_is_in_its_first_bytes(
    magic: int, version: int, named: int
) -> None:
    """Also where the document is small and stands in the stream of the root."""
    begun = word_start(version, magic=magic)
    before = b"x" * 700

    for stream in (begun, begun[:900]):
        data = compound_file({"1Table": before, "WordDocument": stream})
        assert compound.word_head(data) == compound.WordHead(named, encrypted=False)


def _program(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_a_conversion_without_a_file_is_a_refusal(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """LibreOffice ends with 0 also where it could not read."""
    _program(tmp_path / "soffice", "exit 0")
    monkeypatch.setenv(soffice.VARIABLE, str(tmp_path / "soffice"))

    assert refusal(_RTF).code == "damaged"


def test_it_sees_neither_home_nor_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Its home is empty but for the profile, and the file has a name of ours."""
    monkeypatch.setenv("GONGKAI_TOLD", "a secret")
    seen = tmp_path / "seen"
    _program(
        tmp_path / "soffice",
        f'{{ env; ls -A "$HOME"; for a in "$@"; do echo "$a"; done; }} > {seen}',
    )
    monkeypatch.setenv(soffice.VARIABLE, str(tmp_path / "soffice"))
    refusal(_RTF)
    told = seen.read_text()
    home = next(line[5:] for line in told.splitlines() if line.startswith("HOME="))

    assert "a secret" not in told
    assert home != os.environ["HOME"]
    assert f"TMPDIR={home}" in told
    assert f"-env:UserInstallation=file://{home}/profile" in told
    assert f"{home}/" in told.splitlines()[-1]
    assert told.splitlines()[-1].endswith("/in.rtf")
    assert not Path(home).exists(), "a profile that failed is used again"


def _pids(path: Path) -> list[int]:
    """The process numbers in a file, once both are there."""
    until = time.monotonic() + HANGS
    while time.monotonic() < until:
        if path.is_file() and len(numbers := path.read_text().split()) == 2:
            return [int(number) for number in numbers]
        time.sleep(0.01)
    raise AssertionError(f"{path} was not written")


def _gone(pid: int) -> bool:
    """Whether the process has ended, or is only waited for by nobody."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
    except OSError:
        return True


def _all_end(pids: list[int]) -> bool:
    until = time.monotonic() + HANGS
    while time.monotonic() < until:
        if all(map(_gone, pids)):
            return True
        time.sleep(0.01)
    return False


_needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").is_file(), reason="there is no /proc")


def _slow_program(folder: Path) -> Path:
    """A program that never ends, nor does one that it started; both tell their numbers."""
    program = folder / "soffice"
    _program(
        program,
        f"sleep 1000 & echo $$ $! > {folder / 'pids'}.new\n"
        f"mv {folder / 'pids'}.new {folder / 'pids'}; wait",
    )
    return program


@_needs_proc
def test_what_takes_too_long_is_ended_with_all_it_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The whole group is killed, and the refusal says how long was waited."""
    monkeypatch.setenv(soffice.VARIABLE, str(_slow_program(tmp_path)))
    monkeypatch.setattr(soffice, "WALL_SECONDS", 2)
    refused = refusal(_RTF)

    assert (refused.code, "2 秒" in refused.message) == ("conversion_slow", True)
    assert _all_end(_pids(tmp_path / "pids"))


@_needs_proc
def test_it_ends_with_the_process_that_reads(tmp_path: Path) -> None:
    """However that ends: here it is killed."""
    code = f"from indexer.readers.read import read; read({_RTF!r}, 'x')"
    environment = {
        **os.environ,
        soffice.VARIABLE: str(_slow_program(tmp_path)),
        "TMPDIR": str(tmp_path),
    }
    with subprocess.Popen([sys.executable, "-c", code], env=environment) as reader:
        pids = _pids(tmp_path / "pids")
        assert not any(map(_gone, pids))
        reader.send_signal(signal.SIGKILL)

    assert _all_end(pids)


def test_what_is_no_word_document_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes of each kind with nothing behind them give a refusal, whatever is installed."""
    monkeypatch.setenv(soffice.VARIABLE, "/bin/true")

    for data in _READ_BY_LIBREOFFICE.values():
        assert isinstance(read(data, "x"), Refusal)
