"""Whether the service lives and can answer, and what it counts. They wait for no search."""

from __future__ import annotations

from functools import partial
from typing import Any

from anyio import to_thread
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from indexer.errors import TooManySearches
from search_api.service.metrics import MEDIA_TYPE, HomeFacts, exposition
from search_api.service.problems import Refused, problem
from search_api.service.service import Service, service_of

router = APIRouter(tags=["service"])
_NOT_KEPT = {"Cache-Control": "no-store"}


def _described(summary: str, example: dict[str, Any]) -> dict[str, Any]:
    """An endpoint that answers as in the example."""
    kinds = {str: "string", int: "integer"}
    schema = {
        "type": "object",
        "required": list(example),
        "properties": {name: {"type": kinds[type(value)]} for name, value in example.items()},
    }
    told = {"application/json": {"schema": schema, "example": example}}
    return {
        "summary": summary,
        "response_class": JSONResponse,
        "responses": {200: {"description": "OK", "content": told}},
    }


@router.get("/healthz", **_described("在运行 (alive)", {"status": "ok"}))
async def healthz() -> Response:
    """The process lives."""
    return JSONResponse({"status": "ok"}, headers=_NOT_KEPT)


@router.get("/readyz", **_described("可查询 (ready)", {"status": "ready", "generation": 1}))
async def readyz(request: Request) -> Response:
    """The home is open and can be searched, else 503."""
    generation = service_of(request).generation
    if generation is None:
        raise Refused(problem("unavailable", "数据已关闭 (the home is closed)."))
    return JSONResponse({"status": "ready", "generation": generation}, headers=_NOT_KEPT)


@router.get(
    "/metrics",
    summary="计数 (counts)",
    response_class=Response,
    responses={
        200: {
            "description": "Prometheus",
            "content": {
                MEDIA_TYPE: {"schema": {"type": "string"}, "example": "gongkai_reports 29.0\n"}
            },
        }
    },
)
async def metrics(request: Request) -> Response:
    """The counts of all workers, as Prometheus reads them."""
    state = request.app.state
    state.facts = await to_thread.run_sync(
        partial(_facts, service_of(request), state.facts),
        limiter=state.facts_limiter,  # apart from the threads that search
    )
    told = exposition(state.metrics, state.facts)
    return Response(told, headers=_NOT_KEPT, media_type=MEDIA_TYPE)


def _facts(service: Service, known: HomeFacts) -> HomeFacts:
    """What the home holds, counted once for each generation; while it is busy, what was known."""
    if service.generation == known.generation:
        return known
    try:
        with service.live.session(timeout=0.0) as session:
            catalog = session.catalog
            return HomeFacts(catalog.generation(), catalog.counts()["reports"])
    except TooManySearches:
        return known
