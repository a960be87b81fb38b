"""The characters and ruling lines of a page → its lines and tables.

Shared by the formats that say where each character stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from indexer.readers.limits import PAGE_GLYPHS
from indexer.readers.page import Box, Page, PageCell, PageLine, PageTable, around
from indexer.readers.page_grid import cells_of
from indexer.readers.refusals import Refused

_SAME_LINE = 0.5
"""Of the smaller letter's height: how far the middles of two letters of a line may lie apart."""
_WORD_GAP = 0.2
_NUMBER_GAP = 0.6
_WIDE_GAP = 1.2
"""Of the letter's size: what parts two words, two numbers, and two pieces of Chinese text.
Lines that are filled up have gaps between Chinese characters of up to half their size."""
_FRAME = 0.9
"""Of the page's height. What is taller is a frame around its text."""
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]")
_NUMBER = re.compile(r"[\d.,%+]")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character as printed. `size` is that of the letter, not of its box."""

    text: str
    box: Box
    size: float


def page_of(
    number: int,
    width: float,
    height: float,
    glyphs: Sequence[Glyph],
    rules: Iterable[Box],
    pictures: Iterable[Box] = (),
) -> Page:
    """The page that these make. Blank glyphs part words; those of no size are left out."""
    if len(glyphs) > PAGE_GLYPHS:
        raise Refused("too_complex", f"一页超过 {PAGE_GLYPHS} 字")
    tables = [[box for box in cells if _fits(box, height)] for cells in cells_of(rules)]
    places = _Places([cell for cells in tables for cell in cells])
    within: dict[Box, list[Glyph]] = {}
    outside: list[Glyph] = []
    for glyph in glyphs:
        cell = places.at((glyph.box[0] + glyph.box[2]) / 2, (glyph.box[1] + glyph.box[3]) / 2)
        if cell is None:
            outside.append(glyph)
        else:
            within.setdefault(cell, []).append(glyph)
    found = []
    for cells in filter(None, tables):
        drawn = (PageCell(box, _texts(within.get(box, ()))) for box in cells)
        found.append(PageTable(around(cells), tuple(drawn)))
    lines = tuple(_line(row) for row in _rows(outside))
    return Page(number, width, height, lines, tuple(found), tuple(pictures))


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


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _rows(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """The glyphs of each printed line, lines from the top down, glyphs from left to right."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=_middle):
        if row:
            height = min(_height(row[0]), _height(glyph))
            if _middle(glyph) - _middle(row[0]) > _SAME_LINE * height:
                yield from _printed(row)
                row = []
        row.append(glyph)
    yield from _printed(row)


def _printed(row: list[Glyph]) -> Iterator[list[Glyph]]:
    if any(not glyph.text.isspace() for glyph in row):
        yield sorted(row, key=lambda glyph: glyph.box[0])


def _middle(glyph: Glyph) -> float:
    return (glyph.box[1] + glyph.box[3]) / 2


def _height(glyph: Glyph) -> float:
    return glyph.box[3] - glyph.box[1]


def _line(row: Sequence[Glyph]) -> PageLine:
    printed = [glyph for glyph in row if not glyph.text.isspace()]
    box = around(glyph.box for glyph in printed)
    return PageLine(_text(row), box, median(glyph.size for glyph in printed))


def _texts(glyphs: Iterable[Glyph]) -> tuple[str, ...]:
    return tuple(_text(row) for row in _rows(glyphs))


def _text(row: Sequence[Glyph]) -> str:
    """The characters with a space where there is a gap, or where blanks are printed."""
    parts: list[str] = []
    for before, glyph in zip((None, *row), row, strict=False):
        blank = glyph.text.isspace()
        if before is None or before.text.isspace():
            parts.append("" if blank else glyph.text)
        elif blank:
            parts.append(" ")
        else:
            parts.append(" " + glyph.text if _parted(before, glyph) else glyph.text)
    return "".join(parts).strip()


def _parted(before: Glyph, glyph: Glyph) -> bool:
    gap = _WIDE_GAP
    for kind, least in ((_WORD, _WORD_GAP), (_NUMBER, _NUMBER_GAP)):
        if kind.match(before.text[-1:]) and kind.match(glyph.text):
            gap = least
    return glyph.box[0] - before.box[2] > gap * min(before.size, glyph.size)


def _fits(box: Box, height: float) -> bool:
    """Whether a cell is one, and no frame around the page."""
    return box[3] - box[1] < _FRAME * height
