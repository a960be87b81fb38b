"""Figures of many reports: which form of them is asked for, and the same answer for every output.

Series and comparisons, a panel, data sheets, the codebook.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.text import Text

from indexer.catalog.read import Catalog
from indexer.errors import WrongUsage
from indexer.labels import STATUSES
from indexer.shapes import number
from indexer.sheets import Cell
from search_api.notices import Notice
from search_api.render.series import codebook_lines, panel_lines, series_lines, sheet_lines
from search_api.series import codebook as books
from search_api.series import panel as panels
from search_api.series import shapes
from search_api.series.measures import measures_named, shares
from search_api.series.series import largest, series
from search_api.series.sheets import Sheet, long_sheet, wide_sheet
from search_api.series_options import SeriesOptions

Filters = Mapping[str, tuple[str, ...]]
_KINDS = ("--long", "--wide", "--codebook", "--share")
_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class ManyFigures:
    """An answer, whatever it is of, ready for every output. Only one of the outputs can be taken,
    and once: it may read the catalog as it goes.

    `objects` are the lines in JSON, `cells` those of a table, in words for spreadsheets or in keys.
    `whole` is the answer as one JSON object, None where that is the array of its objects. `count`
    tells, afterwards, how many reports, agencies or lines there were.
    """

    columns: Sequence[str]
    heads: Sequence[str]
    objects: Callable[[], Iterator[dict[str, Any]]]
    cells: Callable[[bool], Iterator[Sequence[Cell]]]
    text: Callable[[int | None], Iterable[Text]]
    whole: Callable[[], dict[str, Any]] | None
    count: Callable[[], int]
    notices: Sequence[Notice] = ()


def check(options: SeriesOptions) -> None:
    """Raises WrongUsage where options do not go together."""
    kinds = [name for name in options.given() if name in _KINDS]
    if len(kinds) > 1:
        raise WrongUsage(f"{'、'.join(kinds)} 只能选一个 (choose one).", "请去掉其余。")
    lone = [name for name in options.given() if name in ("--by", "--top")]
    if lone and kinds and kinds != ["--share"]:
        raise WrongUsage(
            f"{lone[0]} 不能与 {kinds[0]} 同用 (no groups in a sheet).", "请去掉一个。"
        )
    if options.top is not None and not 1 <= options.top <= _MOST:
        raise WrongUsage(f"--top {options.top} 超出范围 (out of range).", f"请用 1 到 {_MOST}。")


def many_figures(
    catalog: Catalog,
    names: Sequence[str],
    filters: Filters,
    options: SeriesOptions,
    timeout: float | None = None,
) -> ManyFigures:
    """What the options ask of the figures that are named, in the reports that meet the filters.

    Raises WrongUsage for a name that is no figure's, and where none is written; TooMuch where a
    series takes longer than `timeout` seconds.
    """
    if options.codebook:
        return _codebook(names)
    if options.long or options.wide:
        make = long_sheet if options.long else wide_sheet
        return _sheet(make(catalog, names, filters))
    if not names and not options.share:
        raise WrongUsage("没有写明数据项 (which figure?).", "例如：search figures --key 新收申请")
    measures = shares(names) if options.share else measures_named(names)
    by = options.by or (["agency"] if options.top else [])
    found = series(catalog, measures, by, filters, timeout=timeout)
    if options.top is not None:
        found = largest(found, options.top)
    return ManyFigures(
        columns=shapes.headings(found.by, False),
        heads=shapes.headings(found.by, True),
        objects=lambda: (shapes.row_json(row, found.by) for row in found.rows),
        cells=lambda excel: (shapes.cells(row, excel) for row in found.rows),
        text=lambda width: series_lines(found, width),
        whole=lambda: shapes.series_json(found),
        count=lambda: found.reports,
        notices=found.notices,
    )


def panel_figures(
    catalog: Catalog, word: str, filters: Filters, timeout: float | None = None
) -> ManyFigures:
    """One figure of every agency over the years.

    Raises WrongUsage for a name of several figures or of none, TooMuch where reading them takes
    longer than `timeout` seconds.
    """
    found = panels.panel(catalog, word, filters, timeout)
    columns = panels.headings(found, False)

    def cells(excel: bool) -> Iterator[Sequence[Cell]]:
        rows = (panels.cells_of(row, found.years) for row in found.rows)
        return shapes.in_words(columns, rows) if excel else rows

    return ManyFigures(
        columns=columns,
        heads=panels.headings(found, True),
        objects=lambda: (panels.row_json(row, found.years) for row in found.rows),
        cells=cells,
        text=lambda _: panel_lines(found),
        whole=lambda: panels.panel_json(found),
        count=lambda: len(found.rows),
        notices=found.notices,
    )


class _Counted:
    """Rows that are counted as they are read."""

    def __init__(self, rows: Iterable[list[Cell]]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[list[Cell]]:
        for row in self._rows:
            self.count += 1
            yield row


def _sheet(sheet: Sheet) -> ManyFigures:
    rows = _Counted(sheet.rows)
    return ManyFigures(
        columns=sheet.columns,
        heads=sheet.heads,
        objects=lambda: (_object(sheet.columns, row) for row in rows),
        cells=lambda excel: shapes.in_words(sheet.columns, rows) if excel else iter(rows),
        text=lambda _: sheet_lines(sheet.columns, rows),
        whole=None,
        count=lambda: rows.count,
        notices=sheet.notices,
    )


def _codebook(names: Sequence[str]) -> ManyFigures:
    entries = books.codebook(names)
    columns = tuple(books.COLUMNS)
    return ManyFigures(
        columns=columns,
        heads=tuple(books.COLUMNS.values()),
        objects=lambda: (_object(columns, row) for row in books.codebook_rows(entries)),
        cells=lambda _: books.codebook_rows(entries),
        text=lambda _: codebook_lines(entries, STATUSES),
        whole=lambda: books.codebook_json(entries),
        count=lambda: len(entries),
    )


def _object(columns: Sequence[str], row: Sequence[Cell]) -> dict[str, Any]:
    pairs = zip(columns, row, strict=True)
    return {
        name: cell if isinstance(cell, str | int | float) or cell is None else number(cell)
        for name, cell in pairs
    }
