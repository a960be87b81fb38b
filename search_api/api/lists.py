"""What endpoints that list things have in common: parameters, the next page, rows that are sent as
they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from typing import Annotated, TypeVar

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from search_api.api.formats import Form
from search_api.api.search_parameters import check_length, check_size
from search_api.api.streams import Table, Truncated, rows_response
from search_api.list_cursor import MAX_LIMIT
from search_api.service.service import service_of
from search_api.session import Session

T = TypeVar("T")
PAGE = 50
Limit = Annotated[
    int | None,
    Query(
        description=f"每页多少，默认 {PAGE}，最多 {MAX_LIMIT}；CSV、NDJSON 默认全部 (at most)",
        ge=0,
    ),
]
After = Annotated[str | None, Query(description="接着上一页的 next (where a page begins)")]


def check_list(request: Request, limit: int | None) -> None:
    """Raises Refused where a parameter is longer, or a page larger, than the service allows."""
    check_length(request)
    check_size("limit", limit, MAX_LIMIT)


def rows_of_list(
    limit: int | None,
    every: Callable[[], Iterator[T]],
    page: Callable[[], tuple[Iterable[T], str | None]],
) -> Iterator[T | Truncated]:
    """All there are where there is no limit, else a page of them and where the next begins."""
    if limit is None:
        yield from every()
        return
    rows, following = page()
    yield from rows
    if following:
        yield Truncated("limit", following)


def sent_as_read(
    request: Request,
    form: Form,
    table: Table[T],
    rows: Callable[[Session], Iterator[T | Truncated]],
    name: str,
    *,
    excel: bool,
    after: str | None = None,
) -> Response:
    """Rows that are made of a session, which is held until the client has them all."""
    service = service_of(request)
    with ExitStack() as stack:
        stack.enter_context(service.exporting())
        session = stack.enter_context(service.session(after))
        made = rows(session)
        return rows_response(form, table, made, name, excel=excel, holding=stack.pop_all())
