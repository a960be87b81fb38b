"""`/api/reports`: the list of reports, and each of them whole or in parts."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from indexer.catalog.rows import ReportRow
from indexer.model import Figure
from search_api.api.describing import answers
from search_api.api.formats import Excel, Form, check_excel, form_of, get, json_response
from search_api.api.linking import next_link
from search_api.api.lists import PAGE, After, Limit, check_list, sent_as_read
from search_api.api.models_reports import (
    FiguresShape,
    PartShape,
    ReportShape,
    ReportsShape,
    SourceShape,
)
from search_api.api.parameters import Parameters, ReportParameters, Values
from search_api.api.search_parameters import check_length
from search_api.api.streams import Table, rows_response, table_of
from search_api.report_figures import COLUMNS as FIGURE_COLUMNS
from search_api.report_figures import ReportFigures, cells, figures_json, report_figures, row_json
from search_api.report_named import report_named
from search_api.report_parts import part_json, report_part
from search_api.report_told import report_told, report_told_json
from search_api.reports_list import (
    COLUMNS,
    ReportsAsked,
    every_report,
    item_json,
    reports,
    reports_json,
)
from search_api.service.conditional import ConditionalRoute
from search_api.service.service import service_of
from search_api.source_places import source_json, source_text

_JSON = (Form.JSON,)
_ID = "no_such_report"
_REPORTS: Table[ReportRow] = table_of(COLUMNS, item_json)
router = APIRouter(route_class=ConditionalRoute, tags=["reports"])
Id = Annotated[
    str, Path(description="报告的永久编号，可带 ~sha8 指明来源 (permanent id of a report)")
]


class ReportsParameters(ReportParameters):
    """Which reports are listed."""

    sort: Annotated[
        str, Query(description="次序：newest、oldest、agency (newest first, oldest first, by name)")
    ] = "newest"
    limit: Limit = None
    after: After = None
    excel: Excel = False


class NoParameters(Parameters):
    """For an address that says everything."""


class ReportFiguresParameters(Parameters):
    """Which figures of a report, and whether to tell where they were read."""

    key: Annotated[
        Values, Query(description="数据项，如 新收申请、t3.result；不写则全部 (names of figures)")
    ] = Field(default_factory=list)
    where: Annotated[bool, Query(description="写明读自何处 (tell where it was read)")] = False
    excel: Excel = False


@get(
    router,
    "/api/reports",
    summary="报告列表 (the reports)",
    description=(
        "库中的报告，可按年份、机关、地区、层级、类型、统计范围筛选。JSON 分页，`next` 与 Link 指向"
        "下一页；CSV、NDJSON 不写 limit 则给出全部。\n\n"
        "The reports that are searched. JSON comes in pages; CSV and NDJSON hold all unless there"
        " is a limit."
    ),
    responses=answers(ReportsShape, "reports"),
)
def list_reports(request: Request, asked: Annotated[ReportsParameters, Query()]) -> Response:
    """A page of them, or rows."""
    form = form_of(request)
    check_list(request, asked.limit)
    check_excel(form, excel=asked.excel)
    wanted = ReportsAsked(
        asked.report_filters().chosen(),
        asked.sort,
        PAGE if asked.limit is None else asked.limit,
        asked.after,
    )
    if form is Form.JSON:
        with service_of(request).session(asked.after) as session:
            found = reports(session.catalog, wanted)
        return json_response(reports_json(found), next_link(request, found.next))
    return sent_as_read(
        request,
        form,
        _REPORTS,
        "reports",
        lambda catalog: every_report(catalog, wanted),
        lambda catalog: reports(catalog, wanted),
        limit=asked.limit,
        after=asked.after,
        excel=asked.excel,
    )


@get(
    router,
    "/api/reports/{id}",
    _JSON,
    summary="一份报告 (one report)",
    description=(
        "整份报告：身份及依据、部分、段落、数据、核查，即 `search show --json` 的内容，另有链接、"
        "引用格式、同一报告的其他来源和同一机关的其他年份。\n\n"
        "The whole report as `search show --json` prints it, with links, citations, its other"
        " sources and its agency's other years."
    ),
    responses=answers(ReportShape, "report", _ID, forms=_JSON),
)
def one_report(request: Request, id: Id, asked: Annotated[NoParameters, Query()]) -> Response:
    """Everything of it."""
    service = service_of(request)
    with service.session() as session:
        told = report_told(session.catalog, report_named(session.catalog, id))
    return json_response(report_told_json(told, today=date.today(), root=service.settings.url))


@get(
    router,
    "/api/reports/{id}/sections/{slot}",
    _JSON,
    summary="报告的一个部分 (a part of a report)",
    description=(
        "属于某一部分（含其下各部分）的小节及其段落，部分写代码或名称，如 overview、存在问题。\n\n"
        "The sections of a slot and of those below it with their passages; the slot by its key or"
        " its Chinese label."
    ),
    responses=answers(PartShape, "sections", _ID, "no_such_section", forms=_JSON),
)
def report_sections(
    request: Request,
    id: Id,
    slot: Annotated[
        str, Path(description="部分的代码或名称，如 problems、存在问题 (slot, key or label)")
    ],
    asked: Annotated[NoParameters, Query()],
) -> Response:
    """The sections."""
    with service_of(request).session() as session:
        part = report_part(session.catalog, report_named(session.catalog, id), slot)
    return json_response(part_json(part))


@get(
    router,
    "/api/reports/{id}/figures",
    summary="报告的数据 (figures of a report)",
    description=(
        "数据的数值、状态、原文和位置，即 `search figures 编号 --json` 的内容，where 相当于"
        " --where。空白不是 0。\n\n"
        "Value, status, characters and place of each figure, as `search figures ID --json` prints"
        " them. A blank is never 0."
    ),
    responses=answers(FiguresShape, "report_figures", _ID),
)
def figures_of_report(
    request: Request, id: Id, asked: Annotated[ReportFiguresParameters, Query()]
) -> Response:
    """The figures that are named, or all."""
    form = form_of(request)
    check_length(request)
    check_excel(form, excel=asked.excel)
    with service_of(request).session() as session:
        report = report_named(session.catalog, id)
        found = report_figures(session.catalog, report, asked.key, where=asked.where)
    if form is Form.JSON:
        return json_response(figures_json(found))
    name = f"{report.address}-figures"
    return rows_response(
        form, _figure_table(found, excel=asked.excel), iter(found.figures), name, excel=asked.excel
    )


def _figure_table(found: ReportFigures, *, excel: bool) -> Table[Figure]:
    return Table(
        tuple(FIGURE_COLUMNS),
        tuple(FIGURE_COLUMNS.values()),
        lambda figure: cells(found, figure, excel=excel),
        lambda figure: row_json(found, figure),
    )


@get(
    router,
    "/api/reports/{id}/source",
    _JSON,
    summary="原文与位置 (text and places)",
    description=(
        "读到的全文，以及每项数据、每段、每个标题在其中的位置：[起, 止)，按字符计。\n\n"
        "The text as it was read, and the spans [start, end) in it of every figure, passage and"
        " heading, counted in Unicode code points."
    ),
    responses=answers(SourceShape, "source", _ID, forms=_JSON),
)
def source_of_report(request: Request, id: Id, asked: Annotated[NoParameters, Query()]) -> Response:
    """The text."""
    with service_of(request).session() as session:
        found = source_text(session.catalog, report_named(session.catalog, id))
    return json_response(source_json(found))
