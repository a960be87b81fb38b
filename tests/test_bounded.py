"""Each bound of a child, broken on purpose: the file is told, and the next one is read.

The bounds are lower here than they are, so that none is waited for long.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.document import Refusal
from indexer.model import Given, Report
from indexer.reading.bounds import BOUNDS, Bounds
from indexer.reading.readers import Readers
from tests.hostile_reading import PROGRAM
from tests.shared import HANGS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="what Linux bounds"),
]

ROOT = Path(__file__).parents[1]
GOOD = ROOT / "corpus" / "qingzhi-town-2019.txt"
MEMORY = 512 << 20
LOW = replace(BOUNDS["file"], memory=MEMORY)


@pytest.fixture(autouse=True)
def hostile(monkeypatch: pytest.MonkeyPatch) -> None:
    """Children that do what the files say."""
    monkeypatch.setattr("indexer.reading.children.PROGRAM", PROGRAM)


def reading(bounds: Bounds) -> Readers:
    """One child at a time."""
    return Readers((), 1, {"file": bounds, "scan": bounds})


def told(readers: Readers, *words: object) -> Refusal:
    """What a child that does so comes to."""
    data = " ".join(["hostile", *map(str, words)]).encode()
    refusal = readers.read("/hostile.txt", data, Given())
    assert isinstance(refusal, Refusal)
    assert refusal.message
    assert refusal.next_step
    return refusal


def good(readers: Readers) -> Report:
    """A report that is read as ever."""
    report = readers.read(str(GOOD), GOOD.read_bytes(), Given())
    assert isinstance(report, Report)
    return report


_ALLOWED = """
import resource
import time
from indexer.reading.confine import allow_cpu
resource.setrlimit(resource.RLIMIT_CPU, (1000, 1000))  # as a child does to itself
used = time.clock_gettime(-8)  # what the limit counts
allow_cpu(7)
until = resource.getrlimit(resource.RLIMIT_CPU)[0]
assert 0 <= until - used - 7 < 2, until
"""


def await_true(holds: Callable[[], bool]) -> None:
    """Wait for it, however long that takes on a busy machine."""
    until = time.monotonic() + HANGS
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.02)


ENDS = {
    "memory": ("too_much_memory", LOW),
    f"peak {int(MEMORY * 0.8)}": ("too_much_memory", LOW),
    "cpu": ("too_slow", replace(LOW, cpu=1)),
    "wall": ("timed_out", replace(LOW, wall=3)),
    "dies": ("reader_died", LOW),
    "leaves": ("reader_died", LOW),
    "fault": ("internal_error", LOW),
    "flood": ("garbled", LOW),
    "giant": ("garbled", LOW),
}


@pytest.mark.parametrize("act", ENDS)
def test_a_bound_costs_one_file(tmp_path: Path, act: str) -> None:
    """The child that was told of it is replaced, and the next file read by another."""
    code, bounds = ENDS[act]
    with reading(bounds) as readers:
        assert told(readers, act).code == code
        # On a busy machine a bound as low as here may end what does nothing wrong.
        await_true(lambda: told(readers, "pid", tmp_path / "pid").message == "pid")


def test_a_file_has_all_its_seconds() -> None:
    """The kernel bounds a process in whole seconds, and some part of one is always used before."""
    words = [sys.executable, "-c", _ALLOWED]
    assert subprocess.run(words, cwd=ROOT, check=False).returncode == 0


def test_an_answer_is_never_run(tmp_path: Path) -> None:
    """A pickle that would make a file makes none."""
    with reading(LOW) as readers:
        assert told(readers, "garbage", tmp_path / "made").code == "garbled"
        good(readers)

    assert list(tmp_path.iterdir()) == []


def test_what_the_parent_holds_is_not_the_childs() -> None:
    """However much that is."""
    held = bytearray(MEMORY)
    held[::4096] = b"x" * len(held[::4096])
    with reading(LOW) as readers:
        assert told(readers, "dies").code == "reader_died"
    assert len(held) == MEMORY


def test_what_a_child_started_ends_with_it(tmp_path: Path) -> None:
    """Also where the child is gone first."""
    with reading(LOW) as readers:
        assert told(readers, "grandchild", tmp_path / "pid").code == "reader_died"
        pid = int((tmp_path / "pid").read_text("utf-8"))
        await_true(lambda: state(pid) == "Z")


def state(pid: int) -> str:
    """Of a process; Z is one that has ended and was not asked yet how."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return "Z"


