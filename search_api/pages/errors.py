"""A problem as a page, for those who read it in a browser."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from search_api.pages.language import Language, language_of
from search_api.pages.rendering import page
from search_api.service.problems import CODES, NOT_KEPT, Problem

_API = "/api"


def wants_page(request: Request) -> bool:
    """Whether a reader asks: not below /api, and by something that takes HTML."""
    path = request.scope["path"]
    below = path == _API or path.startswith(f"{_API}/")
    return (path == _API or not below) and "text/html" in request.headers.get("accept", "")


def problem_page(found: Problem, request: Request) -> Response:
    """The problem in words, with its status."""
    _, title, title_en = CODES[found.code]
    shown = title_en if language_of(request) is Language.ENGLISH else title
    response = page(
        request,
        "problem.html",
        None,
        status=found.status,
        title=shown,
        detail=found.detail,
        code=found.code,
        request_id=request.scope.get("request_id", ""),
    )
    response.headers.update({**NOT_KEPT, **found.headers})
    return response
