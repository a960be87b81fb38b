"""`GET /api/coverage`: of which agencies and years there are reports."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from search_api.api.describing import answers
from search_api.api.formats import Excel, Form, check_excel, form_of, get, json_response
from search_api.api.linking import next_link
from search_api.api.lists import PAGE, After, Limit, check_list
from search_api.api.models_coverage import CoverageShape
from search_api.api.parameters import ReportParameters
from search_api.api.streams import Table, Truncated, rows_response
from search_api.coverage import coverage
from search_api.coverage_shapes import COLUMNS, cells, coverage_json, row_json
from search_api.cursor import print_of
from search_api.list_cursor import Place, read_place
from search_api.notices import GENERATION_CHANGED
from search_api.service.conditional import ConditionalRoute
from search_api.service.service import service_of
from search_api.shapes import notice_json

router = APIRouter(route_class=ConditionalRoute, tags=["reports"])


class CoverageParameters(ReportParameters):
    """Of which agencies and years; `year` chooses columns."""

    limit: Limit = None
    after: After = None
    excel: Excel = False


@get(
    router,
    "/api/coverage",
    summary="收录情况 (coverage)",
    description=(
        "机关 × 年份：has 有，two_versions 有两版，lacks 首末两年之间缺，none_known 首年之前或"
        "末年之后，不详。CSV 每机关每年一行；CSV、NDJSON 不写 limit 则给出全部。\n\n"
        "Agencies by years: has a report, two versions of it, lacks one between its first and last,"
        " or before and after those nothing is known. CSV has a row for each agency and year."
    ),
    responses=answers(CoverageShape, "coverage"),
)
def list_coverage(request: Request, asked: Annotated[CoverageParameters, Query()]) -> Response:
    """A page of agencies, or rows."""
    form = form_of(request)
    check_list(request, asked.limit)
    check_excel(form, excel=asked.excel)
    chosen = asked.report_filters().chosen()
    print_ = print_of("coverage", chosen)
    place = None if asked.after is None else read_place(asked.after, print_, (int,))
    start = int(place.key[0]) if place else 0
    limit = PAGE if asked.limit is None and form is Form.JSON else asked.limit
    with service_of(request).session(asked.after) as session:
        generation = session.catalog.generation()
        found = coverage(session.catalog, chosen, start, limit)
    more = found.next if found.rows else None
    after = None if more is None else Place(generation, print_, (more,)).text
    if form is Form.JSON:
        data = coverage_json(found)
        if place is not None and place.generation != generation:
            data["notices"].append(notice_json(GENERATION_CHANGED))
        return json_response(
            {**data, "generation": generation, "next": after}, next_link(request, after)
        )
    end = Truncated("limit", after) if after else None
    rows: list[Any] = (
        [row_json(found, row) for row in found.rows]
        if form is Form.NDJSON
        else [line for row in found.rows for line in cells(found, row, asked.excel)]
    )
    table: Table[Any] = Table(
        tuple(COLUMNS), tuple(COLUMNS.values()), lambda row: row, lambda row: row
    )
    return rows_response(
        form,
        table,
        iter([*rows, *([end] if end else [])]),
        "coverage",
        excel=asked.excel,
        truncated=end,
    )
