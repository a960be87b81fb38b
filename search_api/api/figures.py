"""`/api/figures`: figures of many reports, as series, comparisons, panels and data sheets."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from indexer.errors import WrongUsage
from search_api.api.describing import answers
from search_api.api.formats import Excel, Form, check_excel, form_of, get, json_response
from search_api.api.models_figures import FiguresAnswer, PanelShape
from search_api.api.parameters import ReportParameters, Values
from search_api.api.search_parameters import check_length
from search_api.api.streams import Table, array_response, rows_response
from search_api.many_figures import ManyFigures, check, many_figures, panel_figures
from search_api.series_options import SeriesOptions
from search_api.service.conditional import ConditionalRoute
from search_api.service.service import service_of
from search_api.session import Session

router = APIRouter(route_class=ConditionalRoute, tags=["figures"])
Keys = Annotated[Values, Query(description="数据项，如 新收申请、t3.result (names of figures)")]


class FiguresParameters(ReportParameters):
    """Which figures of which reports, and what is made of them."""

    key: Keys = Field(default_factory=list)
    by: Annotated[
        Values,
        Query(
            description="分组：region province prefecture county township agency level kind scope"
            " form，可用逗号；年份总是一组 (group by; the year is always one)"
        ),
    ] = Field(default_factory=list)
    top: Annotated[
        int | None, Query(description="每年数值最大的 N 个，默认按机关 (the largest)")
    ] = None
    share: Annotated[
        bool, Query(description="不予公开八项理由的构成 (mix of the eight grounds)")
    ] = False
    long: Annotated[bool, Query(description="数据表：每份报告每项一行 (long sheet)")] = False
    wide: Annotated[bool, Query(description="数据表：每份报告一行 (wide sheet)")] = False
    codebook: Annotated[bool, Query(description="数据项说明 (what every figure is)")] = False
    excel: Excel = False

    def options(self) -> SeriesOptions:
        """The same as options of the command. Raises WrongUsage where they do not go together."""
        options = SeriesOptions(
            self.by or None, self.top, self.share, self.long, self.wide, self.codebook
        )
        check(options)
        return options


class PanelParameters(ReportParameters):
    """Which figure, of which agencies and years."""

    key: Keys = Field(default_factory=list)
    excel: Excel = False

    def word(self) -> str:
        """The one figure. Raises WrongUsage where it is none or several."""
        if len(self.key) != 1:
            raise WrongUsage("请写明一个数据项 (one figure).", "例如 key=新收申请。")
        return self.key[0]


@get(
    router,
    "/api/figures",
    summary="多份报告的数据 (figures of many reports)",
    description=(
        "数据项的序列与比较，参数和内容同 `search figures --key … --by …`，share、long、wide、"
        "codebook 同该命令的选项。空白不当作 0，不同统计范围不相加，不能合计的写明原因。\n\n"
        "Series and comparisons with the parameters and JSON of `search figures --key … --by …`; a"
        " data sheet is an array of rows. What cannot be added up is refused, with its reason."
    ),
    responses=answers(FiguresAnswer, "figures"),
)
def figures(request: Request, asked: Annotated[FiguresParameters, Query()]) -> Response:
    """The answer in the form that is asked for."""
    options = asked.options()
    timeout = service_of(request).settings.timeout
    chosen = asked.report_filters().chosen()
    return _answer(
        request,
        lambda session: many_figures(session.catalog, asked.key, chosen, options, timeout),
        "figures",
        excel=asked.excel,
    )


@get(
    router,
    "/api/figures/panel",
    summary="一个数据项：机关 × 年份 (a panel)",
    description=(
        "一个数据项在各机关历年的数值和状态，内容同 `search panel`；没有报告的年份为 null。\n\n"
        "One figure of every agency over the years, as `search panel --json`; a year without a"
        " report is null."
    ),
    responses=answers(PanelShape, "panel"),
)
def panel(request: Request, asked: Annotated[PanelParameters, Query()]) -> Response:
    """The matrix."""
    word = asked.word()
    timeout = service_of(request).settings.timeout
    chosen = asked.report_filters().chosen()
    return _answer(
        request,
        lambda session: panel_figures(session.catalog, word, chosen, timeout),
        "panel",
        excel=asked.excel,
    )


def _answer(
    request: Request, make: Callable[[Session], ManyFigures], name: str, *, excel: bool
) -> Response:
    form = form_of(request)
    check_length(request)
    check_excel(form, excel=excel)
    service = service_of(request)
    with ExitStack() as stack:
        found = make(stack.enter_context(service.session()))
        if form is Form.JSON and found.whole is not None:
            return json_response(found.whole())
        stack.enter_context(service.exporting())
        # What may fail stands before pop_all: after it nobody lets go of the reader.
        if form is Form.JSON:
            return array_response(found.objects(), stack.pop_all())
        table: Table[Any] = Table(found.columns, found.heads, _itself, _itself)
        rows = found.objects() if form is Form.NDJSON else found.cells(excel)
        return rows_response(form, table, rows, name, excel=excel, holding=stack.pop_all())


def _itself(row: Any) -> Any:
    """Rows are made in the form that is asked for."""
    return row
