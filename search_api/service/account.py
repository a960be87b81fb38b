"""What is kept of every request: its id, a line in the log, and the counts."""

from __future__ import annotations

import logging
import re
import time
from typing import Any
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from search_api.service.logs import FIELDS, REQUEST
from search_api.service.metrics import UNKNOWN, Metrics

LOGGER = "search_api.access"
_LOG = logging.getLogger(LOGGER)
HEADER = "X-Request-Id"
PROBLEM = "problem"
PARTIAL = "partial"
METRICS = "metrics"  # where the server finds the counts of its application
_SANE = re.compile(r"[A-Za-z0-9._~-]{1,64}")
_METHODS = frozenset(("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"))
_SHOWN = 300
_STARTED = "http.response.start"


class Account:
    """Every answer with the id of its request, logged and counted when it ends.

    It stands outside of everything else, so that refusals and failures are told of too. The token
    is in none of it: headers are not logged.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        inner = dict(scope)  # those inside may change it; the server reads its own to the end
        inner["request_id"] = request_id(Headers(scope=scope).get(HEADER))
        REQUEST.set(inner["request_id"])
        started = time.perf_counter()
        status = sent = 0

        async def counted(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == _STARTED:
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = inner["request_id"]
            else:
                sent += len(message.get("body", b""))
            await send(message)

        self._metrics.in_flight.inc()
        try:
            await self._app(inner, receive, counted)
        finally:
            self._metrics.in_flight.dec()
            seconds = time.perf_counter() - started
            self._count(scope["method"], inner, status, seconds)
            _LOG.info("", extra={FIELDS: _line(scope["method"], inner, status, sent, seconds)})

    def _count(self, method: str, scope: Scope, status: int, seconds: float) -> None:
        route = route_of(scope)
        known = method if method in _METHODS else UNKNOWN
        self._metrics.requests.labels(route, known, str(status)).inc()
        self._metrics.seconds.labels(route).observe(seconds)
        if PROBLEM in scope:
            self._metrics.problems.labels(scope[PROBLEM]).inc()
        if scope.get("state", {}).get(PARTIAL):
            self._metrics.partial.inc()


def account_unread(metrics: Metrics, code: str, status: int, client: str | None) -> str:
    """Log and count what could not be read as a request, and so has no method and no address.

    Returns the id that it is logged under.
    """
    made = request_id(None)
    metrics.requests.labels(UNKNOWN, UNKNOWN, str(status)).inc()
    metrics.problems.labels(code).inc()
    told = {"id": made, "status": status, "client": client, "code": code}
    _LOG.info("", extra={FIELDS: told})
    return made


def request_id(given: str | None) -> str:
    """The id that came with the request where it is a sane one, else a new one.

    >>> request_id("a-1"), request_id("a\\nb") == "a\\nb"
    ('a-1', False)
    """
    return given if given and _SANE.fullmatch(given) else uuid4().hex


def route_of(scope: Scope) -> str:
    """The template of the address, or that it is none of ours."""
    path: str | None = getattr(scope.get("route"), "path", None)
    return path or scope.get("root_path") or UNKNOWN  # of what is mounted, where


def _line(method: str, scope: Scope, status: int, sent: int, seconds: float) -> dict[str, Any]:
    service = getattr(scope["app"].state, "service", None)
    client = scope.get("client")
    told = {
        "id": scope["request_id"],
        "method": method[:_SHOWN],
        "path": _shown(scope.get("raw_path") or scope["path"].encode()),
        "query": _shown(scope["query_string"]),
        "status": status,
        "ms": round(seconds * 1000, 1),
        "bytes": sent,
        "client": client[0] if client else None,
        "generation": service.generation if service else None,
    }
    if PROBLEM in scope:
        told["code"] = scope[PROBLEM]
    return told


def _shown(raw: bytes) -> str:
    return raw[:_SHOWN].decode("latin-1") + ("…" if len(raw) > _SHOWN else "")
