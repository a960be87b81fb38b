"""HTTP as `search serve` speaks it: of a bounded size and in bounded time, and what is no HTTP is
told as a problem too.
"""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import quote_from_bytes

from uvicorn.protocols.http.auto import AutoHTTPProtocol

from search_api.service.account import HEADER, METRICS, account_unread
from search_api.service.problems import MEDIA_TYPE, problem, problem_json

# What one of our checks can still tell of; a reader of URLs inside the server gives up earlier.
LARGEST_HEAD = 256_000
_LARGE = 64_000
_ASCII = bytes(range(128)).decode("ascii")
SLOWEST_HEAD = 30.0  # seconds


class Protocol(AutoHTTPProtocol):  # type: ignore[misc,valid-type]
    """One connection. Whoever sends half a request holds it for a while and no more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._head = 0  # bytes of a request line and headers that are not complete yet
        self._line_ended = False
        self._ending: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Wait for a request."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._wait_no_more()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, unless the head of the request is too large.

        What comes while an answer is under way counts too: the server reads it as the next head.
        """
        before = self.cycle
        between = before is None or before.response_complete
        self._head += len(data)
        if self._head > LARGEST_HEAD:
            if between:
                self.send_400_response("")
            else:
                self.transport.abort()  # a problem would stand within the answer
            return
        if between and not self._line_ended:
            data = self._in_ascii(data)
        super().data_received(data)
        if self.cycle is not before:
            self._head = 0
            self._line_ended = False
            self._wait_no_more()
        elif between and self._ending is None:
            self._wait()

    def _in_ascii(self, data: bytes) -> bytes:
        """The request line percent-encoded where it is not ASCII, as `curl …?q=保密审查` sends it.

        RFC 9112 asks that of the client, but those who read Chinese write addresses as they read.
        """
        line, end, rest = data.partition(b"\n")
        self._line_ended = bool(end)
        return quote_from_bytes(line, safe=_ASCII).encode("ascii") + end + rest

    def send_400_response(self, msg: str) -> None:
        """Tell what is wrong with a request that never became one, and end."""
        if self._head > _LARGE:
            found = problem("too_large", "地址或请求头过大 (address or headers are too large).")
        else:
            found = problem("bad_value", "不是可读的 HTTP 请求 (no HTTP that can be read).")
        client = self.client[0] if self.client else None
        made = account_unread(self.app_state[METRICS], found.code, found.status, client)
        body = problem_json(found, "", made)
        head = (
            f"HTTP/1.1 {found.status} Bad Request\r\ncontent-type: {MEDIA_TYPE}\r\n"
            f"content-length: {len(body)}\r\n{HEADER}: {made}\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(head.encode("ascii") + body)
        self.transport.close()

    def _wait(self) -> None:
        self._ending = self.loop.call_later(SLOWEST_HEAD, self.transport.close)

    def _wait_no_more(self) -> None:
        if self._ending is not None:
            self._ending.cancel()
            self._ending = None
