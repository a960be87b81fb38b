"""`GET /api/export`: all hits of a query as rows, sent as they are read."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from search_api.api.describing import answers
from search_api.api.formats import Excel, Form, check_excel, form_of, get
from search_api.api.search_parameters import (
    After,
    Context,
    Order,
    QueryParameters,
    bounded,
    check_length,
    check_size,
)
from search_api.api.search_rows import hits_table
from search_api.api.streams import Truncated, rows_response
from search_api.asking import showing
from search_api.engines.base import Ranked
from search_api.options import Paging
from search_api.question import Question
from search_api.results import Hit
from search_api.search import Matched
from search_api.service.service import note_partial, service_of
from search_api.session import Session
from search_api.view_options import ViewOptions

# Rows of one answer; the next ones can be asked for.
MOST = 100_000
_BATCH = 200
_FORMS = (Form.NDJSON, Form.CSV)
router = APIRouter(tags=["search"])


class ExportParameters(QueryParameters):
    """What is exported."""

    sort: Order = "score"
    limit: Annotated[
        int | None, Query(description=f"最多多少行，默认 {MOST} (rows at most)", ge=1)
    ] = None
    after: After = None
    group: Annotated[str | None, Query(description="按 passage 或 report (unit)")] = None
    context: Context = None
    excel: Excel = False

    def question(self) -> Question:
        """The same as options of the command; all hits are found at once."""
        paging = Paging(self.exact, self.sort, after=self.after, group=self.group)
        views = ViewOptions(context=self.context, timeout=self.timeout)
        return Question(self.q, self.filters(), paging, views)


@get(
    router,
    "/api/export",
    _FORMS,
    summary="导出 (export)",
    description=(
        f"全部结果，逐行发送，列与 search --csv、--jsonl 相同，一次最多 {MOST} 行。未导完时末行说明"
        "原因，并给出接着导出的 after；预先可知的，响应头 Gongkai-Truncated 也写明。\n\n"
        f"All hits as rows with the columns of `search --csv` and `--jsonl`, at most {MOST} at"
        " once. Where there are more the last row says so and how to go on; where that is known"
        " beforehand, so does the header Gongkai-Truncated. A connection that breaks before the"
        " end means that the export failed."
    ),
    responses=answers(None, "export", forms=_FORMS),
)
def export(request: Request, asked: Annotated[ExportParameters, Query()]) -> Response:
    """The rows."""
    started = time.monotonic()
    form = form_of(request, _FORMS)
    check_length(request)
    check_size("limit", asked.limit, MOST)
    check_excel(form, excel=asked.excel)
    question = asked.question()
    table = hits_table(question)
    service = service_of(request)
    with ExitStack() as stack:
        stack.enter_context(service.exporting())
        session = stack.enter_context(service.session(asked.after))
        question = bounded(question, service.settings.timeout, started)
        found = session.searcher.matched(question.text, question.options(), every=True)
        ranked = found.matches.hits[: asked.limit or MOST]
        end = _end(session, question, found, ranked, "limit" if asked.limit else "most")
        if found.matches.partial:
            note_partial(request)
        return rows_response(
            form,
            table,
            _rows(session, question, found, ranked, end),
            "export",
            excel=asked.excel,
            truncated=end,
            holding=stack.pop_all(),
        )


def _end(
    session: Session, question: Question, found: Matched, ranked: Sequence[Ranked], reason: str
) -> Truncated | None:
    """Why these are not all hits, None where they are."""
    if found.matches.partial:
        return Truncated("timeout")
    if len(ranked) == len(found.matches.hits):
        return None
    options = question.options()
    cursor = session.searcher.cursor(ranked[-1], found.request, question.text, options)
    return Truncated(reason, cursor)


def _rows(
    session: Session,
    question: Question,
    found: Matched,
    ranked: Sequence[Ranked],
    end: Truncated | None,
) -> Iterator[Hit | Truncated]:
    show = showing(session.searcher, question)
    for start in range(0, len(ranked), _BATCH):
        yield from map(show, session.searcher.hits(found, ranked[start : start + _BATCH]))
    if end is not None:
        yield end
