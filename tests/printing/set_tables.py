"""A table set in type: its rows cut by pages, its cells as boxes with lines of text in them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from tests.printing.sheets import Paper, Rule, Run, Sheet, letter_steps, wrapped
from tests.printing.tables import Cell, Table

_PAD = 0.9
_HEADER_ROWS = {10: 3, 15: 3}
"""Columns of a table → rows that a page may repeat."""
_COLUMNS: Mapping[int, Sequence[float]] = {
    4: (2, 1.6, 1.6, 1.6),
    10: (1.2, 1.9, 4, 1.2, 1.2, 1.2, 1.2, 1.2, 1.2, 1.4),
}
"""Columns of a table → how wide they are beside one another; else all are alike."""


@dataclass(slots=True)
class Part:
    """So many lines of one row on one page."""

    row: int
    first: int
    last: int
    top: float
    bottom: float
    cut_above: bool = False
    cut_below: bool = False


@dataclass(frozen=True, slots=True)
class _Placed:
    cell: Cell
    row: int
    col: int
    lines: tuple[str, ...]


class SetTable:
    """A table on paper. `pages` gives its parts on each page; `draw` prints those of one."""

    def __init__(self, table: Table, paper: Paper) -> None:
        shares = _COLUMNS.get(table.width, (1,) * table.width)
        unit = (paper.width - 2 * paper.margin) * paper.narrow / sum(shares)
        self.paper = paper
        self.pitch = paper.cell_size * 1.3
        self.edges = [paper.margin + unit * share for share in accumulate(shares, initial=0)]
        self.placed = list(_placed(table, self.edges, paper.cell_size))
        self.counts = _line_counts(self.placed, len(table.rows))
        self.left = {id(one): list(one.lines) for one in self.placed}
        self.header = _HEADER_ROWS.get(table.width, 0) if paper.repeats_header else 0

    def pages(self, top: float) -> Iterator[list[Part]]:
        """The parts of rows on each page from `top` on; on the first one there may be none."""
        bottom = self.paper.height - self.paper.margin
        parts = list[Part]()
        for row, count in enumerate(self.counts):
            first = 0
            while first < count:
                fit = int((bottom - top - 2 * _PAD) / self.pitch + 0.001)
                whole = fit >= count - first
                if not whole and (fit < 1 or not self.paper.cuts_rows):
                    yield parts
                    top, parts = self.paper.margin, []
                    for again in range(self.header if row >= self.header else 0):
                        tall = self.counts[again] * self.pitch + 2 * _PAD
                        parts.append(Part(again, 0, self.counts[again], top, top + tall))
                        top += tall
                    continue
                last = count if whole else first + fit
                tall = (last - first) * self.pitch + 2 * _PAD
                part = Part(row, first, last, top, top + tall, first > 0, last < count)
                parts.append(part)
                top, first = top + tall, last
                if not whole:
                    yield parts
                    top, parts = self.paper.margin, []
        yield parts

    def draw(self, sheet: Sheet, parts: Sequence[Part], *, again: bool) -> None:
        """Prints the parts of one page; `again`: the rows at its top have been printed before."""
        paper, pitch, edges, left = self.paper, self.pitch, self.edges, self.left
        repeated = self.header if again and parts[-1].row >= self.header else 0
        for one in self.placed:
            own = [p for p in parts if one.row <= p.row < one.row + one.cell.down]
            if not own:
                continue
            x0, x1 = edges[one.col], edges[one.col + one.cell.span]
            y0, y1 = own[0].top, own[-1].bottom
            fit = int((y1 - y0 - 2 * _PAD) / pitch + 0.001)
            if one.row < repeated:
                lines = list(one.lines)
            elif one.cell.down == 1:
                lines = list(one.lines[own[0].first : own[0].last])
            else:
                going_on = own[-1].row < one.row + one.cell.down - 1 or own[-1].cut_below
                lines = left[id(one)][:fit] if going_on else left[id(one)]
                assert len(lines) <= fit, "a label is taller than its cell"
                left[id(one)] = left[id(one)][len(lines) :]
            shift = (fit - len(lines)) * pitch / 2 if paper.centred else 0.0
            for at, line in enumerate(lines):
                steps = letter_steps(line, paper.cell_size)
                x = x0 + _PAD + (max(0, x1 - x0 - 2 * _PAD - sum(steps)) / 2) * paper.centred
                y = y0 + _PAD + shift + at * pitch + paper.cell_size
                sheet.runs.append(Run(line, x, y, paper.cell_size, steps))
            sheet.rules += [Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1)]
            if not (paper.open_cuts and own[0].cut_above):
                sheet.rules.append(Rule(x0, y0, x1, y0))
            if not (paper.open_cuts and own[-1].cut_below):
                sheet.rules.append(Rule(x0, y1, x1, y1))


def _placed(table: Table, edges: Sequence[float], size: float) -> Iterator[_Placed]:
    for number, row in enumerate(table.rows):
        col = 0
        for cell in row.cells:
            if not cell.below:
                wide = edges[col + cell.span] - edges[col] - 2 * _PAD
                written = cell.text.split("\n") if cell.text else []
                lines = (part for line in written for part in wrapped(line, wide, size))
                yield _Placed(cell, number, col, tuple(lines))
            col += cell.span


def _line_counts(placed: Sequence[_Placed], rows: int) -> list[int]:
    """How many lines each row is tall, so that merged cells have room as well."""
    counts = [1] * rows
    for one in placed:
        if one.cell.down == 1:
            counts[one.row] = max(counts[one.row], len(one.lines))
    for one in placed:
        covered = range(one.row, one.row + one.cell.down)
        lacking = len(one.lines) - sum(counts[row] for row in covered)
        if lacking > 0:
            counts[covered[-1]] += lacking
    return counts
