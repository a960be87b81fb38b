"""Servers as those who run them start them: processes of their own, on a port of this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from tests.bench.peers import datasette

_PATIENCE = 120.0


def ours(home: Path, workers: int, port: int) -> Sequence[str]:
    """The command that serves a home, after the interpreter."""
    app = ["-m", "uvicorn", "--factory", "search_api.http:create_app"]
    return [*app, "--port", f"{port}", "--workers", f"{workers}"]


@contextmanager
def serving_home(home: Path, workers: int) -> Iterator[int]:
    """The port of this project's service."""
    port = _free()
    with _running(ours(home, workers, port), port, "/healthz", GONGKAI_HOME=str(home)):
        yield port


@contextmanager
def serving_datasette(folder: Path) -> Iterator[int]:
    """The port of Datasette, which is one process."""
    port = _free()
    with _running(datasette.arguments(folder, port), port, "/-/versions.json"):
        yield port


def _free() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@contextmanager
def _running(
    arguments: Sequence[str], port: int, health: str, **environment: str
) -> Iterator[None]:
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
        yield
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
