"""What the column sums of table 三 leave for the cells of a row that cannot be counted.

Only a table that keeps its arithmetic wherever it can be assessed says anything of what is lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache

from indexer.forms.form import forms
from indexer.report.identities import instances_in
from indexer.report.quantities import read_quantity
from indexer.report.readings import RowReading
from indexer.report.recovery import RowSum, adds_up

_Sides = tuple[tuple[str, ...], tuple[str, ...]]


def left_over(rows: Sequence[RowReading], row_sum: RowSum) -> Mapping[str, Decimal] | None:
    """key → the number that the cell has if it has one.

    These are the cells that stand alone without a value in a column sum. None: no row is full, or a
    sum of full rows or of their columns fails, or a row stands twice.
    """
    keys = [cell.key for row in rows for cell in row.cells]
    known: dict[str, Decimal] = {}
    for row in rows:
        values = _values(row)
        if values is None:
            continue
        if not adds_up(values, (row_sum,)):
            return None
        known |= zip((cell.key for cell in row.cells), values, strict=True)
    if not known or len(set(keys)) < len(keys):
        return None
    forced: dict[str, Decimal] = {}
    for left, right in _common(frozenset(keys)):
        unknown = [key for key in (*left, *right) if key not in known]
        rest = sum(known.get(key, 0) for key in left) - sum(known.get(key, 0) for key in right)
        if len(unknown) > 1:
            continue
        if not unknown:
            if rest:
                return None
            continue
        value = Decimal(-rest if unknown[0] in left else rest)
        if value < 0 or forced.setdefault(unknown[0], value) != value:
            return None
    return forced


def _values(row: RowReading) -> Sequence[Decimal] | None:
    """The values of a row, if all of it is certain."""
    values: list[Decimal] = []
    for cell in row.cells:
        field = cell.placed.field
        if field is None or cell.placed.reading != "one" or row.blurred:
            return None
        value = read_quantity(field.text, cell.column.kind, whole=row.line.exact).value
        if value is None:
            return None
        values.append(value)
    return values


def _common(keys: frozenset[str]) -> Sequence[_Sides]:
    """The column sums of every form that has all of the rows."""
    tables = {name: form.tables["t3"] for name, form in forms().items()}
    return _sums_of(tuple(name for name in tables if keys <= {*tables[name].cell_keys}))


@cache
def _sums_of(generations: tuple[str, ...]) -> tuple[_Sides, ...]:
    """The column sums that all of these forms have."""
    sums = [
        {
            (left, right)
            for left, right, identity in instances_in(generation, "t3")
            if identity.over == "columns"
        }
        for generation in generations
    ]
    return tuple(sorted(set.intersection(*sums))) if sums else ()
