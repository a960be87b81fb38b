"""What pages show of a table → the whole table.

The pieces are put on the union of their column edges. Header rows that a page repeats, and rows
left empty by the cut, are dropped; labels whose cell the cut divided stand on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from indexer.readers.grid import check_size
from indexer.readers.page_cuts import (
    Cut,
    cut_of,
    is_blank,
    is_label,
    is_numbered,
    is_words,
    pairs_of,
)
from indexer.readers.page_fragments import Fragment, Held, Row, cells_in, edges
from indexer.readers.pieces import Line, RawCell, RawTable

_SAME_SIDE = 4.0
"""Points between the sides of two pieces of one table."""


def continues(above: Fragment, below: Fragment) -> bool:
    """Whether two pieces on pages that follow one another are as wide and stand as far left."""
    sides = ((above.xs[0], below.xs[0]), (above.xs[-1], below.xs[-1]))
    return all(abs(one - other) <= _SAME_SIDE for one, other in sides)


def joined(above: Fragment, below: Fragment) -> Fragment:
    """Both pieces as one."""
    inner = edges((*above.xs[1:-1], *below.xs[1:-1]))
    xs = [above.xs[0], *(x for x in inner if above.xs[0] + 1 < x < above.xs[-1] - 1), above.xs[-1]]
    above, below = _without_blank_foot(above.onto(xs)), below.onto(xs)
    check_size(len(above.rows) + len(below.rows), len(xs) - 1)
    repeated = _repeated(above.rows, below.rows)
    below = _without_blank_head(replace(below, rows=below.rows[repeated:]))
    if not below.rows:
        return above
    return _at_cut(above, below)


def raw_table(fragment: Fragment, page: int) -> RawTable:
    """The rows as a reader's table."""
    cells: dict[Held, RawCell] = {}
    for row in fragment.rows:
        for held in row:
            if held is not None and held not in cells:
                lines = tuple(Line(line, page=held.page) for line in held.lines)
                cells[held] = RawCell(lines, held.page)
    rows = (tuple(None if held is None else cells[held] for held in row) for row in fragment.rows)
    return RawTable(tuple(rows), page)


def _repeated(above: Sequence[Row], below: Sequence[Row]) -> int:
    """How many rows at the head of a piece are those at the head of the table."""
    same = takewhile(lambda rows: _alike(*rows), zip(above, below, strict=False))
    return sum(1 for _ in same)


def _alike(one: Row, other: Row) -> bool:
    pairs = pairs_of(one, other)
    if pairs is None or not any(is_words(a) for a, _ in pairs):
        return False
    return all((a and a.text) == (b and b.text) for a, b in pairs)


def _without_blank_foot(fragment: Fragment) -> Fragment:
    """Without rows at the foot in which begins nothing that is printed."""
    rows = list(fragment.rows)
    while len(rows) > 1 and all(is_blank(held) or held in rows[-2] for held in rows[-1]):
        rows.pop()
    return replace(fragment, rows=tuple(rows))


def _without_blank_head(fragment: Fragment) -> Fragment:
    rows = list(fragment.rows)
    while len(rows) > 1 and all(map(is_blank, rows[0])):
        rows.pop(0)
    return replace(fragment, rows=tuple(rows))


def _at_cut(above: Fragment, below: Fragment) -> Fragment:
    last, first = above.rows[-1], below.rows[0]
    pairs = pairs_of(last, first)
    cut = Cut.BETWEEN if pairs is None else cut_of(pairs)
    if cut is Cut.INSIDE and pairs is not None:
        for upper, lower in pairs:
            if upper is not None and lower is not None:
                above, below = _one_cell(above, below, upper, lower)
        return replace(above, rows=(*above.rows, *below.rows[1:]))
    for upper, lower in _divided_labels(last, first):
        above, below = _one_cell(above, below, upper, lower)
    rows = below.rows
    if cut is Cut.OPEN:
        rows = (*_apart(rows[0]), *rows[1:])
    return replace(above, rows=(*above.rows, *rows))


def _one_cell(
    above: Fragment, below: Fragment, upper: Held, lower: Held
) -> tuple[Fragment, Fragment]:
    """Both pieces with one cell where the cut made two of it."""
    if is_blank(lower):
        return above, below.changed(lower, upper)
    whole = upper.followed(lower)
    return above.changed(upper, whole), below.changed(lower, whole)


def _divided_labels(last: Row, first: Row) -> Iterator[tuple[Held, Held]]:
    """The labels to the left of a row's own that the cut divided, above and below it."""
    places = {cell[:2]: cell[2] for cell in cells_in(last)}
    cells = cells_in(first)
    own = max((at for at, cell in enumerate(cells) if is_words(cell[2])), default=0)
    for start, end, lower in cells[:own]:
        upper = places.get((start, end))
        if upper is None or lower is None or not is_words(upper):
            continue
        rest = not is_numbered(lower) and is_label(upper, lower) and not is_label(upper)
        if is_blank(lower) or rest:
            yield upper, lower


def _apart(row: Row) -> tuple[Row, ...]:
    """A row of which it is open whether it is one: its numbers without a label, then its label.

    Numbers that follow a row without a label withhold those of the row.
    """
    if not any(is_words(held) for held in row) or all(
        is_blank(held) or is_words(held) for held in row
    ):
        return (row,)
    page = max(held.page for held in row if held is not None)
    empty = {held: Held((), page) for held in row if is_words(held)}
    numbers = tuple(empty.get(held, held) for held in row)
    blank = {held: Held((), page) for held in row if not is_words(held)}
    return numbers, tuple(blank.get(held, held) for held in row)
