"""`GET /api/facets`: how many hits, or how much of everything, have each value of the fields."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from search_api.api.describing import answers
from search_api.api.formats import Excel, Form, check_excel, form_of, get, json_response
from search_api.api.models_search import CountsShape
from search_api.api.search_parameters import Facets, QueryParameters, bounded, check_length
from search_api.api.streams import Truncated, rows_response, table_of
from search_api.arguments import EVERY_FACET
from search_api.asking import counted
from search_api.everything import counts_of_everything, is_everything
from search_api.options import Paging
from search_api.question import Question
from search_api.results import SearchResult
from search_api.service.conditional import NOT_TO_BE_KEPT, ConditionalRoute
from search_api.service.service import note_partial, service_of
from search_api.session import Session
from search_api.shapes import counts_json
from search_api.view_options import ViewOptions

router = APIRouter(route_class=ConditionalRoute, tags=["search"])
_COLUMNS: dict[str, tuple[str, Any]] = {
    "facet": ("分类", lambda row: row["facet"]),
    "value": ("值", lambda row: row["value"]),
    "label": ("名称", lambda row: row["label"]),
    "count": ("数目", lambda row: row["count"]),
    "literal": ("其中逐字", lambda row: row.get("literal")),
    "selected": ("已选", lambda row: "是" if row["selected"] else ""),
    "within": ("属于", lambda row: row["within"]),
}


class FacetParameters(QueryParameters):
    """What is counted."""

    facets: Facets = (EVERY_FACET,)
    group: Annotated[str | None, Query(description="按 passage 或 report 计 (unit)")] = None
    excel: Excel = False

    def question(self) -> Question:
        """The same as options of the command."""
        paging = Paging(self.exact, group=self.group, facets=[*self.facets])
        return Question(self.q, self.filters(), paging, ViewOptions(timeout=self.timeout))


@get(
    router,
    "/api/facets",
    summary="分类计数 (counts by field)",
    description=(
        "结果按各项分类计数，不列出结果；没有检索式时为全库的计数。每一分类不计自身的筛选。\n\n"
        "Counts of the hits by field, or of everything without a query. A field is counted under"
        " every filter but its own."
    ),
    responses=answers(CountsShape, "facets"),
)
def facets(request: Request, asked: Annotated[FacetParameters, Query()]) -> Response:
    """The counts."""
    started = time.monotonic()
    form = form_of(request)
    check_length(request)
    check_excel(form, excel=asked.excel)
    question = asked.question()
    _ = question.options(), question.views.seconds
    service = service_of(request)
    with service.session() as session:
        question = bounded(question, service.settings.timeout, started)
        result = _counted(session, question)
    if result.partial:
        note_partial(request)
    if form is not Form.JSON:
        end = Truncated("timeout") if result.partial else None
        rows = [*_rows(counts_json(result)["facets"]), *([end] if end else [])]
        table = table_of(_COLUMNS, dict)
        return rows_response(form, table, iter(rows), "facets", excel=asked.excel, truncated=end)
    headers = {"Cache-Control": NOT_TO_BE_KEPT} if result.partial else {}
    return json_response(counts_json(result), headers)


def _counted(session: Session, question: Question) -> SearchResult:
    options = question.options()
    if is_everything(question.text, options):
        return replace(counts_of_everything(session, options), query=question.text)
    return counted(session.searcher, question)


def _rows(counts: Mapping[str, Any], within: str = "") -> Iterator[Any]:
    """Every value as a row, what lies in it after it."""
    for facet, buckets in counts.items():
        for bucket in buckets:
            own = {name: value for name, value in bucket.items() if name != "children"}
            yield {"facet": facet, **own, "within": within}
            yield from _rows({facet: bucket.get("children", ())}, bucket["value"])
