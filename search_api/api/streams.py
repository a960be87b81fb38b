"""Answers of many rows, sent as they are found.

Their maker may hold a session: it is closed as soon as the client has read all, or is gone. What
is not complete says so at its end, and where making rows fails the connection breaks: no answer
looks complete that is not.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import quote

import anyio
from anyio import to_thread
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from indexer.sheets import Cell, sheet_lines
from search_api.api.formats import MEDIA_TYPES, Form
from search_api.export import array_lines, one_line
from search_api.service.conditional import NOT_TO_BE_KEPT

T = TypeVar("T")
TRUNCATED = "Gongkai-Truncated"
# A client that reads nothing for so many seconds is taken for gone: it holds what others wait for.
PATIENCE = 60.0
_BLOCK = 32_768


@dataclass(frozen=True, slots=True)
class Truncated:
    """Stands after the rows of an answer that does not hold all.

    `reason` is stable: `limit` as many as were asked for, `most` as many as are given at once,
    `timeout` time ran out. `next` is the cursor to go on with, None where there is none.
    """

    reason: str
    next: str | None = None


_REASONS = {
    "limit": "已到 limit 所定数目",
    "most": "已到一次可取的最多数目",
    "timeout": "查找超时",
}


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """How one thing stands in a row: its cells under `columns`, `heads` being their headings in
    Chinese, and its object in a line of NDJSON."""

    columns: Sequence[str]
    heads: Sequence[str]
    cells: Callable[[T], Sequence[Cell]]
    line: Callable[[T], Mapping[str, Any]]


def table_of(
    columns: Mapping[str, tuple[str, Callable[[T], Cell]]], line: Callable[[T], Mapping[str, Any]]
) -> Table[T]:
    """The table of columns as they are declared: key → heading in Chinese and what stands in it."""
    return Table(
        tuple(columns),
        tuple(head for head, _ in columns.values()),
        lambda one: [value(one) for _, value in columns.values()],
        line,
    )


def rows_response(
    form: Form,
    table: Table[T],
    rows: Iterator[T | Truncated],
    name: str,
    *,
    excel: bool = False,
    truncated: Truncated | None = None,
    holding: ExitStack | None = None,
) -> Response:
    """The rows as CSV or NDJSON, to be saved under `name`.

    `rows` ends with a Truncated where there would be more; `truncated` is the same where it is
    known beforehand, and is told in a header too. `rows` is closed where it is a generator, and so
    is `holding`, what the rows need. The first rows are made at once: what goes wrong with them is
    raised here.
    """
    lines = _csv(table, rows, excel) if form is Form.CSV else _ndjson(table, rows)
    blocks = _blocks(lines, rows, holding or ExitStack())
    headers = {
        "Content-Disposition": _attachment(f"{name}.{form}"),
        "Cache-Control": NOT_TO_BE_KEPT,
        "Vary": "Accept",
    }
    if truncated is not None:
        headers[TRUNCATED] = truncated.reason
    return Streamed(next(blocks, b""), blocks, headers, MEDIA_TYPES[form])


def array_response(objects: Iterator[dict[str, Any]], holding: ExitStack) -> Response:
    """The objects as one array in JSON, sent as they are made; `holding` is what they need."""
    blocks = _blocks(array_lines(objects), objects, holding)
    headers = {"Cache-Control": NOT_TO_BE_KEPT, "Vary": "Accept"}
    return Streamed(next(blocks, b""), blocks, headers, MEDIA_TYPES[Form.JSON])


def _attachment(name: str) -> str:
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in name)
    full = "" if plain == name else f"; filename*=UTF-8''{quote(name, errors='replace')}"
    return f'attachment; filename="{plain}"{full}'


def _csv(table: Table[T], rows: Iterator[T | Truncated], excel: bool) -> Iterator[str]:
    cells = (
        _told(one, len(table.columns)) if isinstance(one, Truncated) else table.cells(one)
        for one in rows
    )
    yield from sheet_lines(table.heads if excel else table.columns, cells, excel=excel)


def _told(end: Truncated, width: int) -> list[Cell]:
    """The last row of a sheet that does not hold all."""
    going_on = f"；接着导出：after={end.next}" if end.next else ""
    reason = _REASONS[end.reason]
    said = f"# 不全 truncated: {end.reason}（{reason}）{going_on}"
    return [said, *([None] * (width - 1))]


def _ndjson(table: Table[T], rows: Iterator[T | Truncated]) -> Iterator[str]:
    for one in rows:
        if isinstance(one, Truncated):
            yield one_line({"truncated": True, "reason": one.reason, "next": one.next})
        else:
            yield one_line(dict(table.line(one)))


def _blocks(
    lines: Iterator[str], rows: Iterator[Any], holding: ExitStack
) -> Generator[bytes, None, None]:
    """The lines in blocks worth a packet. However it ends, what they need is let go of."""
    with holding:
        try:
            held: list[str] = []
            size = 0
            for line in lines:
                held.append(line)
                size += len(line)
                if size >= _BLOCK:
                    yield _bytes(held)
                    held, size = [], 0
            if held:
                yield _bytes(held)
        finally:
            if isinstance(rows, Generator):
                rows.close()


def _bytes(lines: Sequence[str]) -> bytes:
    return "".join(lines).encode("utf-8", "backslashreplace")


class Streamed(Response):
    """Blocks of bytes, made in a thread, one when the one before has been taken."""

    def __init__(
        self,
        first: bytes,
        blocks: Generator[bytes, None, None],
        headers: Mapping[str, str],
        media_type: str,
    ) -> None:
        self.status_code = 200
        self.media_type = media_type
        self.background = None
        self._first = first
        self._blocks = blocks
        self.init_headers({**headers})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send them until there is none, or nobody takes them."""
        failure: Exception | None = None
        try:
            async with anyio.create_task_group() as tasks:

                async def watch() -> None:
                    while (await receive())["type"] != "http.disconnect":
                        pass
                    tasks.cancel_scope.cancel()

                tasks.start_soon(watch)
                try:
                    await self._send(send)
                except Exception as error:
                    failure = error
                tasks.cancel_scope.cancel()
        finally:
            with anyio.CancelScope(shield=True):
                await to_thread.run_sync(self._blocks.close)
        if failure is not None:
            raise failure  # The server then breaks the connection.

    async def _send(self, send: Send) -> None:
        start: Message = {
            "type": "http.response.start",
            "status": self.status_code,
            "headers": self.raw_headers,
        }
        await send(start)
        block = self._first
        while block:
            with anyio.fail_after(PATIENCE):
                await send({"type": "http.response.body", "body": block, "more_body": True})
            block = await to_thread.run_sync(next, self._blocks, b"")
        await send({"type": "http.response.body", "body": b"", "more_body": False})
