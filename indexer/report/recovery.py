"""Which cells of a row have one value whatever reading of the row is the right one.

A reading gives each column a value or None for a cell that is absent or blank. Only readings that
the row's identity allows count: a sum whose parts are all there must hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from types import MappingProxyType

Reading = Sequence[Decimal | None]
MOST_SURPLUS = 3


@dataclass(frozen=True, slots=True)
class RowSum:
    """Places of a row whose values add up to that of another."""

    parts: tuple[int, ...]
    total: int


def choices(count: int, width: int) -> Iterable[tuple[int, ...]]:
    """The ways to choose `width` of `count` values, keeping their order; none if far too many."""
    return combinations(range(count), width) if 0 < count - width <= MOST_SURPLUS else ()


def agreed(readings: Iterable[Reading], sums: Sequence[RowSum]) -> Reading:
    """Per column the value that every allowed reading gives it, else None.

    If no reading keeps the sums, the source itself does not, and all of them count.

    >>> agreed([(Decimal(0), Decimal(0)), (Decimal(0), Decimal(1))], ())
    (Decimal('0'), None)
    """
    every = list(readings)
    allowed = [every[place] for place in kept(every, sums)]
    if not allowed:
        return ()
    return tuple(
        column[0] if all(value == column[0] for value in column) else None
        for column in zip(*allowed, strict=True)
    )


def kept(
    readings: Sequence[Reading],
    sums: Sequence[RowSum],
    forced: Mapping[int, Decimal] = MappingProxyType({}),
) -> Sequence[int]:
    """The places of the readings that are allowed; all of them if none is.

    `forced`: column → the number that stands there if any does.
    """
    allowed = [
        place
        for place, reading in enumerate(readings)
        if all(_holds(reading, row_sum) for row_sum in sums)
        and all(reading[column] in (None, value) for column, value in forced.items())
    ]
    return allowed or range(len(readings))


def adds_up(values: Reading, sums: Sequence[RowSum]) -> bool:
    """Whether every value is there and every sum holds."""
    whole = all(value is not None for value in values)
    return whole and all(_holds(values, row_sum) for row_sum in sums)


def _holds(reading: Reading, row_sum: RowSum) -> bool:
    total = reading[row_sum.total]
    parts = [reading[place] for place in row_sum.parts]
    known = [part for part in parts if part is not None]
    if total is None:
        return True
    if len(known) < len(parts):
        return sum(known) <= total
    return sum(known) == total
