"""Answers that need not be sent again: ETag and 304 (RFC 9110, 13)."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from indexer.errors import WrongUsage
from search_api.cursor import generation_of
from search_api.service.service import service_of

_RELEASE = version("gongkai-search")
_QUERY = "q"
NOT_TO_BE_KEPT = "no-store"


class ConditionalRoute(APIRoute):
    """A route whose answers depend on the state of the home and the request alone.

    An answer that says it is not to be kept (partial, refused) gets no tag. Nor does one that
    goes on in an older generation: it may be let go of at any time.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, asked only where the client has not the answer already."""
        handle = super().get_route_handler()

        async def conditional(request: Request) -> Response:
            if _of_another_generation(request):
                return await handle(request)
            tag = tag_of(request)
            if tag in _known(request):
                return Response(status_code=304, headers=_headers(tag))
            response = await handle(request)
            if response.status_code == 200 and "cache-control" not in response.headers:
                response.headers.update(_headers(tag))
            return response

        return conditional


def tag_of(request: Request) -> str:
    """The weak tag of the answer: of one release, state of the home, day, address and form.

    The day stands in citations.
    """
    service = service_of(request)
    parts = (
        _RELEASE,
        service.settings.url or "",
        service.live.state,
        date.today().isoformat(),
        request.url.path,
        request.headers.get("accept", ""),
        repr(_asked(request)),
    )
    print_ = sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:20]
    return f'W/"{print_}"'


def _of_another_generation(request: Request) -> bool:
    after = request.query_params.get("after")
    try:
        return after is not None and generation_of(after) != service_of(request).generation
    except WrongUsage:
        return True  # refused by the endpoint


def _asked(request: Request) -> list[tuple[str, str]]:
    """The parameters, one way for all that mean the same: the order of different ones and white
    space after a query mean nothing; of equal ones the last counts, as of those with one value."""
    given = (
        (name, value.rstrip() if name == _QUERY else value)
        for name, value in request.query_params.multi_items()
    )
    last = list(dict.fromkeys(reversed([*given])))[::-1]
    return sorted(last, key=lambda item: item[0])


def _known(request: Request) -> set[str]:
    return {part.strip() for part in request.headers.get("if-none-match", "").split(",")}


def _headers(tag: str) -> dict[str, str]:
    return {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Accept"}
