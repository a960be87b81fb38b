"""Which field of a row is the cell of which column.

Exact grids say it by their header. Flattened rows are counted: as many fields as columns, blanks at
the edges left off, leave one reading. Everything else is ambiguous, or recovered where all readings
agree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from indexer.forms.form import Kind
from indexer.report.cells import Field, Line
from indexer.report.quantities import read_quantity
from indexer.report.recovery import RowSum, agreed, choices


@dataclass(frozen=True, slots=True)
class Placed:
    """What stands for one cell.

    `one`: `field` is the cell. `agreed`: every reading gives it the value of `field`. `several`:
    it cannot be told which characters are this cell's.
    """

    reading: Literal["one", "agreed", "several"]
    field: Field | None = None


SEVERAL = Placed("several")


def by_position(
    line: Line, label: int, positions: Mapping[str, tuple[int, ...]]
) -> dict[str, tuple[Field, ...]] | None:
    """column → the fields that stand under it in an exact grid, or None if the row does not fit.

    It does not fit if a cell is absent under a column, or something stands beside the columns after
    the label, or the label itself stands under one.
    """
    covered = {place for places in positions.values() for place in places}
    if not covered or max(covered) >= len(line.places):
        return None
    if any(line.places[place] is None for place in covered):
        return None
    by_cell = {
        id(cell): field for field in line.fields if (cell := line.places[field.col]) is not None
    }
    values = {field.col for field in line.fields[label + 1 :]}
    inside = {key: _under(line, by_cell, places) for key, places in positions.items()}
    held = {field.col for fields in inside.values() for field in fields}
    if not held <= values:
        return None
    beside = (field for field in line.fields[label + 1 :] if field.col not in held)
    return inside if all(field.blank for field in beside) else None


def under_one(fields: tuple[Field, ...], kind: Kind) -> Placed:
    """The cell of a column that covers several cells of a row."""
    filled = [field for field in fields if not field.blank]
    if len(filled) <= 1:
        return Placed("one", filled[0] if filled else fields[0])
    values = {read_quantity(field.text, kind).value for field in filled}
    return Placed("agreed", filled[0]) if len(values) == 1 and None not in values else SEVERAL


def align(
    values: Sequence[Field],
    kinds: Sequence[Kind],
    sums: Sequence[RowSum] = (),
    *,
    wide_label: bool = True,
) -> tuple[Placed, ...]:
    """The fields after a label in the order of the columns, by counting.

    A blank at the edge may be a cell, or have slipped in while a cell was lost, so that it cannot
    be counted. `wide_label`: the label covers several columns, so that blanks after it are no sign
    of a cell.
    """
    width = len(kinds)
    core = trimmed(values)
    if not wide_label and core and core[0] is not values[0]:
        return (SEVERAL,) * width
    if len(core) == width:
        return tuple(Placed("one", field) for field in core)
    if len(core) > width and not any(field.blank for field in core):
        return _surplus(core, kinds, sums)
    return (SEVERAL,) * width


def trimmed(values: Sequence[Field]) -> Sequence[Field]:
    """The fields without blanks at the edges; none if all are blank."""
    filled = [place for place, field in enumerate(values) if not field.blank]
    return values[filled[0] : filled[-1] + 1] if filled else ()


def _surplus(
    core: Sequence[Field], kinds: Sequence[Kind], sums: Sequence[RowSum]
) -> tuple[Placed, ...]:
    """More values than columns: each choice of as many as there are columns is a reading."""
    ways = list(choices(len(core), len(kinds)))
    readings = [
        tuple(
            read_quantity(core[place].text, kind, whole=False).value
            for place, kind in zip(way, kinds, strict=True)
        )
        for way in ways
    ]
    result = []
    for column, value in enumerate(agreed(readings, sums)):
        same = (
            way[column] for way, row in zip(ways, readings, strict=True) if row[column] == value
        )
        result.append(SEVERAL if value is None else Placed("agreed", core[next(same)]))
    return tuple(result) or (SEVERAL,) * len(kinds)


def _under(line: Line, by_cell: Mapping[int, Field], places: tuple[int, ...]) -> tuple[Field, ...]:
    cells = dict.fromkeys(id(line.places[place]) for place in places)
    return tuple(by_cell[cell] for cell in cells if cell in by_cell)
