"""Who comes in, and how a request ends that cannot be answered."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from search_api.service.problems import Problem, Refused, problem

_LOG = logging.getLogger(__name__)
Check = Callable[[Request], None]
Answer = Callable[[Problem, Request], Response]


class Guard:
    """Only what passes every check is answered; a refusal and a failure are told as problems.

    A failure is logged here, once and with its trace, which leaves the process by no other way.
    After an answer has begun nothing can be told: the connection ends, so that no one takes a
    part for the whole.
    """

    def __init__(self, app: ASGIApp, checks: Iterable[Check], answer: Answer) -> None:
        self._app = app
        self._checks = tuple(checks)
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            for check in self._checks:
                check(request)
            await self._app(scope, receive, noted)
            return
        except Refused as refused:
            found = refused.problem
        except Exception:
            _LOG.exception("a request failed")
            found = problem("internal", "服务出错，已记录 (failed, and logged).")
        if not begun:
            await self._answer(found, request)(scope, receive, send)
