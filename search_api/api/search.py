"""`GET /api/search`: a page of hits, or all of them as a count, a concordance, a sample."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from search_api.api.describing import answers
from search_api.api.formats import Form, form_of, get, json_response
from search_api.api.linking import next_link
from search_api.api.models_search import Answer
from search_api.api.search_parameters import (
    SearchParameters,
    bounded,
    check_drawn,
    check_length,
    check_size,
    most_of,
)
from search_api.api.search_rows import rows_of
from search_api.asking import counted, searched
from search_api.concordance import LINES, SIDE, concordance, concordance_json, limit_of
from search_api.question import Question
from search_api.sampling import drawn, in_time, sampling, sampling_json
from search_api.search import MAX_LIMIT
from search_api.service.conditional import NOT_TO_BE_KEPT, ConditionalRoute
from search_api.service.service import note_partial, service_of
from search_api.session import Session
from search_api.shapes import count_json, result_json
from search_api.view_options import COUNT, KWIC, PAGE, SAMPLE

router = APIRouter(route_class=ConditionalRoute, tags=["search"])


@dataclass(frozen=True, slots=True)
class Told:
    """An answer in JSON. `kept`: another request for the same gives the same."""

    data: dict[str, Any]
    kept: bool
    next: str | None = None


def _page(session: Session, question: Question) -> Told:
    result = searched(session.searcher, question)
    return Told(result_json(result), not result.partial, result.next)


def _count(session: Session, question: Question) -> Told:
    result = counted(session.searcher, question)
    return Told(count_json(result), not result.partial)


def _kwic(session: Session, question: Question) -> Told:
    side = question.views.side
    found = concordance(
        session, question, SIDE if side is None else side, limit_of(question, LINES)
    )
    told = concordance_json(question.text, found)
    return Told(told, not told["partial"])


def _sample(session: Session, question: Question) -> Told:
    sample = sampling(session, question)
    check_drawn(sample.drawn, Form.JSON)
    rows = in_time(sample, drawn(session, question, sample))
    # Without a seed another request draws another sample.
    return Told(sampling_json(question, sample, rows), question.views.seed is not None)


_WAYS: dict[str, Callable[[Session, Question], Told]] = {
    PAGE: _page,
    COUNT: _count,
    KWIC: _kwic,
    SAMPLE: _sample,
}


@get(
    router,
    "/api/search",
    summary="查找 (search)",
    description=(
        "查找年度报告的正文，参数与 search 命令的选项同名同义。默认给出一页结果；count、kwic、"
        "sample 改为总数、逐处上下文、随机样本。结果不止一页时，`next` 与 Link 指向下一页。\n\n"
        "Parameters are called and mean as the options of the `search` command. `next`, and the"
        " Link header unless it would be longer than 4,000 characters, lead to the next page."
    ),
    responses=answers(Answer, "search"),
)
def search(request: Request, asked: Annotated[SearchParameters, Query()]) -> Response:
    """The answer in the form that is asked for."""
    started = time.monotonic()
    form = form_of(request)
    check_length(request)
    question = asked.question(form)
    way = question.views.way
    most = most_of(form)
    check_size("limit", asked.limit, MAX_LIMIT if way == PAGE else most)
    check_size("sample", asked.sample, most)
    service = service_of(request)
    if form is not Form.JSON:
        return rows_of(request, question, form, started, excel=asked.excel)
    with service.session(asked.after) as session:
        told = _WAYS[way](session, bounded(question, service.settings.timeout, started))
    headers = next_link(request, told.next)
    if not told.kept:
        headers["Cache-Control"] = NOT_TO_BE_KEPT
        if way != SAMPLE:
            note_partial(request)
    return json_response(told.data, headers)
