"""A report in the order in which its page shows it: parts, tables, and the figures of no table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer.catalog.rows import SectionRow
from indexer.forms.form import TABLES, appendix, generation_of
from indexer.forms.generations import PRE2019, label_of_form
from indexer.model import Figure, Status
from indexer.report.figure_labels import figure_labels
from indexer.report.unassessed import SHOWN
from search_api.pages.report_marks import MarkedPassage
from search_api.statutory_grid import Grid, grid_of
from search_api.whole import WholeReport

SLOTS = {"t2": "tables.proactive", "t3": "tables.requests", "t4": "tables.review"}


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A statutory table. `grid` is None where no form was recognised; `held`: the text has it."""

    key: str
    form: str | None
    grid: Grid | None
    held: bool


@dataclass(frozen=True, slots=True)
class OldRow:
    """A row of a statistics table before 2019."""

    label: str
    unit: str | None
    value: Figure | None
    cumulative: Figure | None


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part with its heading, its number among the parts, its passages, and its tables."""

    number: int | None
    section: SectionRow | None
    passages: tuple[MarkedPassage, ...]
    tables: tuple[ShownTable, ...] = ()


def parts_of(whole: WholeReport, passages: Sequence[MarkedPassage]) -> tuple[ShownPart, ...]:
    """Every passage once, and every table in its part or, where the text has none, at the end."""
    by_n = {passage.row.n: passage for passage in passages}
    left = {table.key: table for table in _tables(whole)}
    parts = []
    for number, section in enumerate(whole.sections):
        own = tuple(by_n.pop(n) for n in section.passages if n in by_n)
        here = [key for key in left if SLOTS[key] == section.slot]
        parts.append(ShownPart(number, section, own, tuple(map(left.pop, here))))
    if by_n or left:
        parts.append(ShownPart(None, None, tuple(by_n.values()), tuple(left.values())))
    return tuple(parts)


def _tables(whole: WholeReport) -> tuple[ShownTable, ...]:
    forms = whole.report.forms
    if PRE2019 in forms.values():
        return ()
    found = []
    for table in TABLES:
        generation = generation_of(forms, table)
        grid = None if generation is None else grid_of(table, generation)
        own = (f for key, f in whole.figures.items() if key.startswith(f"{table}."))
        held = any(figure.status not in (Status.MISSING, Status.NOT_IN_FORM) for figure in own)
        form = None if generation is None else label_of_form(generation)
        found.append(ShownTable(table, form, grid, held))
    return tuple(found)


def old_rows(figures: Mapping[str, Figure]) -> tuple[OldRow, ...]:
    """The statistics table of a report before 2019, in the order of the national one."""
    rows = []
    for row in appendix().rows:
        value = figures.get(f"pre.{row.key}")
        cumulative = figures.get(f"pre.{row.key}.cumulative")
        if value or cumulative:
            unit = next((one.unit for one in (value, cumulative) if one and one.unit), row.unit)
            rows.append(OldRow(row.labels[0], unit, value, cumulative))
    return tuple(rows)


def in_form(figures: Mapping[str, Figure], prefix: str = "") -> tuple[Figure, ...]:
    """The figures that the report's form has, in its order; of one kind only, as `d.` or `n.`."""
    order = dict.fromkeys((*figure_labels(), *figures))
    return tuple(
        figures[key]
        for key in order
        if key in figures
        and key.startswith(prefix)
        and figures[key].status is not Status.NOT_IN_FORM
    )


def legend_of(whole: WholeReport) -> tuple[Status, ...]:
    """The statuses of the tables' cells that a sign stands for."""
    cells = (*(f"{table}." for table in TABLES), "pre.")
    seen = {figure.status for key, figure in whole.figures.items() if key.startswith(cells)}
    return tuple(status for status in Status if status in seen - {Status.REPORTED})


@dataclass(frozen=True, slots=True)
class OpenCheck:
    """A check that says nothing on so many rows or columns, and the first of them."""

    check: str
    count: int
    places: str


def open_checks(whole: WholeReport) -> tuple[OpenCheck, ...]:
    """The checks that are left open by cells without a value."""
    places: dict[str, list[str]] = {}
    for item in whole.unassessed:
        places.setdefault(item.check, []).append(item.place.rpartition(" › ")[2])
    return tuple(
        OpenCheck(check, len(found), "、".join(found[:SHOWN])) for check, found in places.items()
    )
