"""`search serve` as a user runs it: a process, its port, and what it says on stderr."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.shared import HANGS

ROOT = Path(__file__).parents[2]
COMMAND = "from search_api.start import main; main()"
# What to run before the service, so that HTTP is read by the one library or the other.
PROTOCOLS = {
    "httptools": "import httptools\n",
    "h11": "import sys; sys.modules['httptools'] = None\n",
}


@dataclass(frozen=True, slots=True)
class Started:
    """A running service."""

    process: subprocess.Popen[bytes]
    address: str
    log: Path

    def told(self) -> str:
        """What it has said so far."""
        return self.log.read_text("utf-8")

    def counts(self) -> str:
        """What it counts, of all workers together."""
        return httpx.get(f"{self.address}/metrics", timeout=HANGS).text

    def end(self, signal_: signal.Signals = signal.SIGTERM) -> int:
        """End it by a signal; its exit code."""
        self.process.send_signal(signal_)
        return self.process.wait(HANGS)


@contextmanager
def started(
    folder: Path, *options: str, program: str = COMMAND, port: int = 0, **variables: str
) -> Iterator[Started]:
    """The service in a folder, once it is ready, until the block ends."""
    with running(folder, *options, program=program, port=port, **variables) as (process, log):
        until = time.monotonic() + HANGS
        address = ""
        while not _ready(address):
            assert process.poll() is None, log.read_text("utf-8")
            assert time.monotonic() < until, log.read_text("utf-8")
            time.sleep(0.05)
            found = re.search(r"http://\S+", log.read_text("utf-8"))
            address = found.group() if found else ""
        yield Started(process, address, log)


@contextmanager
def running(
    folder: Path, *options: str, program: str = COMMAND, port: int = 0, **variables: str
) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """The process in a folder and where it writes what it says, ready or not."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    log = folder / f"said-{time.monotonic_ns()}.txt"
    with log.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-c", program, "serve", f"--port={port}", *options],
            cwd=folder,
            env={**kept, "PYTHONPATH": str(ROOT), **variables},
            stderr=said,
            stdout=said,
            start_new_session=True,
        )
    try:
        yield process, log
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(HANGS)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _ready(address: str) -> bool:
    try:
        return bool(address) and httpx.get(f"{address}/readyz", timeout=HANGS).status_code == 200
    except httpx.TransportError:
        return False
