"""Asking another process, and waiting no longer than is allowed for its answer."""

from __future__ import annotations

import os
import select
import struct
import subprocess
import sys
import time
from collections.abc import Sequence
from threading import Timer
from typing import IO

from indexer.reading.bounds import Bounds
from indexer.reading.wire import Garbled

LENGTH = struct.Struct("<Q")
LENGTHS = struct.Struct("<QQ")
PAGE_BEGUN = b""
"""What comes in place of an answer each time that a page is begun."""
_AT_ONCE = 1 << 16


def exchange(process: subprocess.Popen[bytes], parts: Sequence[bytes], bounds: Bounds) -> bytes:
    """Send the parts, and return the answer, within the bounds on time, pages and its length.

    Raises TimeoutError where it does not come in time, EOFError where the other end is closed,
    Garbled where something else comes.
    """
    assert process.stdin is not None
    assert process.stdout is not None
    return _exchanged(process, process.stdin, process.stdout, parts, bounds)


if sys.platform == "win32":  # where pipes cannot be waited for, so the one who is asked is ended

    def _exchanged(
        process: subprocess.Popen[bytes],
        requests: IO[bytes],
        answers: IO[bytes],
        parts: Sequence[bytes],
        bounds: Bounds,
    ) -> bytes:
        late: list[bool] = []

        def end() -> None:
            late.append(True)
            process.kill()

        def ending() -> Timer:
            timer = Timer(until - time.monotonic(), end)
            timer.start()
            return timer

        until, pages = time.monotonic() + bounds.wall, bounds.pages
        timer, body = ending(), b""
        try:
            for part in parts:
                requests.write(part)
            requests.flush()
            while not (size := _size(_whole(answers, LENGTH.size), bounds)):
                pages = _fewer(pages)
                until += bounds.a_page
                timer.cancel()
                timer = ending()
            body = _whole(answers, size)
        except (OSError, EOFError):
            pass  # it is known below by whose doing
        finally:
            timer.cancel()
        if late:
            raise TimeoutError
        if not body:
            raise EOFError
        return body

    def _whole(answers: IO[bytes], size: int) -> bytes:
        body = answers.read(size)
        if len(body) < size:
            raise EOFError
        return body
else:

    def _exchanged(
        _process: subprocess.Popen[bytes],
        requests: IO[bytes],
        answers: IO[bytes],
        parts: Sequence[bytes],
        bounds: Bounds,
    ) -> bytes:
        until, pages = time.monotonic() + bounds.wall, bounds.pages
        asked, told = requests.fileno(), answers.fileno()
        os.set_blocking(asked, False)
        waiting = select.poll()
        waiting.register(told, select.POLLIN)
        left = [memoryview(part) for part in reversed(parts) if part]
        if left:
            waiting.register(asked, select.POLLOUT)
        answer, wanted = bytearray(), LENGTH.size
        while len(answer) < wanted:
            rest = until - time.monotonic()
            ready = dict(waiting.poll(rest * 1000)) if rest > 0 else {}
            if not ready:
                raise TimeoutError
            if told in ready:
                piece = os.read(told, min(_AT_ONCE, wanted - len(answer)))
                if not piece:
                    raise EOFError
                if left:
                    raise Garbled("an answer before it was asked")
                answer += piece
                if wanted == LENGTH.size == len(answer):
                    if size := _size(bytes(answer), bounds):
                        wanted += size
                        continue
                    answer.clear()
                    pages = _fewer(pages)
                    until += bounds.a_page
            elif asked in ready:
                _send(asked, left)
                if not left:
                    waiting.unregister(asked)
        return bytes(answer[LENGTH.size :])

    def _send(asked: int, left: list[memoryview]) -> None:
        """As much as goes; where the other end is closed, its last word tells why."""
        try:
            sent = os.write(asked, left[-1][:_AT_ONCE])
        except BrokenPipeError as error:
            raise EOFError from error
        left[-1] = left[-1][sent:]
        if not left[-1]:
            left.pop()


def _size(head: bytes, bounds: Bounds) -> int:
    size: int = LENGTH.unpack(head)[0]
    if size > bounds.answer:
        raise Garbled(f"{size} bytes")
    return size


def _fewer(pages: int) -> int:
    if not pages:
        raise Garbled("more pages than it may have")
    return pages - 1
