"""The web service over one home: the API and the page as an ASGI application.

`uvicorn --factory search_api.http:create_app` serves it, and so does any other ASGI server.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from indexer.errors import GongkaiError
from search_api.live import open_live
from search_api.pages import report
from search_api.pages.errors import problem_page, wants_page
from search_api.pages.rendering import STATIC
from search_api.service.headers import SafeHeaders
from search_api.service.problems import (
    Problem,
    Refused,
    problem,
    problem_of,
    problem_response,
)
from search_api.service.service import make_service
from search_api.service.settings import Settings, settings_of

_LOG = logging.getLogger(__name__)
_OF_STATUS = {404: "not_found", 405: "method_not_allowed", 406: "not_acceptable"}
ROUTERS: tuple[APIRouter, ...] = (report.router,)


def create_app(settings: Settings | None = None) -> FastAPI:
    """The service. Without settings they are taken from the environment.

    The home is opened when the server starts the application, and made from the specimens then
    where there is none. Raises WrongUsage for settings that mean nothing.
    """
    chosen = settings_of() if settings is None else settings

    @asynccontextmanager
    async def opened(app: FastAPI) -> AsyncIterator[None]:
        with open_live(chosen.home, _LOG.info) as live:
            app.state.service = make_service(chosen, live)
            yield

    app = FastAPI(
        title="gongkai-search",
        lifespan=opened,
        # Their assets would come from another host.
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), "static")
    for kind, told in _TOLD.items():
        app.add_exception_handler(kind, _handler(told))
    app.add_middleware(SafeHeaders)
    return app


def _of_http(error: Exception) -> Problem:
    assert isinstance(error, HTTPException)
    code = _OF_STATUS.get(error.status_code, "bad_value" if error.status_code < 500 else "internal")
    found = problem(code, str(error.detail))
    return Problem(
        error.status_code, code, found.detail, headers={**found.headers, **(error.headers or {})}
    )


def _of_validation(error: Exception) -> Problem:
    assert isinstance(error, RequestValidationError)
    errors = tuple(
        {"in": list(map(str, one["loc"])), "message": one["msg"]} for one in error.errors()
    )
    unknown = [one["loc"][-1] for one in error.errors() if one["type"] == "extra_forbidden"]
    if unknown:
        told = "、".join(map(str, unknown))
        return problem("unknown_parameter", f"没有 {told} 这个参数 (no such parameter).", errors)
    return problem("invalid_parameter", "参数的形式不对 (not of its type).", errors)


def _of_library(error: Exception) -> Problem:
    assert isinstance(error, GongkaiError)
    return problem_of(error)


def _of_refusal(error: Exception) -> Problem:
    assert isinstance(error, Refused)
    return error.problem


def _of_anything(error: Exception) -> Problem:
    # Starlette raises it again, so the server logs it with its trace.
    return problem("internal", "服务出错，已记录 (failed, and logged).")


# Where an error comes from → what is told of it.
_TOLD: dict[type[Exception], Callable[[Exception], Problem]] = {
    HTTPException: _of_http,
    RequestValidationError: _of_validation,
    GongkaiError: _of_library,
    Refused: _of_refusal,
    Exception: _of_anything,
}


def _handler(told: Callable[[Exception], Problem]) -> Callable[[Request, Exception], Any]:
    def handle(request: Request, error: Exception) -> Response:
        found = told(error)
        if wants_page(request):
            return problem_page(found, request)
        return problem_response(found, request)

    return handle
