"""What pages show of tables → whole tables."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from indexer.readers.grid import check_size
from indexer.readers.page import PageTable
from indexer.readers.pieces import Line, RawCell, RawTable

_NEAR = 3.0
"""Points. Edges of cells that lie no farther apart are one edge."""


def grid_of(table: PageTable, page: int) -> RawTable:
    """A drawn table as a grid: a merged cell stands at each place it covers."""
    xs = edges(x for cell in table.cells for x in (cell.box[0], cell.box[2]))
    ys = edges(y for cell in table.cells for y in (cell.box[1], cell.box[3]))
    check_size(len(ys) - 1, len(xs) - 1)
    rows: list[list[RawCell | None]] = [[None] * (len(xs) - 1) for _ in ys[1:]]
    for cell in table.cells:
        raw = RawCell(tuple(map(Line, cell.lines)))
        for row in rows[nearest(ys, cell.box[1]) : nearest(ys, cell.box[3])]:
            for column in range(nearest(xs, cell.box[0]), nearest(xs, cell.box[2])):
                row[column] = raw
    return RawTable(tuple(map(tuple, rows)), page)


def edges(places: Iterable[float]) -> list[float]:
    """The places in order, those that lie near one another once."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _NEAR:
            kept.append(place)
    return kept


def nearest(places: Sequence[float], place: float) -> int:
    """The number of the place that lies nearest."""
    after = bisect_right(places, place)
    around = [at for at in (after - 1, after) if 0 <= at < len(places)]
    return min(around, key=lambda at: abs(places[at] - place))
