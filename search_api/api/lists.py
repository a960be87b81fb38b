"""What endpoints that list things have in common: parameters, the next page, rows that are sent as
they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import Annotated, Protocol, TypeVar

from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from indexer.catalog.read import Catalog
from search_api.api.formats import Form
from search_api.api.search_parameters import check_length, check_size
from search_api.api.streams import Table, Truncated, rows_response
from search_api.list_cursor import MAX_LIMIT
from search_api.service.service import service_of

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
PAGE = 50


class Page(Protocol[T_co]):
    """Some of a list, and the cursor of what follows."""

    @property
    def rows(self) -> Sequence[T_co]: ...

    @property
    def next(self) -> str | None: ...


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


def sent_as_read(
    request: Request,
    form: Form,
    table: Table[T],
    name: str,
    every: Callable[[Catalog], Iterator[T]],
    page: Callable[[Catalog], Page[T]],
    *,
    limit: int | None,
    after: str | None,
    excel: bool,
) -> Response:
    """All there are where there is no limit, else a page of them and where the next begins.

    The session that they are read of is held until the client has them all.
    """
    service = service_of(request)
    with ExitStack() as stack:
        stack.enter_context(service.exporting())
        catalog = stack.enter_context(service.session(after)).catalog
        rows = every(catalog) if limit is None else _of_page(page(catalog))
        return rows_response(form, table, rows, name, excel=excel, holding=stack.pop_all())


def _of_page(page: Page[T]) -> Iterator[T | Truncated]:
    yield from page.rows
    if page.next:
        yield Truncated("limit", page.next)
