"""`GET /api/suggest`: what may be meant while a query is typed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from search_api.api.describing import answers
from search_api.api.formats import Form, form_of, get, json_response
from search_api.api.models_search import SuggestionsShape
from search_api.api.parameters import Parameters
from search_api.api.search_parameters import check_length
from search_api.service.conditional import ConditionalRoute
from search_api.service.service import service_of
from search_api.suggest import suggestion_json, suggestions

router = APIRouter(route_class=ConditionalRoute, tags=["search"])
_FORMS = (Form.JSON,)


class SuggestParameters(Parameters):
    """What was typed."""

    q: Annotated[str, Query(description="检索框中的文字 (the text of the search box)")] = ""


@get(
    router,
    "/api/suggest",
    _FORMS,
    summary="输入提示 (while typing)",
    description=(
        "最后输入的几个字可能指的机关、地方、主题和文中的词语，各附数目和选定后的检索式或筛选。\n\n"
        "Agencies, places, topics and words of the texts that the end of `q` may be meant for, with"
        " counts, and the query or filter that each stands for. What comes first is not promised."
    ),
    responses=answers(SuggestionsShape, "suggest", "not_acceptable", forms=_FORMS),
)
def suggest(request: Request, asked: Annotated[SuggestParameters, Query()]) -> Response:
    """A few of each kind."""
    _ = form_of(request, _FORMS)
    check_length(request)
    with service_of(request).session() as session:
        found = suggestions(session, asked.q)
    return json_response({"q": asked.q, "suggestions": [suggestion_json(one) for one in found]})
