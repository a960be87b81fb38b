"""Digits that ran together → where one cell ends and the next begins, if there is only one way.

A run is read as a full row of numbers, none with a leading zero, that keeps the row's sum. A table
is told if every row of the form has such readings and all sums over its rows leave one of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.forms.form import FormTable, Identity

LONGEST = 48
MOST_STEPS, MOST_READINGS, MOST_TRIALS = 20_000, 2_000, 400
Values = tuple[int, ...]


class _TooMany(Exception):
    """The search is longer than any real table needs."""


@dataclass(slots=True)
class _Budget:
    left: int

    def spend(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise _TooMany


def lengths(values: Values) -> tuple[int, ...]:
    """How many digits each number of a reading takes."""
    return tuple(len(str(value)) for value in values)


def row_readings(digits: str, width: int) -> tuple[Values, ...]:
    """Every way to read a run as `width` numbers of which the last is the sum of the others.

    None at all if there are too many.

    >>> row_readings("15130000154", 7)
    ((151, 3, 0, 0, 0, 0, 154),)
    """
    if len(digits) > LONGEST:
        return ()
    try:
        found = _blocks(digits, 0, width, _Budget(MOST_STEPS))
        return tuple(values for values, end in found if end == len(digits))
    except _TooMany:
        return ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A number in a run: where its digits begin, and its value."""

    start: int
    value: int


def block_readings(digits: str, blocks: int, size: int) -> tuple[tuple[Piece | None, ...], ...]:
    """Every way to read a run as blocks of `size` cells, the last of each the sum of the others.

    Any cell may be blank where the sum holds as if it were 0: nothing ends a block, so that a blank
    in one may be made up for in the next. A cell is None where it is blank or may be. None at all
    if there are too many.
    """
    if len(digits) > LONGEST:
        return ()
    try:
        return tuple(_sequences(digits, 0, blocks, size, _Budget(MOST_STEPS)))
    except _TooMany:
        return ()


def _sequences(
    digits: str, start: int, blocks: int, size: int, budget: _Budget
) -> Iterator[tuple[Piece | None, ...]]:
    if not blocks:
        if start == len(digits):
            yield ()
        return
    for cells, end in _block(digits, start, size, budget):
        for rest in _sequences(digits, end, blocks - 1, size, budget):
            yield (*cells, *rest)


def _block(
    digits: str, start: int, size: int, budget: _Budget
) -> Iterator[tuple[tuple[Piece | None, ...], int]]:
    yield (None,) * size, start
    for count in range(1, size + 1):
        for values, end in _blocks(digits, start, count, budget):
            pieces = _placed(values, start)
            parts = pieces[:-1] if count == size else (None,) * (size - 1)
            yield (*parts, pieces[-1]), end
    for count in range(1, size):
        if digits.startswith("0" * count, start):
            parts = _placed((0,) * count, start) if count == size - 1 else (None,) * (size - 1)
            yield (*parts, None), start + count


def _placed(values: Values, start: int) -> tuple[Piece | None, ...]:
    pieces = []
    for value in values:
        pieces.append(Piece(start, value))
        start += len(str(value))
    return tuple(pieces)


def _blocks(
    digits: str, start: int, size: int, budget: _Budget, before: Values = ()
) -> Iterator[tuple[Values, int]]:
    """Numbers from `start` on of which the last is the sum of the others, and where they end."""
    budget.spend()
    if len(before) == size - 1:
        total = sum(before)
        if digits.startswith(str(total), start):
            yield (*before, total), start + len(str(total))
        return
    # The parts that follow need a digit each, and the sum as many as the longest part.
    longest = len(digits) - start - (size - 2 - len(before))
    for length in range(1, 2 if digits[start : start + 1] == "0" else longest // 2 + 1):
        piece = digits[start : start + length]
        if len(piece) == length:
            yield from _blocks(digits, start + length, size, budget, (*before, int(piece)))


def closed(
    readings: Mapping[str, Sequence[Values]], table: FormTable, identities: Sequence[Identity]
) -> Mapping[str, Values] | None:
    """row → its one reading that all sums over rows allow; None if there is none or several.

    The rows must be just the form's, or sums over them say nothing.
    """
    if set(readings) != {row.key for row in table.rows} or not all(readings.values()):
        return None
    if sum(map(len, readings.values())) > MOST_READINGS:
        return None
    sums = [
        {**dict.fromkeys(one.left, 1), **dict.fromkeys(one.right, -1)}
        for one in identities
        if one.table == table.key and one.over == "columns"
    ]
    found: list[Mapping[str, Values]] = []
    try:
        _solve(
            {row: tuple(few) for row, few in readings.items()}, sums, found, _Budget(MOST_TRIALS)
        )
    except _TooMany:
        return None
    return found[0] if len(found) == 1 else None


def _solve(
    readings: dict[str, tuple[Values, ...]],
    sums: Sequence[Mapping[str, int]],
    found: list[Mapping[str, Values]],
    budget: _Budget,
) -> None:
    """Adds to `found` the first two solutions."""
    budget.spend()
    left = _narrowed(readings, sums)
    if left is None or len(found) > 1:
        return
    open_rows = [row for row, few in left.items() if len(few) > 1]
    if not open_rows:
        found.append({row: few[0] for row, few in left.items()})
        return
    row = min(open_rows, key=lambda name: len(left[name]))
    for values in left[row]:
        _solve({**left, row: (values,)}, sums, found, budget)


def _narrowed(
    readings: Mapping[str, tuple[Values, ...]], sums: Sequence[Mapping[str, int]]
) -> dict[str, tuple[Values, ...]] | None:
    """The readings that the least and greatest values of the other rows leave possible."""
    left = dict(readings)
    changed = True
    while changed:
        changed = False
        for signs in sums:
            for column in range(len(next(iter(left.values()))[0])):
                terms = {
                    row: [sign * values[column] for values in left[row]]
                    for row, sign in signs.items()
                }
                low = sum(map(min, terms.values()))
                high = sum(map(max, terms.values()))
                for row, own in terms.items():
                    rest = low - min(own), high - max(own)
                    kept = tuple(
                        values
                        for values, term in zip(left[row], own, strict=True)
                        if rest[0] + term <= 0 <= rest[1] + term
                    )
                    if not kept:
                        return None
                    if len(kept) < len(own):
                        left[row] = kept
                        changed = True
                        break
    return left
