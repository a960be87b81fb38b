"""The parent's side of one child: starting it, asking it, seeing how it ended, ending it.

A child has a session of its own, so that all it started ends with it; a folder of its own for what
it writes, which is removed; and of our environment only what a Python needs.
"""

from __future__ import annotations

import json
import os
import pickle
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from indexer.closing import Closing
from indexer.document import Refusal
from indexer.errors import NoReader
from indexer.model import Source
from indexer.readers.soffice import VARIABLE as SOFFICE
from indexer.reading.bounds import NEAR, Bounds
from indexer.reading.ends import NO_MEMORY, refusal
from indexer.reading.folders import Folder
from indexer.reading.pipes import LENGTHS, exchange
from indexer.reading.report import Read
from indexer.reading.wire import Garbled, decode, loaded

PROGRAM = "from indexer.reading.child import main; main()"
_STARTING = 300.0  # seconds, on however busy a machine
_ROOT = Path(__file__).parents[2]
_KEPT = (
    *("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "LD_LIBRARY_PATH", "PYTHONHOME", "SYSTEMROOT"),
    SOFFICE,
)
# One thread: more would take the processors from the other children.
_SET = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
_PEAK = re.compile(r"VmPeak:\s*(\d+) kB")
_OWN_PEAK = re.compile(r"VmHWM:\s*(\d+) kB")


@dataclass(frozen=True, slots=True)
class Request:
    """One file to be read: what the source says of it, and its bytes."""

    source: Source
    data: bytes


@dataclass(frozen=True, slots=True)
class Ending:
    """Why a child has to end, as the refusal of the file; `suspect` where it may be the doing of
    files that the child had read before."""

    refusal: Refusal
    suspect: bool


class Child(Closing):
    """A process that reads files within bounds. To be closed."""

    def __init__(self, kind: str, bounds: Bounds, divisions: Sequence[Path]) -> None:
        """Start it for a kind of reading. Raises NoReader where that cannot be done."""
        self.files = self.size = 0
        self.unbound: tuple[str, ...] | None = None
        self._bounds = bounds
        told = {
            "kind": kind,
            "bounds": asdict(bounds),
            "divisions": [str(path.absolute()) for path in divisions],
            "parent": os.getpid(),
        }
        try:
            self._folder = Folder()
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", PROGRAM, json.dumps(told)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=self._folder.path,
                env=_environment(self._folder.path),
                start_new_session=True,
            )
        except OSError as error:
            raise _no_reader(error.strerror) from error

    def wait(self) -> tuple[str, ...]:
        """What this machine does not bound, once the child is ready. Raises NoReader."""
        if self.unbound is None:
            try:
                starting = replace(self._bounds, wall=_STARTING, pages=0)
                ready = loaded(exchange(self._process, (), starting))
            except (TimeoutError, EOFError, ValueError) as error:
                raise _no_reader(f"{type(error).__name__}, {self._killed()}") from error
            self.unbound = tuple(str(name) for name in ready)
        return self.unbound

    def read(self, request: Request) -> Read | Ending:
        """The report of a file, or why there is none. After an ending only `close` is left."""
        self.wait()
        self.files += 1
        self.size += len(request.data)
        source = request.source
        head = pickle.dumps((source.path, source.given), pickle.HIGHEST_PROTOCOL)
        parts = LENGTHS.pack(len(head), len(request.data)), head, request.data
        try:
            answer = decode(exchange(self._process, parts, self._bounds), source)
        except TimeoutError:
            return self._late()
        except EOFError:
            return self._ended()
        except Garbled as error:
            return Ending(refusal("garbled", error), suspect=True)
        if isinstance(answer, Refusal) and self._near():
            return self._without_memory()
        if isinstance(answer, Refusal) and answer.code == "internal_error":
            return Ending(answer, suspect=True)
        return answer

    @property
    def spent(self) -> bool:
        """Whether it has read as much as a child is to read."""
        return self.files >= self._bounds.files or self.size >= self._bounds.size

    def _near(self) -> bool:
        """Whether it ever came near the bound of memory, as far as the system tells."""
        try:
            status = Path(f"/proc/{self._process.pid}/status").read_text("utf-8")
        except OSError:
            return False
        peak = _PEAK.search(status)
        return peak is not None and int(peak[1]) << 10 >= NEAR * self._bounds.memory

    def _ended(self) -> Ending:
        """Why the child is gone, from how it ended."""
        code, taken = self._killed()
        if code == NO_MEMORY or taken >= NEAR * self._bounds.memory:
            return self._without_memory()
        if sys.platform != "win32" and code == -signal.SIGXCPU:
            what = "一页" if self._bounds.pages else ""
            return Ending(refusal("too_slow", self._bounds.cpu, what), suspect=False)
        return Ending(refusal("reader_died", code), suspect=True)

    def _late(self) -> Ending:
        more = f"（每页再加 {self._bounds.a_page:g} 秒）" if self._bounds.pages else ""
        return Ending(refusal("timed_out", f"{self._bounds.wall:g}", more), suspect=False)

    def _without_memory(self) -> Ending:
        return Ending(refusal("too_much_memory", self._bounds.memory >> 20), suspect=True)

    def _killed(self) -> tuple[int, int]:
        """End it with all it started. Returns its code, and the memory it took in bytes."""
        if self._process.returncode is not None:
            return self._process.returncode, 0
        if sys.platform == "win32":
            self._process.kill()
            return self._process.wait(), 0
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        _, status, used = os.wait4(self._process.pid, 0)
        self._process.returncode = os.waitstatus_to_exitcode(status)
        taken = used.ru_maxrss * (1 if sys.platform == "darwin" else 1 << 10)
        # A process begins with the most that its parent held, which says nothing of itself.
        return self._process.returncode, taken if taken > _most_held() else 0

    def kill(self) -> None:
        """End it, from whichever thread; who waits for its answer is told that it ended."""
        if sys.platform == "win32":
            self._process.kill()
        elif self._process.returncode is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def close(self) -> None:
        """End it, and remove what it wrote."""
        self._killed()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()
        self._folder.close()


def _environment(folder: Path) -> dict[str, str]:
    paths = [str(_ROOT), *(str(Path(path).absolute()) for path in sys.path if path)]
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    own = dict.fromkeys(("HOME", "USERPROFILE", "TMPDIR", "TMP", "TEMP"), str(folder))
    return {**kept, **own, **_SET, "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths))}


def _no_reader(told: object) -> NoReader:
    return NoReader(
        f"读文件的进程起不来（{told}）(the process that reads files cannot be started)。",
        "请检查内存与进程数的限制后再试；已报告加入的都在。",
    )


def _most_held() -> int:
    """The most memory that this process held so far, 0 where the system does not tell."""
    try:
        status = Path("/proc/self/status").read_text("utf-8")
    except OSError:
        return 0
    peak = _OWN_PEAK.search(status)
    return int(peak[1]) << 10 if peak else 0
