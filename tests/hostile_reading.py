"""A child that does what its files say: `hostile NAME ARGUMENT` runs a function of here.

`hostile pages NAME ARGUMENT …` runs one after the other, each a page that is begun.

Any other file is read as it always is. Tests start it in the place of `indexer.reading.child`, and
it is bound as that is.
"""

from __future__ import annotations

import os
import signal
import socket
import stat
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path

from indexer.divisions import Divisions
from indexer.document import Refusal
from indexer.model import Given
from indexer.readers.page import BeginPage
from indexer.reading.child import serve
from indexer.reading.report import Read, report_or_fault

PROGRAM = "from tests.hostile_reading import main; main()"
_FOR_EVER = 1_000_000


def memory(_: str) -> object:
    """Keeps more and more."""
    return [bytearray(50_000_000) for _ in count()]


def peak(size: str) -> object:
    """Takes so many bytes, lets go, and refuses the file for something else."""
    return len(bytearray(int(size)))


def cpu(_: str) -> object:
    """Never ends."""
    return [None for _ in count() if False]


def wall(_: str) -> object:
    """Waits for what does not come."""
    time.sleep(_FOR_EVER)
    return None


def dies(_: str) -> object:
    """As over a fault in a library."""
    os.kill(os.getpid(), signal.SIGSEGV)
    return None


def leaves(_: str) -> object:
    """Ends as if all were well."""
    os._exit(0)


def fault(_: str) -> object:
    """A fault of ours."""
    raise RuntimeError("something of ours")


def flood(_: str) -> object:
    """Writes without end."""
    while True:
        _tell(b"\xff" * 65536)


def giant(_: str) -> object:
    """Promises an answer that nobody could hold."""
    _tell(struct.pack("<Q", 1 << 50))
    return wall("")


def garbage(path: str) -> object:
    """Answers with a pickle that would make a file."""
    body = f"cos\nsystem\n(S'touch {path}'\ntR.".encode()
    _tell(struct.pack("<Q", len(body)) + body)
    return wall("")


def grandchild(told: str) -> object:
    """Starts a program that goes on, tells which, and dies."""
    program = [sys.executable, "-c", f"import time; time.sleep({_FOR_EVER})"]
    Path(told).write_text(str(subprocess.Popen(program).pid), "utf-8")
    return dies("")


def writes(told: str) -> object:
    """Writes where a child writes, tells where that is, and then more than it may."""
    folders = {tempfile.gettempdir(), str(Path.home()), str(Path.cwd())}
    for folder in folders:
        Path(folder, "left").write_text("something", "utf-8")
    Path(told).write_text("\n".join(folders), "utf-8")
    with Path(tempfile.gettempdir(), "large").open("wb") as file:
        file.truncate(1 << 40)
    return None


def connects(port: str) -> object:
    """Asks a server of this machine."""
    socket.create_connection(("127.0.0.1", int(port)), timeout=5).close()
    return None


def environment(told: str) -> object:
    """Tells what it was given of ours."""
    Path(told).write_text("\n".join(os.environ), "utf-8")
    return None


def pid(told: str) -> object:
    """Tells which process it is."""
    with Path(told).open("a", encoding="utf-8") as file:
        file.write(f"{os.getpid()}\n")
    return None


def counted(told: str) -> object:
    """The same, and dies."""
    pid(told)
    return dies("")


def _tell(answer: bytes) -> None:
    """Write to the parent, past the child's own code."""
    for number in range(3, 16):
        with suppress(OSError):
            if stat.S_ISFIFO(os.fstat(number).st_mode):
                os.write(number, answer)


def burns(seconds: str) -> object:
    """Takes so much processor time."""
    until = time.process_time() + float(seconds)
    while time.process_time() < until:
        pass
    return None


def waits(seconds: str) -> object:
    """Takes so much of the clock."""
    time.sleep(float(seconds))
    return None


def _pages(told: str, begin_page: BeginPage) -> None:
    words = told.split()
    for name, argument in zip(words[::2], words[1::2], strict=True):
        begin_page()
        ACTS[name](argument)


ACTS: dict[str, Callable[[str], object]] = {
    act.__name__: act
    for act in (
        memory,
        peak,
        cpu,
        wall,
        dies,
        leaves,
        fault,
        flood,
        giant,
        garbage,
        grandchild,
        writes,
        connects,
        environment,
        pid,
        counted,
        burns,
        waits,
    )
}


def _read(
    kind: str, path: str, data: bytes, given: Given, divisions: Divisions, begin_page: BeginPage
) -> Read:
    before, _, told = data.decode(errors="replace").partition("hostile ")
    if before or not told:
        return report_or_fault(kind, path, data, given, divisions, begin_page)
    name, _, argument = told.strip().partition(" ")
    if name == "scan":
        return Refusal("scan" if kind == "file" else "not_a_report", f"read as {kind}", "…")
    try:
        _pages(argument, begin_page) if name == "pages" else ACTS[name](argument)
    except (OSError, RuntimeError) as error:
        return Refusal("internal_error", f"{error}", "…")
    return Refusal("not_a_report", name, "…")


def main() -> None:
    """The child."""
    serve(_read)
