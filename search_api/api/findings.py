"""`GET /api/findings`: what was found in the reports."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from indexer.check_view import COLUMNS
from search_api.api.describing import answers
from search_api.api.formats import Excel, Form, check_excel, form_of, get, json_response
from search_api.api.linking import next_link
from search_api.api.lists import PAGE, After, Limit, check_list, sent_as_read
from search_api.api.models_findings import FindingsShape
from search_api.api.parameters import ReportParameters, Values
from search_api.api.streams import Table
from search_api.findings_list import FindingsAsked, FoundFinding, every_finding, findings
from search_api.findings_shapes import findings_json, line_json
from search_api.service.conditional import ConditionalRoute
from search_api.service.service import service_of

# The columns of `indexer check --csv`.
_TABLE: Table[FoundFinding] = Table(
    tuple(COLUMNS),
    tuple(head for head, _ in COLUMNS.values()),
    lambda one: [value(one.report, one.finding) for _, value in COLUMNS.values()],
    line_json,
)
router = APIRouter(route_class=ConditionalRoute, tags=["figures"])


class FindingsParameters(ReportParameters):
    """Which findings are listed."""

    check: Annotated[
        Values, Query(description="检查项，如 t3_flow、收办结转勾稽 (check, key or label)")
    ] = Field(default_factory=list)
    severity: Annotated[Values, Query(description="轻重：error、warning、info (severity)")] = Field(
        default_factory=list
    )
    origin: Annotated[
        Values, Query(description="来源：report、conversion、undecided (whose doing it seems)")
    ] = Field(default_factory=list)
    limit: Limit = None
    after: After = None
    excel: Excel = False


@get(
    router,
    "/api/findings",
    summary="核查 (findings)",
    description=(
        "各报告中的发现，按机关和年份排列；人工更正后不再成立和已排除的不列。`by_check` 等各按其余"
        "条件计数，不受自身选择影响。CSV、NDJSON 不写 limit 则给出全部。\n\n"
        "What was found in the reports, by agency and year; what corrections have set aside is not"
        " told. Each of the counts is taken under everything but its own selection. CSV and NDJSON"
        " hold all unless there is a limit."
    ),
    responses=answers(FindingsShape, "findings"),
)
def list_findings(request: Request, asked: Annotated[FindingsParameters, Query()]) -> Response:
    """A page of them, or rows."""
    form = form_of(request)
    check_list(request, asked.limit)
    check_excel(form, excel=asked.excel)
    wanted = FindingsAsked(
        asked.report_filters().chosen(),
        asked.check,
        asked.severity,
        asked.origin,
        PAGE if asked.limit is None else asked.limit,
        asked.after,
    )
    if form is Form.JSON:
        with service_of(request).session(asked.after) as session:
            page = findings(session.catalog, wanted)
        return json_response(findings_json(page), next_link(request, page.next))
    return sent_as_read(
        request,
        form,
        _TABLE,
        "findings",
        lambda catalog: every_finding(catalog, wanted),
        lambda catalog: findings(catalog, wanted),
        limit=asked.limit,
        after=asked.after,
        excel=asked.excel,
    )
