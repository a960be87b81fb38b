"""What one page shows of a table → rows of cells on the edges of its columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from indexer.readers.grid import check_size
from indexer.readers.page import PageTable
from indexer.readers.page_text import latin

_NEAR = 3.0
"""Points. Edges of cells that lie no farther apart are one edge."""


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """What a cell holds. Compared by identity: a merged cell is one object at several places.

    `page` is the one on which it begins.
    """

    lines: tuple[str, ...]
    page: int
    runs_on: bool = False

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def followed(self, rest: Held) -> Held:
        """This cell with its rest from the next page. Digits join only where the line was full."""
        if not self.lines or not rest.lines:
            return rest if rest.lines else self
        before, after = self.lines[-1], rest.lines[0]
        if not self.runs_on or latin(before, after):
            lines = (*self.lines, *rest.lines)
        else:
            lines = (*self.lines[:-1], before + after, *rest.lines[1:])
        return Held(lines, self.page, rest.runs_on)


Row = tuple[Held | None, ...]


@dataclass(frozen=True, slots=True)
class Fragment:
    """Rows on column edges; `xs` has one edge more than a row has places."""

    xs: tuple[float, ...]
    rows: tuple[Row, ...]

    def onto(self, xs: Sequence[float]) -> Fragment:
        """The same on edges of which its own are some."""
        at = [_nearest(xs, x) for x in self.xs]
        wide = [right - left for left, right in pairwise(at)]
        rows = tuple(
            tuple(held for held, width in zip(row, wide, strict=True) for _ in range(width))
            for row in self.rows
        )
        return Fragment(tuple(xs), rows)

    def changed(self, old: Held, new: Held) -> Fragment:
        """The same with one cell in another's place."""
        rows = (tuple(new if held is old else held for held in row) for row in self.rows)
        return replace(self, rows=tuple(rows))


def fragment_of(table: PageTable, page: int) -> Fragment:
    """A table as it is drawn on a page: a merged cell stands at each place it covers.

    A band into which cells reach from above, and in which nothing printed begins, is no row: lines
    that are drawn a little apart, or end at a cut, make such.
    """
    xs = edges(x for cell in table.cells for x in (cell.box[0], cell.box[2]))
    ys = edges(y for cell in table.cells for y in (cell.box[1], cell.box[3]))
    check_size(len(ys) - 1, len(xs) - 1)
    rows: list[list[Held | None]] = [[None] * (len(xs) - 1) for _ in ys[1:]]
    for cell in table.cells:
        held = Held(cell.lines, page, cell.runs_on)
        top, bottom = _nearest(ys, cell.box[1]), _nearest(ys, cell.box[3])
        for row in rows[top:bottom]:
            for column in range(_nearest(xs, cell.box[0]), _nearest(xs, cell.box[2])):
                row[column] = held
    kept: list[Row] = []
    for at, row in enumerate(rows):
        reaching = set(rows[at - 1] if at else ()) - {None}
        begun = [held for held in row if held not in reaching]
        if len(begun) == len(row) or any(held and held.lines for held in begun):
            kept.append(tuple(row))
    return Fragment(tuple(xs), tuple(kept))


def cells_in(row: Row) -> list[tuple[int, int, Held | None]]:
    """The cells of a row, each with the places where it begins and ends."""
    found: list[tuple[int, int, Held | None]] = []
    for at, held in enumerate(row):
        if found and held is not None and found[-1][2] is held:
            found[-1] = (found[-1][0], at + 1, held)
        else:
            found.append((at, at + 1, held))
    return found


def edges(places: Iterable[float]) -> list[float]:
    """The places in order, those that lie near one another once."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _NEAR:
            kept.append(place)
    return kept


def _nearest(places: Sequence[float], place: float) -> int:
    after = bisect_right(places, place)
    around = [at for at in (after - 1, after) if 0 <= at < len(places)]
    return min(around, key=lambda at: abs(places[at] - place))