def test_what_a_child_writes_is_bounded_and_removed(tmp_path: Path) -> None:
    """Its home, its folder for what is temporary and where it stands are one, and its own."""
    with reading(LOW) as readers:
        assert told(readers, "writes", tmp_path / "where").message.startswith("[Errno 27]")
    (folder,) = (tmp_path / "where").read_text("utf-8").splitlines()

    assert "gongkai-reading-" in folder
    assert not Path(folder).exists()


def test_a_child_reaches_no_network() -> None:
    """Where this machine lets a process leave it."""
    with reading(LOW) as readers, closing(socket.create_server(("127.0.0.1", 0))) as server:
        message = told(readers, "connects", server.getsockname()[1]).message
        unbound = readers.unbound()

    assert ("network" in unbound) == (message == "connects")
    assert set(unbound) <= {"network"}


def test_a_child_is_given_nothing_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a password in the address of a catalog."""
    monkeypatch.setenv("GONGKAI_CATALOG", "postgresql://user:secret@host/db")
    with reading(LOW) as readers:
        told(readers, "environment", tmp_path / "names")
    names = (tmp_path / "names").read_text("utf-8").splitlines()

    assert "HOME" in names
    assert [name for name in names if name.startswith("GONGKAI")] == []


def test_a_child_that_read_a_hundred_files_is_bound_as_the_first() -> None:
    """The processor time is counted anew for each file, and the outcome is that of a new child."""
    bounds = replace(LOW, cpu=4)
    with reading(bounds) as readers:
        first = good(readers)
        for _ in range(99):
            assert good(readers) == first
        assert told(readers, "cpu").code == "too_slow"
        assert good(readers) == first
        assert told(readers, "memory").code == "too_much_memory"
        assert good(readers) == first


def test_an_ending_that_others_may_have_caused_is_asked_again(tmp_path: Path) -> None:
    """By a child that has read nothing else; one that is new is believed at once."""
    path = tmp_path / "pids"
    with reading(LOW) as readers:
        good(readers)
        told(readers, "counted", path)
        told(readers, "counted", path)

    assert len(path.read_text("utf-8").splitlines()) == 3


@pytest.mark.parametrize("bounds", [replace(LOW, files=3), replace(LOW, size=3_000)])
def test_a_child_is_replaced_after_so_much(tmp_path: Path, bounds: Bounds) -> None:
    """After three files, or their bytes."""
    path, size = tmp_path / "pids", 1_000
    with reading(bounds) as readers:
        for _ in range(7):
            readers.read("/x", f"hostile pid {path}".ljust(size).encode(), Given())
    pids = path.read_text("utf-8").splitlines()

    assert [pids.count(pid) for pid in dict.fromkeys(pids)] == [3, 3, 1]


def test_closing_waits_for_no_file(tmp_path: Path) -> None:
    """The child that reads it is ended, and its folder removed."""
    with reading(LOW) as readers:
        assert told(readers, "pid", tmp_path / "pid")
        readers.timed("/hostile.txt", b"hostile wall", Given())
    number = int((tmp_path / "pid").read_text("utf-8"))

    assert state(number) == "Z"


def test_a_scan_is_read_within_other_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """By a child of its own, where characters can be recognised; else it stays a scan."""
    with reading(LOW) as readers:
        monkeypatch.setattr("indexer.reading.readers.ocr_installed", lambda: False)
        assert told(readers, "scan").code == "scan"
        monkeypatch.setattr("indexer.reading.readers.ocr_installed", lambda: True)
        assert told(readers, "scan").message == "read as scan"


_READING = f"""
from indexer.model import Given
from indexer.reading import children
from indexer.reading.readers import Readers
children.PROGRAM = {PROGRAM!r}
with Readers((), 1) as readers:
    readers.read("/x.txt", b"hostile pid PATH", Given())
    readers.read("/x.txt", b"hostile wall", Given())
"""


def test_children_end_with_their_parent(tmp_path: Path) -> None:
    """However that ends, and whatever they wait for."""
    path = tmp_path / "pid"
    program = _READING.replace("PATH", str(path))
    with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT) as parent:
        await_true(lambda: path.exists() and path.read_text("utf-8").endswith("\n"))
        number = int(path.read_text("utf-8"))
        assert state(number) != "Z"
        parent.kill()

    await_true(lambda: state(number) == "Z")
