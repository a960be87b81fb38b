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

from indexer.reading.wire import Garbled

LENGTH = struct.Struct("<Q")
LENGTHS = struct.Struct("<QQ")
_AT_ONCE = 1 << 16


def exchange(
    process: subprocess.Popen[bytes], parts: Sequence[bytes], most: int, seconds: float
) -> bytes:
    """Send the parts, and return the answer, of so many bytes at most.

    Raises TimeoutError where it does not come in time, EOFError where the other end is closed,
    Garbled where something else comes.
    """
    assert process.stdin is not None
    assert process.stdout is not None
    return _exchanged(process, process.stdin, process.stdout, parts, most, seconds)


if sys.platform == "win32":  # where pipes cannot be waited for, so the one who is asked is ended

    def _exchanged(
        process: subprocess.Popen[bytes],
        requests: IO[bytes],
        answers: IO[bytes],
        parts: Sequence[bytes],
        most: int,
        seconds: float,
    ) -> bytes:
        late: list[bool] = []

        def end() -> None:
            late.append(True)
            process.kill()

        timer = Timer(seconds, end)
        timer.start()
        try:
            for part in parts:
                requests.write(part)
            requests.flush()
            head = answers.read(LENGTH.size)
            size = _size(head, most) if len(head) == LENGTH.size else 1
            body = answers.read(size)
        except OSError:
            size, body = 1, b""
        finally:
            timer.cancel()
        if late:
            raise TimeoutError
        if len(body) < size:
            raise EOFError
        return body
else:

    def _exchanged(
        _process: subprocess.Popen[bytes],
        requests: IO[bytes],
        answers: IO[bytes],
        parts: Sequence[bytes],
        most: int,
        seconds: float,
    ) -> bytes:
        until = time.monotonic() + seconds
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
                    wanted += _size(bytes(answer), most)
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


def _size(head: bytes, most: int) -> int:
    size: int = LENGTH.unpack(head)[0]
    if size > most:
        raise Garbled(f"{size} bytes")
    return size
