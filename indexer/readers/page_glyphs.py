"""The characters and ruling lines of a page → its lines and tables.

Shared by the formats that say where each character stands.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from statistics import median

from indexer.readers.limits import PAGE_GLYPHS
from indexer.readers.page import Box, Page, PageCell, PageLine, PageTable, around
from indexer.readers.page_grid import cells_of
from indexer.readers.page_text import NO_START, Glyph, columns, divided, latin, once, rows, text_of
from indexer.readers.refusals import Refused

_APART = "\t"
"""What stands in a cell between two numbers, so that nobody reads them as one."""
_FRAME = 0.9
"""Of the page's height. What is taller is a frame around its text."""
_MARGINS = 12.0
"""Points. What a cell's text at most keeps away from its two sides, in Word and in browsers."""


def page_of(
    number: int,
    width: float,
    height: float,
    glyphs: Sequence[Glyph],
    rules: Iterable[Box],
    pictures: Iterable[Box] = (),
    marks: Iterable[str] = (),
) -> Page:
    """The page that these make. A letter printed twice to look bold is read once."""
    if len(glyphs) > PAGE_GLYPHS:
        raise Refused("too_complex", f"一页超过 {PAGE_GLYPHS} 字")
    tables = [
        [box for box in cells if box[3] - box[1] < _FRAME * height] for cells in cells_of(rules)
    ]
    places = _Places([cell for cells in tables for cell in cells])
    within: dict[Box, list[Glyph]] = {}
    outside: list[Glyph] = []
    for row in rows(once(glyphs)):
        for cell, glyph in _placed(row, places):
            if cell is None:
                outside.append(glyph)
            else:
                within.setdefault(cell, []).append(glyph)
    lines = tuple(_line(piece) for row in rows(outside) for piece in columns(row))
    found = tuple(_table(cells, within) for cells in tables if cells)
    return Page(number, width, height, lines, found, tuple(pictures), tuple(marks))


class _Places:
    """Which cell a point lies in; of several the smallest."""

    def __init__(self, cells: Sequence[Box]) -> None:
        self._edges = sorted({y for cell in cells for y in (cell[1], cell[3])})
        self._bands: list[list[Box]] = [[] for _ in self._edges]
        for cell in sorted(cells, key=_area):
            for band in range(bisect_right(self._edges, cell[1]) - 1, len(self._edges)):
                if self._edges[band] >= cell[3]:
                    break
                self._bands[band].append(cell)

    def at(self, x: float, y: float) -> Box | None:
        band = bisect_right(self._edges, y) - 1
        if band < 0:
            return None
        return next((cell for cell in self._bands[band] if cell[0] <= x < cell[2]), None)


def _placed(row: Sequence[Glyph], places: _Places) -> list[tuple[Box | None, Glyph]]:
    """The glyphs of a printed line, each with its cell."""
    placed = [(places.at(*glyph.middle), glyph) for glyph in row]
    printed = [at for at, glyph in enumerate(row) if not glyph.blank]
    for at, after in pairwise(printed):
        (left, one), (right, other) = placed[at], placed[after]
        border = left[2] if left else right[0] if right else None
        if border is not None and left != right:
            one, other = divided(one, other, border)
            placed[at], placed[after] = (left, one), (right, other)
    return placed


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _line(row: Sequence[Glyph]) -> PageLine:
    printed = [glyph for glyph in row if not glyph.blank]
    box = around(glyph.box for glyph in printed)
    return PageLine(text_of(row), box, median(glyph.size for glyph in printed))


def _table(cells: Sequence[Box], within: Mapping[Box, list[Glyph]]) -> PageTable:
    printed = {box: list(rows(within.get(box, ()))) for box in cells}
    free = [_free(box, row) for box, lines in printed.items() for row in lines]
    margins = min((_MARGINS, *(space for space in free if space > 0)))
    return PageTable(around(cells), tuple(_cell(box, printed[box], margins) for box in cells))


def _cell(box: Box, printed: Sequence[Sequence[Glyph]], margins: float) -> PageCell:
    """The cell's lines. Where one is so full that the next character did not fit, they are one."""
    lines: list[str] = []
    full = False
    for before, row in zip((None, *printed), printed, strict=False):
        text = text_of(row, _APART)
        if before is not None and _is_full(box, before, _next(before, row), margins):
            parted = before[-1].blank or latin(lines[-1], text)
            lines[-1] += " " + text if parted else text
        else:
            lines.append(text)
        full = _is_full(box, row, row[-1:], margins)
    return PageCell(box, tuple(lines), full)


def _is_full(box: Box, row: Sequence[Glyph], following: Sequence[Glyph], margins: float) -> bool:
    return _free(box, row) < margins + following[-1].box[2] - following[0].box[0]


def _next(before: Sequence[Glyph], row: Sequence[Glyph]) -> Sequence[Glyph]:
    """What would have had to fit on the line before: a character, behind a blank a word."""
    if not before[-1].blank:
        return row[:2] if len(row) > 1 and row[1].text in NO_START else row[:1]
    end = next((at for at, glyph in enumerate(row) if glyph.blank), len(row))
    return row[: max(end, 1)]


def _free(box: Box, row: Sequence[Glyph]) -> float:
    printed = [glyph for glyph in row if not glyph.blank]
    return box[2] - box[0] - (printed[-1].box[2] - printed[0].box[0])
