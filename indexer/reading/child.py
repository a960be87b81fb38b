"""The child: it reads files, one after the other, until its input is closed or it has to end.

It is started by `children`, on pipes: a request is the lengths of a pickle and of the file's bytes,
and both; an answer is its length and what `wire` makes of it. One of no length comes before it for
each page that is begun. The first answer says that it is ready, and what this machine does not
bound.
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

from indexer.divisions import Divisions, load_divisions
from indexer.model import Given
from indexer.readers.page import BeginPage
from indexer.reading.bounds import Bounds
from indexer.reading.confine import allow_cpu, confine
from indexer.reading.ends import NO_MEMORY, refusal
from indexer.reading.pipes import LENGTH, LENGTHS, PAGE_BEGUN
from indexer.reading.report import Read, report_or_fault
from indexer.reading.wire import encode

ReadOne = Callable[[str, str, bytes, Given, Divisions, BeginPage], Read]


def serve(read: ReadOne) -> None:
    """Answer requests with what this makes of them. Ctrl-C is for the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    told = json.loads(sys.argv[1])
    bounds = Bounds(**told["bounds"])
    requests, answers = _own(0, "rb"), _own(1, "wb")
    divisions = load_divisions(tuple(Path(path) for path in told["divisions"]))

    def begin_page() -> None:
        allow_cpu(bounds.cpu)
        _send(answers, PAGE_BEGUN)

    gc.freeze()
    _send(answers, json.dumps(confine(bounds, told["parent"])).encode())
    try:
        while lengths := requests.read(LENGTHS.size):
            head, size = LENGTHS.unpack(lengths)
            path, given = pickle.loads(requests.read(head))
            allow_cpu(bounds.cpu)
            answer = read(told["kind"], path, requests.read(size), given, divisions, begin_page)
            _send(answers, _encoded(answer, bounds.answer))
    except MemoryError:
        os._exit(NO_MEMORY)


def _encoded(answer: Read, most: int) -> bytes:
    try:
        body = encode(answer)
    except ValueError as error:  # half a character, as no text has one
        body = encode(refusal("internal_error", str(error)[:200]))
    return body if len(body) <= most else encode(refusal("too_large", most >> 20))


def _own(number: int, mode: str) -> IO[bytes]:
    """A standard stream as a file of ours: no library writes there, no program inherits it."""
    own = os.dup(number)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, number)
    os.close(nothing)
    return os.fdopen(own, mode)


def _send(answers: IO[bytes], body: bytes) -> None:
    answers.write(LENGTH.pack(len(body)))
    answers.write(body)
    answers.flush()


def main() -> None:
    """A child that reads files."""
    serve(report_or_fault)
