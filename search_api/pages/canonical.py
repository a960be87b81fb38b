"""Each page has one address: empty fields of a form that was sent are no part of it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from search_api.pages.rendering import here
from search_api.service.conditional import ConditionalRoute


class PageRoute(ConditionalRoute):
    """A route of pages, which leads on from an address with empty parameters to the one without.

    They mean nothing on any page. A browser sends the field of a form that nobody filled, and the
    reader would copy it with the address.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, asked only by the address that is kept."""
        handle = super().get_route_handler()

        async def led(request: Request) -> Response:
            where = here(request)
            canonical = where.filled()
            if canonical != where:
                return RedirectResponse(str(canonical), 303)
            return await handle(request)

        return led
