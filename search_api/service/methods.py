"""The service is only read: GET, HEAD wherever GET is, OPTIONS."""

from __future__ import annotations

from dataclasses import replace

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from search_api.service.problems import Refused, problem

ALLOW = {"Allow": "GET, HEAD, OPTIONS"}


class Methods:
    """HEAD is answered as GET, without the body. Any method that would write is refused."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request. Raises Refused."""
        if scope["type"] != "http" or scope["method"] == "GET":
            await self._app(scope, receive, send)
        elif scope["method"] == "HEAD":
            scope["method"] = "GET"
            await self._app(scope, receive, _bodiless(send))
        elif scope["method"] == "OPTIONS":
            await Response(status_code=204, headers=ALLOW)(scope, receive, send)
        else:
            told = "这里只能读取，用 GET (only reading, by GET)."
            raise Refused(replace(problem("method_not_allowed", told), headers=ALLOW))


def _bodiless(send: Send) -> Send:
    async def without_body(message: Message) -> None:
        if "body" in message:
            message = {**message, "body": b""}
        await send(message)

    return without_body
