"""Figures of one report, in the form that was asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress

from indexer.catalog.read import Catalog
from indexer.catalog.rows import ReportRow
from indexer.errors import NoSuchReport, SeveralReports, WrongUsage
from indexer.labels import STATUSES
from indexer.model import Status
from indexer.sheets import write_sheet
from search_api.export import one_line
from search_api.figure_names import is_name, keys_named
from search_api.options import Output
from search_api.output import Page, print_json, say
from search_api.render.figures import figure_lines
from search_api.render.heads import report_head
from search_api.report_figures import (
    COLUMNS,
    ReportFigures,
    cells,
    figures_json,
    report_figures,
    row_json,
)
from search_api.report_view import find_report


def answer(
    catalog: Catalog,
    words: Sequence[str],
    keys: Sequence[str],
    where: bool,
    output: Output,
    page: Page,
) -> bool:
    """Print the figures of a report that are named, or all; whether there were any.

    `words` name the report and, where they are names of figures, the figures too.
    """
    asked = [*(word for word in words if is_name(word)), *keys]
    named = [word for word in words if not is_name(word)]
    if not named:
        raise WrongUsage(
            "没有写明报告 (which report?).", "例如：search figures 鄌郚镇 2020 新收申请"
        )
    found = report_figures(catalog, _report(catalog, named), asked, where=where)
    match output.form:
        case "json":
            print_json(figures_json(found))
        case "jsonl":
            for figure in found.figures:
                sys.stdout.write(one_line(row_json(found, figure)))
        case "csv":
            excel = output.excel
            rows = (cells(found, figure, excel=excel) for figure in found.figures)
            heads = tuple(COLUMNS.values() if excel else COLUMNS)
            write_sheet(sys.stdout, heads, rows, excel=excel)
        case _:
            _print(found, page)
    return bool(found.figures)


def _print(found: ReportFigures, page: Page) -> None:
    """For reading: without those that the form does not have, unless they were named."""
    page.print([report_head(found.report)])
    shown = [f for f in found.figures if found.named or f.status is not Status.NOT_IN_FORM]
    page.print(
        figure_lines(shown, found.disputed, found.places, found.held, page.width, found.document)
    )
    if len(shown) < len(found.figures):
        label = STATUSES[Status.NOT_IN_FORM]
        say(f"另有 {len(found.figures) - len(shown)} 项：{label} (not in this form).")


def _report(catalog: Catalog, named: Sequence[str]) -> ReportRow:
    """The report that is named.

    Raises WrongUsage, telling the nearest names, where all but the last word name one: that word is
    then a figure's name with a slip.
    """
    try:
        return find_report(catalog, named)
    except NoSuchReport:
        with suppress(NoSuchReport, SeveralReports):
            version = find_report(catalog, named[:-1]).version
            keys_named(named[-1], catalog.figures([version])[version])
        raise
