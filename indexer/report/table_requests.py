"""Table 三 (收到和处理政府信息公开申请情况): rows by innermost label, seven applicants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from indexer.forms.form import columns, forms
from indexer.report.alignment import SEVERAL, Placed, align, by_position, under_one
from indexer.report.cells import Field
from indexer.report.column_sums import left_over
from indexer.report.glued_rows import told
from indexer.report.quantities import read_quantity
from indexer.report.readings import CellReading, RowReading, TableReading
from indexer.report.recovery import RowSum, adds_up
from indexer.report.request_blanks import sure_blanks
from indexer.report.request_header import KEYS, WIDTH
from indexer.report.request_rows import Found, collect
from indexer.report.short_rows import recover
from indexer.report.statutory import Mark

KINDS = tuple(column.kind for column in columns("t3").values())
_SUM = RowSum(tuple(range(WIDTH - 1)), WIDTH - 1)
_UNSPLIT = "result.other.unsplit"
_SPLIT = frozenset(
    row.key
    for form in forms().values()
    for row in form.tables["t3"].rows
    if row.key.startswith("result.other.") and row.key != _UNSPLIT
)
FEWEST_ROWS = 4


def read_requests(marks: Sequence[Mark]) -> TableReading:
    """The rows of table 三, wherever its pieces stand; none if there is no header and few rows."""
    found, lost, headed = collect(marks)
    if not headed and len({row.mark.key for row in found}) < FEWEST_ROWS:
        return TableReading(False)
    found = [row for row in found if row.mark.values or row.tail]
    if {row.mark.key for row in found} & _SPLIT:
        # Here 其他处理 heads three rows, so that what stands beside it belongs to one of them.
        lost += [row.mark.line for row in found if row.mark.key == _UNSPLIT]
        found = [row for row in found if row.mark.key != _UNSPLIT]
    sure = sure_blanks(found)
    runs = told(
        [
            (row.mark.key, () if row.mark.line.exact else row.mark.values or row.tail)
            for row in found
        ]
    )
    rows = tuple(_row(row, place in sure, runs.get(place)) for place, row in enumerate(found))
    if not lost and (forced := left_over(rows, _SUM)) is not None:
        pairs = zip(found, rows, strict=True)
        rows = tuple(_recovered(row, reading, forced) for row, reading in pairs)
    return TableReading(bool(rows) or headed, rows, tuple(lost))


def _row(row: Found, sure: bool, run: Sequence[Field] | None) -> RowReading:
    mark = row.mark
    values = mark.values or row.tail
    inside = None
    if mark.line.exact and mark.values:
        positions = row.header.places.get(len(mark.line.places))
        inside = by_position(mark.line, mark.label, positions) if positions else None
    placed: Sequence[Placed]
    if inside is not None:
        placed = [under_one(inside[key], kind) for key, kind in zip(KEYS, KINDS, strict=True)]
    elif not row.header.in_order:
        placed = [SEVERAL] * WIDTH
    elif run is not None:
        placed = [Placed("agreed", field) for field in run]
    elif sure:
        placed = [Placed("one", field) for field in row.seven]
    else:
        placed = align(values, KINDS, (_SUM,))
        if row.tail and not _adds_up(placed):
            placed = [SEVERAL] * WIDTH
    cells = tuple(
        CellReading(f"t3.{mark.key}.{key}", column, cell)
        for (key, column), cell in zip(columns("t3").items(), placed, strict=True)
    )
    return RowReading(mark.line, values, cells, row.blurred)


def _recovered(row: Found, reading: RowReading, forced: Mapping[str, Decimal]) -> RowReading:
    """The row with what all its readings agree on, if none of its cells could be told.

    Only cells that a column sum bears out: where nothing but the row's own sum speaks for a cell, a
    misprint in the row gave 93 of 1,584 made tables a wrong one.
    """
    several = all(cell.placed.reading == "several" for cell in reading.cells)
    if not several or row.tail or not row.header.in_order:
        return reading
    keys = [cell.key for cell in reading.cells]
    own = {place: forced[key] for place, key in enumerate(keys) if key in forced}
    placed = recover(reading.values, WIDTH, (_SUM,), own)
    cells = (
        replace(cell, placed=placed[place] if place in own else SEVERAL)
        for place, cell in enumerate(reading.cells)
    )
    return replace(reading, cells=tuple(cells))


def _adds_up(placed: Sequence[Placed]) -> bool:
    values = [
        read_quantity(cell.field.text, whole=False).value if cell.field else None for cell in placed
    ]
    return adds_up(values, (_SUM,))
