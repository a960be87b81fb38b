"""Rows whose cells have been found → figures and notices.

A cell that occurs twice with different contents is ambiguous: it cannot be told which holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from indexer.document import Locator, Notice
from indexer.forms.form import Column
from indexer.model import Figure, Status
from indexer.report.alignment import Placed
from indexer.report.cells import Field, Line, locate, locate_cell
from indexer.report.quantities import Quantity, read_quantity

SHOWN = 20
_IN_TEN_THOUSAND = {"元": Decimal("0.0001"), "亿元": Decimal(10_000)}


@dataclass(frozen=True, slots=True)
class CellReading:
    """A figure's key, its column, what of a row stands for it, and the unit its header prints."""

    key: str
    column: Column
    placed: Placed
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class RowReading:
    """A row's cells and all fields they may be made of.

    `blurred`: digits without a label follow the row and may belong to it.
    """

    line: Line
    values: tuple[Field, ...]
    cells: tuple[CellReading, ...]
    blurred: bool = False


@dataclass(frozen=True, slots=True)
class TableReading:
    """What was read of one statutory table. `found`: it is there at all.

    `lost` are rows that were seen but whose label or columns could not be told: what is not among
    the figures then counts as ambiguous, not as missing.
    """

    found: bool
    rows: tuple[RowReading, ...] = ()
    lost: tuple[Line, ...] = ()


def figures_of(reading: TableReading) -> tuple[dict[str, Figure], tuple[Notice, ...]]:
    """key → figure, and what is to be said about rows that cannot be told."""
    figures: dict[str, Figure] = {}
    said: dict[str, list[Locator]] = {}

    def say(code: str, place: Locator) -> None:
        said.setdefault(code, []).append(place)

    for row in reading.rows:
        place = locate(row.line, row.values)
        if len([field for field in row.values if not field.blank]) > len(row.cells):
            say("extra_cells", place)
        elif any(cell.placed.reading == "several" for cell in row.cells):
            say("short_row", place)
        if row.blurred:
            say("stray_values", place)
        for cell in row.cells:
            figure, remark = _figure(row, cell)
            if remark:
                say(remark, figure.locator or place)
            if (old := figures.get(cell.key)) is not None:
                say("row_twice", place)
                figure = _either(old, figure)
            figures[cell.key] = figure
    for line in reading.lost:
        say("unknown_row", locate(line, line.fields))
    return figures, tuple(_notice(code, places) for code, places in said.items())


_MESSAGES = {
    "extra_cells": "有 {} 行的数字多于列数，多出的数字未归入任何一列。",
    "short_row": "有 {} 行的单元格与列数不符，不能确定的列未取值。",
    "stray_values": "有 {} 行之后另有不带行名的数字，可能属于该行，未取值。",
    "row_twice": "有 {} 行重复出现；两处数字不同的，未取值。",
    "value_too_long": "有 {} 处数字过长，无法识读。",
    "unit_converted": "有 {} 处金额以其他单位填写，已换算为表式规定的单位。",
    "unknown_row": "有 {} 行的行名或表头无法辨认，其数字未归入任何一项。",
}


def _notice(code: str, places: Sequence[Locator]) -> Notice:
    rows = list(dict.fromkeys(places))
    spans = tuple(span for place in rows[:SHOWN] for span in place.spans)
    first = rows[0]
    place = Locator(spans, first.page, first.table, first.row)
    return Notice(code, _MESSAGES[code].format(len(rows)), place)


def _figure(row: RowReading, cell: CellReading) -> tuple[Figure, str]:
    """The figure, and the code of what is to be said about it, or nothing."""
    field, unit = cell.placed.field, cell.unit or cell.column.unit
    if row.blurred or field is None:
        raw = "\t".join(field.text for field in row.values)
        place = locate(row.line, row.values)
        return Figure(cell.key, None, Status.AMBIGUOUS, unit, raw, place), ""
    quantity = read_quantity(field.text, cell.column.kind, whole=row.line.exact)
    status = quantity.status
    if status is Status.REPORTED and cell.placed.reading == "agreed":
        status = Status.RECOVERED
    value, unit, converted = _in_unit(cell, quantity)
    place = locate_cell(field)
    remark = "value_too_long" if quantity.oversized else "unit_converted" if converted else ""
    return Figure(cell.key, value, status, unit, field.text, place), remark


def _in_unit(cell: CellReading, quantity: Quantity) -> tuple[Decimal | None, str | None, bool]:
    """The value in the unit that its column fixes, and whether it was converted to it.

    A form that fixes 万元 is sometimes filled in 元: the key promises 万元, and the conversion is
    exact. Where the form fixes none, the value is as printed.
    """
    fixed, printed = cell.column.unit, quantity.unit or cell.unit
    if cell.column.kind != "amount" or fixed is None or printed in (None, fixed):
        return quantity.value, printed or fixed, False
    if quantity.value is None or printed is None:
        return None, fixed, False
    return quantity.value * _IN_TEN_THOUSAND[printed], fixed, True


def _either(old: Figure, new: Figure) -> Figure:
    if old.status is Status.AMBIGUOUS or (old.value, old.status, old.unit) == (
        new.value,
        new.status,
        new.unit,
    ):
        return old
    spans = tuple(span for figure in (old, new) if figure.locator for span in figure.locator.spans)
    place = replace(old.locator, spans=spans, col=None) if old.locator else new.locator
    raw = "\t".join(figure.raw or "" for figure in (old, new))
    return Figure(old.key, None, Status.AMBIGUOUS, old.unit, raw, place)
