"""Servers as those who run them start them: processes of their own, on a port of this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from tests.bench.peers import datasette
from tests.bench.web_asked import TIMEOUT

_PATIENCE = 120.0
_SERVE = ("-c", "from search_api.start import main; main()", "serve")


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers on a port of this machine."""

    port: int
    process: int

    def processor(self) -> float:
        """Seconds of the processor that it has taken, with the processes it began.

        0 where the system does not tell.
        """
        return _processor(self.process)


@contextmanager
def serving_home(home: Path, workers: int) -> Iterator[Running]:
    """This project's service, as its command serves; with as much time for a search as a peer."""
    port = _free()
    told = ["--home", f"{home}", "--port", f"{port}", "--workers", f"{workers}"]
    with _running([*_SERVE, *told], port, "/readyz", GONGKAI_TIMEOUT=f"{TIMEOUT}") as running:
        yield running


@contextmanager
def serving_datasette(folder: Path) -> Iterator[Running]:
    """Datasette, which is one process."""
    port = _free()
    with _running(datasette.arguments(folder, port), port, "/-/versions.json") as running:
        yield running


def _free() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _processor(process: int) -> float:
    """Of one process and all below it."""
    folder = Path(f"/proc/{process}")
    try:
        # What stands before the last bracket is a name, which may hold anything.
        values = (folder / "stat").read_text().rpartition(")")[2].split()
        threads = [path.read_text() for path in folder.glob("task/*/children")]
    except OSError:
        return 0.0
    own = (int(values[11]) + int(values[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(_processor(int(child)) for some in threads for child in some.split())


@contextmanager
def _running(
    arguments: Sequence[str], port: int, health: str, **environment: str
) -> Iterator[Running]:
    """The server, from the time that it answers until the block ends."""
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **environment},
    )
    try:
        until = time.monotonic() + _PATIENCE
        while not _answers(port, health):
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"{' '.join(arguments)}: does not serve")
            time.sleep(0.1)
        yield Running(port, process.pid)
    finally:
        process.terminate()
        process.wait()


def _answers(port: int, health: str) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", health)
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()
