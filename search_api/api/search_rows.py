"""What a search finds as rows of CSV or NDJSON: as the command writes them, sent as read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import Response

from indexer.errors import WrongUsage
from search_api.api.formats import Form, check_excel
from search_api.api.search_parameters import bounded, check_drawn
from search_api.api.streams import Table, Truncated, rows_response, table_of
from search_api.asking import searched
from search_api.concordance import COLUMNS, SIDE, Concordance, concordance, limit_of
from search_api.export import columns_of
from search_api.kwic import Occurrence
from search_api.question import Question
from search_api.results import Hit
from search_api.sample import Stratum
from search_api.sampled import Drawn, cells, drawn_json, heads
from search_api.sampling import Sampling, drawn, sampling
from search_api.service.service import note_partial, service_of
from search_api.shapes import line_json
from search_api.view_options import AGENCY, KWIC, PAGE, SAMPLE

_OCCURRENCES: Table[Occurrence] = table_of(COLUMNS, asdict)


def hits_table(question: Question) -> Table[Hit]:
    """The columns of hits, with what is shown of each where that was asked for."""
    return table_of(columns_of(cut=question.views.side is not None), line_json)


def _page(
    request: Request, question: Question, form: Form, started: float, excel: bool
) -> Response:
    service = service_of(request)
    with service.session(question.paging.after) as session:
        result = searched(session.searcher, bounded(question, service.settings.timeout, started))
    end = None
    if result.partial:
        end = Truncated("timeout")
        note_partial(request)
    elif result.next:
        end = Truncated("limit", result.next)
    rows: Iterator[Hit | Truncated] = iter([*result.hits, *([end] if end else [])])
    return rows_response(form, hits_table(question), rows, "search", excel=excel, truncated=end)


def _kwic(
    request: Request, question: Question, form: Form, started: float, excel: bool
) -> Response:
    service = service_of(request)
    with ExitStack() as stack:
        stack.enter_context(service.exporting())
        session = stack.enter_context(service.session())
        question = bounded(question, service.settings.timeout, started)
        side = question.views.side
        found = concordance(
            session, question, SIDE if side is None else side, limit_of(question, None)
        )
        return rows_response(
            form,
            _OCCURRENCES,
            _lines(request, found, question),
            "kwic",
            excel=excel,
            holding=stack.pop_all(),
        )


def _lines(
    request: Request, found: Concordance, question: Question
) -> Iterator[Occurrence | Truncated]:
    yield from found.first()
    more = found.more()
    if found.partial:
        note_partial(request)
        yield Truncated("timeout")
    elif more:
        yield Truncated("limit" if question.paging.limit else "most")


def _sample(
    request: Request, question: Question, form: Form, started: float, excel: bool
) -> Response:
    service = service_of(request)
    with ExitStack() as stack:
        stack.enter_context(service.exporting())
        session = stack.enter_context(service.session())
        question = bounded(question, service.settings.timeout, started)
        sample = sampling(session, question)
        check_drawn(sample.drawn, form)
        rows = drawn(session, question, sample)
        return rows_response(
            form, _drawn_table(sample), rows, "sample", excel=excel, holding=stack.pop_all()
        )


def _drawn_table(sample: Sampling) -> Table[tuple[Stratum, Drawn]]:
    agencies = sample.unit == AGENCY
    return Table(
        heads(agencies=agencies, excel=False),
        heads(agencies=agencies, excel=True),
        lambda row: cells(*row),
        lambda row: drawn_json(sample.by, *row, whole=True),
    )


_WAYS: dict[str, Callable[[Request, Question, Form, float, bool], Response]] = {
    PAGE: _page,
    KWIC: _kwic,
    SAMPLE: _sample,
}


def rows_of(
    request: Request, question: Question, form: Form, started: float, *, excel: bool
) -> Response:
    """The rows of a page, a concordance or a sample. `started` is when the request came."""
    check_excel(form, excel=excel)
    if question.options().facets:
        raise WrongUsage("--facets 不能与导出同用 (no counts in rows).", "请用 JSON，或去掉它。")
    return _WAYS[question.views.way](request, question, form, started, excel)
