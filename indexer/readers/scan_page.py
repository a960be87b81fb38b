"""The picture of a page → the Page: ruling lines, cells, and the text that stands in them.

A cell with ink in it whose text was not found is read by itself; if nothing comes of it, a mark
stands there, for a cell is blank only where nothing is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import cv2
import numpy as np

from indexer.readers.limits import SCAN_CELLS
from indexer.readers.page import Box, Page
from indexer.readers.page_glyphs import page_of
from indexer.readers.page_grid import cells_of
from indexer.readers.page_text import UNREAD, Glyph
from indexer.readers.refusals import Refused
from indexer.readers.scan_lines import rules, upright
from indexer.readers.scan_pictures import PagePicture, Pixels
from indexer.readers.scan_words import Word, text_of, words

_FRAME = 4
"""Pixels of a cell at its border, where the ruling line is."""
_FAINTEST, _LEAST_INK = 60, 4
"""How much darker than the paper ink is, and pixels of one stroke. The least is a dash; what is
less is dust and grain."""
_OWN = 0.7
"""Of a text's width that lies in its cell. One with less runs through a line into the next."""
_PAD = 6
"""Pixels of paper around a line that is read by itself."""
_LARGEST = 400
"""Pixels of a cell's height. In a taller one the text is found at once, or it has none."""


def page_of_picture(picture: PagePicture) -> Page:
    """The page as it was scanned, set upright."""
    pixels = upright(picture.pixels)
    drawn = rules(pixels)
    cells = [
        _scaled(box, picture.dots)
        for table in cells_of(_scaled(rule, 1 / picture.dots) for rule in drawn)
        for box in table
    ]
    found = [*_kept(words(pixels), cells)]
    found += _read_alone(pixels, cells, found)
    glyphs = [_glyph(word, picture.dots) for word in found]
    height, width = pixels.shape
    return page_of(
        picture.number,
        width / picture.dots,
        height / picture.dots,
        glyphs,
        (_scaled(rule, 1 / picture.dots) for rule in drawn),
    )


def _kept(found: Iterable[Word], cells: Sequence[Box]) -> Iterable[Word]:
    """The words that stand in one cell, or in none."""
    for word in found:
        shares = [_share(word.box, cell) for cell in cells]
        if max(shares, default=0.0) >= _OWN or sum(shares) < 1 - _OWN:
            yield word


def _share(word: Box, cell: Box) -> float:
    """How much of a word's width stands in a cell, 0 if its middle line is above or below."""
    middle = (word[1] + word[3]) / 2
    if not cell[1] <= middle < cell[3]:
        return 0.0
    within = min(word[2], cell[2]) - max(word[0], cell[0])
    return max(within, 0.0) / max(word[2] - word[0], 1.0)


def _read_alone(pixels: Pixels, cells: Sequence[Box], found: Sequence[Word]) -> list[Word]:
    """The words of the cells that have ink and no word yet."""
    middles = [((w.box[0] + w.box[2]) / 2, (w.box[1] + w.box[3]) / 2) for w in found]
    lines: list[Box] = []
    for cell in cells:
        x0, top, x1, bottom = cell
        if bottom - top > _LARGEST or any(x0 <= x < x1 and top <= y < bottom for x, y in middles):
            continue
        lines += _lines(pixels, cell)
    if len(lines) > SCAN_CELLS:
        raise Refused("too_complex", "一页中识别不出的表格单元过多")
    pieces = [_piece(pixels, line) for line in lines]
    return [Word(text or UNREAD, box) for text, box in zip(text_of(pieces), lines, strict=True)]


def _lines(pixels: Pixels, cell: Box) -> list[Box]:
    """The printed lines in a cell, by the rows of pixels that have ink."""
    x0, top, x1, bottom = (round(side) for side in cell)
    x0, top, x1, bottom = x0 + _FRAME, top + _FRAME, x1 - _FRAME, bottom - _FRAME
    if x1 - x0 < _FRAME or bottom - top < _FRAME:
        return []
    within = pixels[top:bottom, x0:x1]
    dark = (within < np.median(within) - _FAINTEST).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(dark)
    strokes = sorted(
        (y, y + height, x, x + width)
        for x, y, width, height, area in stats[1:].tolist()
        if area >= _LEAST_INK
    )
    bands: list[list[int]] = []
    for y0, y1, left, right in strokes:
        if bands and y0 <= bands[-1][1] + 1:
            last = bands[-1]
            bands[-1] = [last[0], max(last[1], y1), min(last[2], left), max(last[3], right)]
        else:
            bands.append([y0, y1, left, right])
    return [(x0 + left, top + y0, x0 + right, top + y1) for y0, y1, left, right in bands]


def _piece(pixels: Pixels, line: Box) -> Pixels:
    x0, top, x1, bottom = (round(side) for side in line)
    height, width = pixels.shape
    return pixels[
        max(top - _PAD, 0) : min(bottom + _PAD, height), max(x0 - _PAD, 0) : min(x1 + _PAD, width)
    ]


def _glyph(word: Word, dots: float) -> Glyph:
    box = _scaled(word.box, 1 / dots)
    return Glyph(word.text, box, box[3] - box[1])


def _scaled(box: Box, by: float) -> Box:
    x0, top, x1, bottom = box
    return x0 * by, top * by, x1 * by, bottom * by
