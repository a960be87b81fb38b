"""One figure of every selected agency over the years: a matrix with its gaps to be seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from indexer.catalog.read import Catalog
from indexer.catalog.rows import FactsRow
from indexer.errors import WrongUsage
from indexer.forms.comparability import Break, breaks_of, crossed
from indexer.labels import SPECIMEN_MARK
from indexer.shapes import number
from indexer.sheets import Cell
from search_api.notices import Notice
from search_api.series.measures import Measure, inputs, measures_named, wanted_keys
from search_api.series.observe import (
    figure_for,
    held,
    in_time,
    is_disputed,
    selected,
    understood,
)
from search_api.series.shapes import NO_REPORT, exact, notice_json


@dataclass(frozen=True, slots=True)
class PanelCell:
    """A report's figure. `breaks` lie between it and the agency's figure of the year before.

    `key` is the report's own figure: of an earlier form it may be another one than the panel's.
    """

    report: str
    version: int
    key: str
    value: Decimal | None
    status: str
    unit: str | None
    disputed: bool
    form: str | None
    breaks: tuple[Break, ...]


@dataclass(frozen=True, slots=True)
class PanelRow:
    """An agency in one scope; a year without a report has no cell."""

    agency: FactsRow
    cells: Mapping[int, PanelCell]


@dataclass(frozen=True, slots=True)
class Panel:
    """The matrix: every year between the first and the last has a column."""

    measure: Measure
    years: tuple[int, ...]
    rows: tuple[PanelRow, ...]
    notices: tuple[Notice, ...]


def panel(
    catalog: Catalog,
    word: str,
    filters: Mapping[str, tuple[str, ...]] | None = None,
    timeout: float | None = None,
) -> Panel:
    """The figure that the word names, of all agencies that are selected.

    Nothing is added up, so all scopes stand side by side, each in rows of its own. Raises
    WrongUsage for a word that names several figures or none, TooMuch where reading takes longer
    than `timeout` seconds.
    """
    measures = measures_named([word])
    if len(measures) > 1:
        told = "、".join(measure.key for measure in measures[:5])
        raise WrongUsage(
            f"{word} 是 {len(measures)} 个数据项 (several figures).", f"请写明一个，如 {told}。"
        )
    measure = measures[0]
    chosen, said = understood(catalog, filters or {})
    cells: dict[tuple[str, str, str], dict[int, PanelCell]] = {}
    agencies: dict[tuple[str, str, str], FactsRow] = {}
    keys = wanted_keys([Measure(measure.key, measure.label, (measure.key,))])
    read = held(catalog, selected(catalog, chosen), keys, raw=False)
    for one in in_time(read, timeout):
        row = one.report
        figure, form = figure_for(one, measure.key)
        name = (row.code or "x", row.agency_normal, row.scope)
        agencies[name] = row
        cells.setdefault(name, {})[row.year] = PanelCell(
            row.id,
            row.version,
            figure.key,
            figure.value,
            figure.status.value,
            figure.unit,
            is_disputed(one, figure),
            form,
            (),
        )
    seen = sorted({year for row in cells.values() for year in row})
    years = tuple(range(seen[0], seen[-1] + 1)) if seen else ()
    rows = tuple(PanelRow(agencies[name], _marked(measure, cells[name])) for name in sorted(cells))
    return Panel(measure, years, rows, tuple(said))


def _marked(measure: Measure, cells: Mapping[int, PanelCell]) -> dict[int, PanelCell]:
    breaks = breaks_of(sorted({measure.key, *inputs(measure.key)}))
    found: dict[int, PanelCell] = {}
    before: str | None = None
    for year in sorted(cells):
        cell = cells[year]
        if cell.value is not None and cell.form is not None:
            if before is not None:
                between = crossed(breaks, (before,), (cell.form,))
                cell = replace(cell, breaks=between)
            before = cell.form
        found[year] = cell
    return found


def panel_json(found: Panel) -> dict[str, Any]:
    """The whole panel; a year without a report is null."""
    return {
        "key": found.measure.key,
        "label": found.measure.label,
        "years": list(found.years),
        "rows": [row_json(row, found.years) for row in found.rows],
        "notices": [notice_json(notice) for notice in found.notices],
    }


def row_json(row: PanelRow, years: Sequence[int]) -> dict[str, Any]:
    """One agency in one scope."""
    agency = row.agency
    data: dict[str, Any] = {
        "agency": agency.agency,
        "code": agency.code,
        "kind": agency.kind,
        "scope": agency.scope,
        "years": {str(year): _cell_json(row.cells.get(year)) for year in years},
    }
    return {**data, "specimen": True} if agency.specimen else data


def _cell_json(cell: PanelCell | None) -> dict[str, Any] | None:
    if cell is None:
        return None
    return {
        "report": cell.report,
        "value": number(cell.value),
        "status": cell.status,
        "unit": cell.unit,
        "disputed": cell.disputed,
        "form": cell.form,
        "break": bool(cell.breaks),
    }


_HEADS = {
    "agency": "机关",
    "code": "区划代码",
    "kind": "机关类型",
    "scope": "统计范围",
    "specimen": "样例",
}


def headings(found: Panel, excel: bool) -> list[str]:
    """The heads of the panel as a table: for each year the value, its status and its marks."""
    sides = list(_HEADS.values() if excel else _HEADS)
    words = ("状态", "标记") if excel else ("status", "marks")
    return [
        *sides,
        *(
            head
            for year in found.years
            for head in (str(year), f"{year}:{words[0]}", f"{year}:{words[1]}")
        ),
    ]


def cells_of(row: PanelRow, years: Sequence[int]) -> list[Cell]:
    """One agency as a row of the table."""
    agency = row.agency
    mark = SPECIMEN_MARK if agency.specimen else ""
    found: list[Cell] = [agency.agency, agency.code, agency.kind, agency.scope, mark]
    for year in years:
        cell = row.cells.get(year)
        if cell is None:
            found += [None, NO_REPORT, ""]
        else:
            marks = [("勾稽存疑", cell.disputed), ("口径变化", bool(cell.breaks))]
            told = "；".join(name for name, there in marks if there)
            found += [exact(cell.value), cell.status, told]
    return found
