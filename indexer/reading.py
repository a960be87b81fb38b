"""A file's bytes → its report, where there are many files on all processors.

A worker is a process that is sent bytes and answers with a Report or a Refusal. Its input is closed
when its parent ends, however that ends, and it ends with it. A file over which a worker dies is
refused; the others go on.
"""

from __future__ import annotations

import copyreg
import gc
import hashlib
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from types import MappingProxyType
from typing import Any, BinaryIO

from indexer.closing import Closing
from indexer.divisions import Divisions, load_divisions
from indexer.document import Refusal
from indexer.model import Given, Report, Source
from indexer.readers.read import read
from indexer.report.build import build

Read = Report | Refusal
_MOST_WORKERS = 8  # one process keeps what they read and is no faster than that
_READY = "ready"
_NEXT_STEP = "请用 indexer parse 单独读这个文件，并把它附在问题报告里。"
_WORKER = "from indexer.reading import main; main()"
_ROOT = Path(__file__).parents[1]


def report_of(path: str, data: bytes, given: Given, divisions: Divisions) -> Read:
    """One file's report, or why there is none."""
    document = read(data, path)
    if isinstance(document, Refusal):
        return document
    digest = hashlib.sha256(data).hexdigest()
    source = Source(path, digest, len(data), document.format, given)
    return build(document, source, divisions)


def report_or_fault(path: str, data: bytes, given: Given, divisions: Divisions) -> Read:
    """The same, with a fault of ours told as a refusal: one file never ends the reading of all."""
    try:
        return report_of(path, data, given, divisions)
    except Exception as error:
        told = f"{type(error).__name__}: {error}"[:200]
        return Refusal("internal_error", f"读取时程序出错：{told}。", _NEXT_STEP)


def _view(values: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(values)


def _sent(view: MappingProxyType[Any, Any]) -> tuple[Any, ...]:
    """How pickle is to send a view of a dict, which it cannot by itself."""
    return _view, (dict(view),)


def work(divisions: Sequence[Path], requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more."""
    copyreg.pickle(MappingProxyType, _sent)
    lists = load_divisions(tuple(divisions))
    gc.freeze()
    answer: Read | str = _READY
    while True:
        pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()
        try:
            path, data, given = pickle.load(requests)
        except EOFError:
            return
        answer = report_or_fault(path, data, given, lists)


class Readers(Closing):
    """Reads files in worker processes, started as they are needed. To be closed."""

    def __init__(self, divisions: Sequence[Path], workers: int | None = None) -> None:
        self._arguments = [str(path.absolute()) for path in divisions]
        self._lists = partial(load_divisions, tuple(divisions))
        count = workers or min(os.cpu_count() or 1, _MOST_WORKERS)
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="readers")
        self._idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        self._all: list[subprocess.Popen[bytes]] = []

    def close(self) -> None:
        """End the workers; what they have not read is not read."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in list(self._all):
            worker.kill()
        self._threads.shutdown()
        for worker in self._all:
            worker.communicate()

    def start(self, path: str, data: bytes, given: Given) -> Future[Read]:
        """Begin to read a file. Its report, or why there is none, comes with the future."""
        return self._threads.submit(self._read, path, data, given)

    def _read(self, path: str, data: bytes, given: Given) -> Read:
        try:
            worker = self._idle.get_nowait()
        except Empty:
            started = self._started()
            if started is None:  # nothing to do with this file: there can be no workers here
                return report_or_fault(path, data, given, self._lists())
            worker = started
        try:
            answer: Read = _ask(worker, (path, data, given))
        except (OSError, EOFError, pickle.UnpicklingError):
            code = worker.wait()
            message = f"读这个文件的进程中途终止（{code}）(the process reading it died)。"
            return Refusal("reader_died", message, _NEXT_STEP)
        self._idle.put(worker)
        return answer

    def _started(self) -> subprocess.Popen[bytes] | None:
        """A worker that is ready; None where it does not come to that."""
        paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        try:
            worker = subprocess.Popen(
                [sys.executable, "-c", _WORKER, *self._arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            )
            self._all.append(worker)
            return worker if _answer(worker) == _READY else None
        except (OSError, EOFError, pickle.UnpicklingError):
            return None


def _ask(worker: subprocess.Popen[bytes], request: tuple[str, bytes, Given]) -> Read:
    assert worker.stdin is not None
    pickle.dump(request, worker.stdin, pickle.HIGHEST_PROTOCOL)
    worker.stdin.flush()
    answer = _answer(worker)
    assert not isinstance(answer, str)
    return answer


def _answer(worker: subprocess.Popen[bytes]) -> Read | str:
    assert worker.stdout is not None
    answer: Read | str = pickle.load(worker.stdout)
    return answer


def main() -> None:
    """A worker, on standard input and output. Ctrl-C is for its parent, with which it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr
    work([Path(argument) for argument in sys.argv[1:]], sys.stdin.buffer, answers)
