"""The children of one kind: used again while they may be, then replaced, all ended at last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import ParamSpec

from indexer.closing import Closing
from indexer.reading.bounds import Bounds
from indexer.reading.children import Child, Ending, Request
from indexer.reading.report import Read

P = ParamSpec("P")


class Pool(Closing):
    """Threads that each wait for one child, started as they are needed. To be closed."""

    def __init__(self, kind: str, bounds: Bounds, divisions: Sequence[Path], most: int) -> None:
        self._kind, self._bounds, self._divisions = kind, bounds, tuple(divisions)
        self._threads = ThreadPoolExecutor(most, thread_name_prefix=f"reading-{kind}")
        self._lock = Lock()
        self._closed = False
        self._all: set[Child] = set()
        self._idle: list[Child] = []

    def close(self) -> None:
        """End the children and the threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            self._closed = True
            for child in self._all:
                child.kill()
        self._threads.shutdown()
        for child in list(self._all):
            self._end(child)

    def submit(self, work: Callable[P, None], *args: P.args, **named: P.kwargs) -> None:
        """Have a thread do this."""
        self._threads.submit(work, *args, **named)

    def warm(self) -> None:
        """Start a child, and wait for nothing."""
        self._put_back(self._started())

    def unbound(self) -> tuple[str, ...]:
        """What this machine does not bound, as a child tells."""
        child = self._taken()
        try:
            return child.wait()
        finally:
            self._put_back(child) if child.unbound is not None else self._end(child)

    def read(self, request: Request) -> Read:
        """What a child answers, so that nothing another file did to the child has a say."""
        answer = self._asked(self._taken(), request)
        if isinstance(answer, Ending):
            answer = self._asked(self._started(), request)
        return answer.refusal if isinstance(answer, Ending) else answer

    def _asked(self, child: Child, request: Request) -> Read | Ending:
        """An ending where a child that has read nothing else may answer otherwise."""
        alone = child.files == 0
        answer: Read | Ending | None = None
        try:
            answer = child.read(request)
        finally:
            if answer is None or isinstance(answer, Ending) or child.spent:
                self._end(child)
            else:
                self._put_back(child)
        if isinstance(answer, Ending) and (alone or not answer.suspect):
            return answer.refusal
        return answer

    def _taken(self) -> Child:
        with self._lock:
            child = self._idle.pop() if self._idle else None
        return child or self._started()

    def _put_back(self, child: Child) -> None:
        with self._lock:
            self._idle.append(child)

    def _started(self) -> Child:
        child = Child(self._kind, self._bounds, self._divisions)
        with self._lock:
            self._all.add(child)
            if self._closed:
                child.kill()
        return child

    def _end(self, child: Child) -> None:
        with self._lock:
            self._all.discard(child)
        child.close()
