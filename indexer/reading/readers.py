"""Files are read by children on all processors, each kind of reading within its own bounds."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path
from time import monotonic

from indexer.closing import Closing
from indexer.document import Refusal
from indexer.model import Given, Source
from indexer.readers.ocr_extra import ocr_installed
from indexer.reading.bounds import BOUNDS, Bounds
from indexer.reading.children import Request
from indexer.reading.folders import sweep
from indexer.reading.pool import Pool
from indexer.reading.report import Read

Timed = tuple[Read, float]
_MOST_WORKERS = 8  # one process keeps what they read and is no faster than that
_SCANS_AT_ONCE = 1  # each may take twice the memory of another file


def workers_for(files: int) -> int:
    """How many children so many files are worth: one for each, up to the processors there are."""
    return max(1, min(os.cpu_count() or 1, _MOST_WORKERS, files))


class Readers(Closing):
    """Reads files in children, the first of which starts at once. To be closed.

    What readers that were killed had left behind is removed before.
    """

    def __init__(
        self, divisions: Sequence[Path], workers: int, bounds: Mapping[str, Bounds] = BOUNDS
    ) -> None:
        sweep()
        self._files = Pool("file", bounds["file"], divisions, workers)
        self._scans = Pool("scan", bounds["scan"], divisions, _SCANS_AT_ONCE)
        self._files.warm()

    def close(self) -> None:
        """End the children; what they have not read is not read."""
        self._files.close()
        self._scans.close()

    def read(self, path: str, data: bytes, given: Given) -> Read:
        """A file's report, or why there is none. Raises NoReader where no child can be started."""
        return self.timed(path, data, given).result()[0]

    def timed(self, path: str, data: bytes, given: Given) -> Future[Timed]:
        """Begin to read a file. Its report comes with the future, and the seconds that it took."""
        source = Source(path, hashlib.sha256(data).hexdigest(), len(data), "", given)
        told: Future[Timed] = Future()
        self._files.submit(self._answer, self._files, Request(source, data), 0.0, told)
        return told

    def _answer(self, pool: Pool, request: Request, before: float, told: Future[Timed]) -> None:
        """Read it here, or have it read by who recognises characters."""
        started = monotonic()
        try:
            answer = pool.read(request)
            took = before + monotonic() - started
            if pool is self._files and _is_scan(answer) and ocr_installed():
                self._scans.submit(self._answer, self._scans, request, took, told)
            else:
                told.set_result((answer, took))
        except BaseException as error:
            told.set_exception(error)

    def unbound(self) -> tuple[str, ...]:
        """What this machine does not bound: network, memory, cpu, files. Raises NoReader."""
        return self._files.unbound()


def _is_scan(answer: Read) -> bool:
    return isinstance(answer, Refusal) and answer.code == "scan"
