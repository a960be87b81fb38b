"""The web service over one home: the API and the page as an ASGI application.

`uvicorn --factory search_api.http:create_app` serves it, and so does any other ASGI server.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from indexer.errors import GongkaiError
from search_api.api.endpoints import ENDPOINTS
from search_api.api.openapi import ADDRESS, TITLE, describe, operation_id
from search_api.api.streams import TRUNCATED
from search_api.live import open_live
from search_api.pages import (
    api,
    coverage,
    figures,
    findings,
    home_page,
    report,
    report_compare,
    search_page,
)
from search_api.pages.address import Address
from search_api.pages.assets import Assets
from search_api.pages.errors import problem_page, wants_page
from search_api.pages.rendering import STATIC
from search_api.service.account import HEADER, METRICS, PROBLEM, Account
from search_api.service.checks import checks_of
from search_api.service.guard import Guard
from search_api.service.headers import SafeHeaders
from search_api.service.methods import Methods
from search_api.service.metrics import HomeFacts, Metrics, forget_dead_workers, make_metrics
from search_api.service.problems import (
    CODES,
    Problem,
    Refused,
    problem,
    problem_of,
    problem_response,
)
from search_api.service.service import make_service
from search_api.service.settings import Settings, settings_of

_LOG = logging.getLogger(__name__)
_OF_STATUS = {404: "not_found", 406: "not_acceptable"}
_FOR_OTHERS = 8  # threads beside those that search, for what needs no reader
_SMALLEST_PACKED = 1_000
_LEVEL = 5  # beyond it an answer takes twice as long to pack and is hardly smaller
ROUTERS: tuple[APIRouter, ...] = (
    home_page.router,
    search_page.router,
    report.router,
    report_compare.router,
    figures.router,
    findings.router,
    coverage.router,
    api.router,
    *ENDPOINTS,
)


def create_app(settings: Settings | None = None) -> FastAPI:
    """The service. Without settings they are taken from the environment.

    The home is opened when the server starts the application, and made from the specimens then
    where there is none. Raises WrongUsage for settings that mean nothing.
    """
    chosen = settings_of() if settings is None else settings
    metrics = make_metrics()

    @asynccontextmanager
    async def opened(app: FastAPI) -> AsyncIterator[dict[str, Any]]:
        to_thread.current_default_thread_limiter().total_tokens = chosen.at_once + _FOR_OTHERS
        forget_dead_workers()
        with open_live(chosen.home, _LOG.info) as live:
            app.state.service = make_service(chosen, live)
            app.state.metrics, app.state.facts = metrics, HomeFacts(0, 0)
            app.state.facts_limiter = CapacityLimiter(1)
            yield {METRICS: metrics}

    app = FastAPI(
        title=TITLE,
        lifespan=opened,
        middleware=_around(chosen, metrics),
        redirect_slashes=False,
        # Their assets would come from another host.
        docs_url=None,
        redoc_url=None,
        openapi_url=ADDRESS,
        generate_unique_id_function=operation_id,
    )
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", Assets(directory=STATIC), "static")
    for kind, told in _TOLD.items():
        app.add_exception_handler(kind, _handler(told))
    describe(app, chosen)
    return app


def _around(settings: Settings, metrics: Metrics) -> list[Middleware]:
    """What a request passes before it is answered, the outermost first."""
    return [
        Middleware(Account, metrics=metrics),
        Middleware(SafeHeaders),
        *([_cors(settings)] if settings.origins else []),
        Middleware(Guard, checks=checks_of(settings), answer=_answer),
        Middleware(Methods),
        Middleware(GZipMiddleware, minimum_size=_SMALLEST_PACKED, compresslevel=_LEVEL),
    ]


def _cors(settings: Settings) -> Middleware:
    return Middleware(
        CORSMiddleware,
        allow_origins=settings.origins,
        allow_methods=("GET", "HEAD"),
        allow_headers=("Authorization", "If-None-Match", HEADER),
        expose_headers=("Content-Disposition", "ETag", TRUNCATED, "Link", "Retry-After", HEADER),
    )


def _of_http(error: Exception) -> Problem:
    assert isinstance(error, HTTPException)
    code = _OF_STATUS.get(error.status_code, "bad_value" if error.status_code < 500 else "internal")
    _, title, title_en = CODES[code]
    found = problem(code, f"{title} ({title_en}).")
    return replace(found, status=error.status_code, headers=dict(error.headers or {}))


def _of_validation(error: Exception) -> Problem:
    assert isinstance(error, RequestValidationError)
    errors = tuple(
        {"in": list(map(str, one["loc"])), "message": one["msg"]} for one in error.errors()
    )
    unknown = [one["loc"][-1] for one in error.errors() if one["type"] == "extra_forbidden"]
    many = [(one["loc"][-1], one["ctx"]) for one in error.errors() if one["type"] == "too_long"]
    if unknown:
        told = "、".join(map(str, unknown))
        return problem("unknown_parameter", f"没有 {told} 这个参数 (no such parameter).", errors)
    if many:
        name, most = many[0]
        detail = f"{name} 的值太多，最多 {most['max_length']} 个 (too many values)。"
        return problem("too_large", detail, errors)
    return problem("invalid_parameter", "参数的形式不对 (not of its type).", errors)


def _of_library(error: Exception) -> Problem:
    assert isinstance(error, GongkaiError)
    return problem_of(error)


def _of_refusal(error: Exception) -> Problem:
    assert isinstance(error, Refused)
    return error.problem


# Where an error comes from → what is told of it.
_TOLD: dict[type[Exception], Callable[[Exception], Problem]] = {
    HTTPException: _of_http,
    RequestValidationError: _of_validation,
    GongkaiError: _of_library,
    Refused: _of_refusal,
}


def _handler(told: Callable[[Exception], Problem]) -> Callable[[Request, Exception], Any]:
    def handle(request: Request, error: Exception) -> Response:
        return _answer(told(error), request)

    return handle


def _answer(found: Problem, request: Request) -> Response:
    """The problem as a page for readers, who are led past a slash too many, else as JSON."""
    path = request.scope["path"]
    request.scope[PROBLEM] = found.code
    if not wants_page(request):
        return problem_response(found, request)
    named = path.strip("/")
    if found.code == "not_found" and path.endswith("/") and named and ".." not in named.split("/"):
        there = Address(f"/{named}", tuple(request.query_params.multi_items()))
        return RedirectResponse(str(there), 308)
    return problem_page(found, request)
