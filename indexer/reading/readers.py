"""Files are read by children on all processors, each kind of reading within its own bounds."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from time import monotonic

from indexer.closing import Closing
from indexer.model import Given, Source
from indexer.reading.bounds import BOUNDS, Bounds
from indexer.reading.children import Child, Ending, Request
from indexer.reading.report import Read

Timed = tuple[Read, float]
_MOST_WORKERS = 8  # one process keeps what they read and is no faster than that


def workers_for(files: int) -> int:
    """How many children so many files are worth: one for each, up to the processors there are."""
    return max(1, min(os.cpu_count() or 1, _MOST_WORKERS, files))


class Readers(Closing):
    """Reads files in children, the first of which starts at once. To be closed."""

    def __init__(
        self,
        divisions: Sequence[Path],
        workers: int,
        bounds: Mapping[str, Bounds] = BOUNDS,
    ) -> None:
        self._divisions = tuple(divisions)
        self._bounds = bounds["file"]
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="readers")
        self._lock = Lock()
        self._closed = False
        self._all: set[Child] = set()
        self._idle = [self._started()]

    def close(self) -> None:
        """End the children; what they have not read is not read."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            self._closed = True
            for child in self._all:
                child.kill()
        self._threads.shutdown()
        for child in list(self._all):
            self._end(child)

    def start(self, path: str, data: bytes, given: Given) -> Future[Read]:
        """Begin to read a file. Its report, or why there is none, comes with the future."""
        source = Source(path, hashlib.sha256(data).hexdigest(), len(data), "", given)
        return self._threads.submit(self._read, Request(source, data))

    def timed(self, path: str, data: bytes, given: Given) -> Future[Timed]:
        """The same, with the seconds that reading it took."""
        source = Source(path, hashlib.sha256(data).hexdigest(), len(data), "", given)
        return self._threads.submit(self._timed, Request(source, data))

    def _timed(self, request: Request) -> Timed:
        started = monotonic()
        return self._read(request), monotonic() - started

    def _read(self, request: Request) -> Read:
        with self._lock:
            child = self._idle.pop() if self._idle else None
        answer = self._asked(child or self._started(), request)
        if isinstance(answer, Ending) and answer.suspect:
            answer = self._asked(self._started(), request)
        return answer.refusal if isinstance(answer, Ending) else answer

    def _asked(self, child: Child, request: Request) -> Read | Ending:
        """What a child answers, and the child put back where it may read on."""
        answer: Read | Ending | None = None
        try:
            answer = child.read(request)
        finally:
            if isinstance(answer, Ending) or answer is None or child.spent:
                self._end(child)
            else:
                with self._lock:
                    self._idle.append(child)
        if isinstance(answer, Ending) and child.files == 1:
            return answer.refusal
        return answer

    def _started(self) -> Child:
        child = Child(self._bounds, self._divisions)
        with self._lock:
            self._all.add(child)
            if self._closed:
                child.kill()
        return child

    def _end(self, child: Child) -> None:
        with self._lock:
            self._all.discard(child)
        child.close()
