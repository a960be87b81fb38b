"""Rows with fewer values than columns: the cells that every reading of the row agrees on.

A reading puts the values, in their order, under some of the columns; each other column is absent,
which may be a number or a blank. Two values may also have run together into one. Blanks are no sign
of a cell, for they may come from a merged label.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, islice, pairwise

from indexer.report.alignment import SEVERAL, Placed
from indexer.report.cells import Field
from indexer.report.glued_rows import piece
from indexer.report.quantities import plain_text, read_quantity
from indexer.report.recovery import RowSum, kept

MOST_READINGS = 2_000
"""Of a row. One that has more has lost so much that little could be told of it."""
MOST_DIGITS = 6
"""Of a count in such a row. Longer runs are likelier several numbers than one."""
_Value = tuple[Decimal, Field | None]


def recover(
    values: Sequence[Field],
    width: int,
    sums: Sequence[RowSum],
    forced: Mapping[int, Decimal] | None = None,
) -> tuple[Placed, ...]:
    """The cells of a row of fewer values than columns.

    `forced`: column → the number that stands there if any does. A row that holds anything but plain
    numbers is not told.
    """
    fields = [field for field in values if not field.blank]
    if not 0 < len(fields) < width or not all(map(_is_plain, fields)):
        return (SEVERAL,) * width
    ways = list(islice(_ways(fields, width), MOST_READINGS + 1))
    if len(ways) > MOST_READINGS:
        return (SEVERAL,) * width
    readings = [tuple(value and value[0] for value in way) for way in ways]
    allowed = [ways[place] for place in kept(readings, sums, forced or {})]
    return tuple(map(_placed, zip(*allowed, strict=True)))


def _placed(column: Sequence[_Value | None]) -> Placed:
    """What all readings say of one column."""
    numbers = {value and value[0] for value in column}
    if len(numbers) > 1 or None in numbers:
        return SEVERAL
    fields = (value[1] for value in column if value is not None and value[1] is not None)
    field = next(fields, None)
    return SEVERAL if field is None else Placed("agreed", field)


def _is_plain(field: Field) -> bool:
    digits = plain_text(field.text)
    known = read_quantity(field.text, whole=False).value is not None
    return known and digits.isdecimal() and len(digits) <= MOST_DIGITS


def _ways(fields: Sequence[Field], width: int) -> Iterator[tuple[_Value | None, ...]]:
    """Every reading: the value of each column and where it stands, as far as can be told."""
    for values in _cut(fields, width - len(fields)):
        for columns in combinations(range(width), len(values)):
            at = dict(zip(columns, values, strict=True))
            yield tuple(at.get(column) for column in range(width))


def _cut(fields: Sequence[Field], spare: int) -> Iterator[tuple[_Value, ...]]:
    """The values that the fields may be, at most `spare` more than there are fields."""
    if not fields:
        yield ()
        return
    run = fields[0]
    digits = plain_text(run.text)
    for bounds in _bounds(digits, spare + 1):
        first = tuple((Decimal(digits[a:b]), _part(run, a, b)) for a, b in bounds)
        for others in _cut(fields[1:], spare + 1 - len(bounds)):
            yield (*first, *others)


def _part(run: Field, start: int, end: int) -> Field | None:
    """Some of the digits of a field, or None if their place in the source cannot be told."""
    at = [place for place, char in enumerate(run.text) if plain_text(char)]
    if (start, end) == (0, len(at)):
        return run
    if len(run.spans) != 1 or run.spans[0][1] - run.spans[0][0] != len(run.text):
        return None
    return piece(run, at[start:end])


def _bounds(digits: str, most: int) -> Iterator[tuple[tuple[int, int], ...]]:
    """The ways to cut digits into at most so many numbers, none of which begins with a spare 0."""
    for count in range(min(most, len(digits))):
        for cuts in combinations(range(1, len(digits)), count):
            bounds = tuple(pairwise((0, *cuts, len(digits))))
            if all(end - start == 1 or digits[start] != "0" for start, end in bounds):
                yield bounds
