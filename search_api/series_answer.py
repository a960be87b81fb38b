"""Figures of many reports, in the form that was asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from indexer.catalog.read import Catalog
from indexer.errors import WrongUsage
from indexer.labels import STATUSES
from indexer.shapes import number
from indexer.sheets import Cell, write_sheet
from search_api.export import one_line
from search_api.figure_names import is_name
from search_api.notices import Notice
from search_api.options import Output, ReportFilters
from search_api.output import Page, print_json, say
from search_api.render.series import codebook_lines, panel_lines, series_lines, sheet_lines
from search_api.series import codebook as books
from search_api.series import panel as panels
from search_api.series import shapes
from search_api.series.measures import measures_named, shares
from search_api.series.series import series
from search_api.series.sheets import Sheet, long_sheet, wide_sheet
from search_api.series_options import SeriesOptions

_KINDS = ("--long", "--wide", "--codebook", "--share")
_MOST = 1_000_000


def is_asked(
    words: Sequence[str],
    keys: Sequence[str],
    filters: ReportFilters,
    options: SeriesOptions,
    where: bool,
) -> bool:
    """Whether figures of many reports are asked for.

    Raises WrongUsage where one report is named as well, or options do not go together.
    """
    given = [*options.given(), *(f"--{name}" for name in filters.chosen())]
    reports = [word for word in words if not is_name(word)]
    if reports and given:
        raise WrongUsage(
            f"{given[0]} 用于多份报告，不能再写“{' '.join(reports)}” (of one report or of many).",
            "请去掉报告，用 --agency、--year 选取。",
        )
    if reports or not (given or keys):
        return False
    kinds = [name for name in options.given() if name in _KINDS]
    if len(kinds) > 1:
        raise WrongUsage(f"{'、'.join(kinds)} 只能选一个 (choose one).", "请去掉其余。")
    lone = [name for name in options.given() if name in ("--by", "--top")]
    if lone and kinds and kinds != ["--share"]:
        raise WrongUsage(
            f"{lone[0]} 不能与 {kinds[0]} 同用 (no groups in a sheet).", "请去掉一个。"
        )
    if where:
        raise WrongUsage("--where 只用于一份报告 (of one report).", "请写明报告，或去掉它。")
    if options.top is not None and not 1 <= options.top <= _MOST:
        raise WrongUsage(f"--top {options.top} 超出范围 (out of range).", f"请用 1 到 {_MOST}。")
    return True


def answer(
    catalog: Catalog,
    names: Sequence[str],
    filters: ReportFilters,
    options: SeriesOptions,
    output: Output,
    page: Page,
) -> bool:
    """Print what is asked of many reports; whether there was any."""
    if options.codebook:
        return _codebook(names, output, page)
    if options.long or options.wide:
        make = long_sheet if options.long else wide_sheet
        return _sheet(make(catalog, names, filters.chosen()), output, page)
    if not names and not options.share:
        raise WrongUsage("没有写明数据项 (which figure?).", "例如：search figures --key 新收申请")
    measures = shares(names) if options.share else measures_named(names)
    by = options.by or (["agency"] if options.top else [])
    found = series(catalog, measures, by, filters.chosen(), options.top)
    if output.form != "json":
        _tell(found.notices)
    match output.form:
        case "json":
            print_json(shapes.series_json(found))
        case "jsonl":
            for row in found.rows:
                sys.stdout.write(one_line(shapes.row_json(row, found.by)))
        case "csv":
            excel = output.excel
            rows = (shapes.cells(row, excel) for row in found.rows)
            write_sheet(sys.stdout, shapes.headings(found.by, excel), rows, excel=excel)
        case _:
            page.print(series_lines(found, page.width))
    return _some(found.reports, filters.chosen())


def answer_panel(
    catalog: Catalog, word: str, filters: ReportFilters, output: Output, page: Page
) -> bool:
    """Print one figure of every agency over the years; whether there was any."""
    found = panels.panel(catalog, word, filters.chosen())
    if output.form != "json":
        _tell(found.notices)
    match output.form:
        case "json":
            print_json(panels.panel_json(found))
        case "jsonl":
            for row in found.rows:
                sys.stdout.write(one_line(panels.row_json(row, found.years)))
        case "csv":
            columns = panels.headings(found, False)
            cells = (panels.cells_of(row, found.years) for row in found.rows)
            rows = shapes.in_words(columns, cells) if output.excel else cells
            heads = panels.headings(found, True) if output.excel else columns
            write_sheet(sys.stdout, heads, rows, excel=output.excel)
        case _:
            page.print(panel_lines(found))
    return _some(len(found.rows), filters.chosen())


def _sheet(sheet: Sheet, output: Output, page: Page) -> bool:
    _tell(sheet.notices)
    count = 0

    def counted() -> Iterable[list[Cell]]:
        nonlocal count
        for row in sheet.rows:
            count += 1
            yield row

    match output.form:
        case "csv":
            excel = output.excel
            rows = shapes.in_words(sheet.columns, counted()) if excel else counted()
            write_sheet(sys.stdout, sheet.heads if excel else sheet.columns, rows, excel=excel)
        case "jsonl":
            for row in counted():
                sys.stdout.write(one_line(_object(sheet.columns, row)))
        case "json":
            _json_array(_object(sheet.columns, row) for row in counted())
        case _:
            page.print(sheet_lines(sheet.columns, counted()))
    return _some(count, {})


def _object(columns: Sequence[str], row: Sequence[Cell]) -> dict[str, Any]:
    pairs = zip(columns, row, strict=True)
    return {
        name: cell if isinstance(cell, str | int | float) or cell is None else number(cell)
        for name, cell in pairs
    }


def _json_array(items: Iterable[dict[str, Any]]) -> None:
    """A JSON array, one item a line, written as the items come."""
    sys.stdout.write("[")
    for place, item in enumerate(items):
        sys.stdout.write(",\n" if place else "\n")
        sys.stdout.write(one_line(item).rstrip("\n"))
    sys.stdout.write("\n]\n")


def _codebook(names: Sequence[str], output: Output, page: Page) -> bool:
    entries = books.codebook(names)
    rows = list(books.codebook_rows(entries))
    match output.form:
        case "json":
            print_json(books.codebook_json(entries))
        case "jsonl":
            for row in rows:
                sys.stdout.write(one_line(_object(tuple(books.COLUMNS), row)))
        case "csv":
            heads = books.COLUMNS.values() if output.excel else books.COLUMNS
            write_sheet(sys.stdout, tuple(heads), rows, excel=output.excel)
        case _:
            page.print(codebook_lines(entries, STATUSES))
    return True


def _tell(notices: Iterable[Notice]) -> None:
    for notice in notices:
        say(f"提示：{notice.message}")


def _some(count: int, chosen: Mapping[str, Sequence[str]]) -> bool:
    if not count:
        told = " ".join(f"--{name} {' '.join(values)}" for name, values in chosen.items())
        say(f"没有符合条件的报告：{told or '库中没有报告'} (no report found).")
        say("  → 可减少筛选，或用 search --facets 看看库中有什么。")
    return count > 0
