"""Characters with their places → printed lines, and the text of a line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from indexer.readers.page import Box
from indexer.readers.pieces import lowered, raised

_SAME_LINE = 0.5
"""Of the smaller letter's height: how far the middles of two letters of a line may lie apart."""
_WORD_GAP, _NUMBER_GAP, _WIDE_GAP, _COLUMN_GAP = 0.2, 0.6, 1.2, 2.5
"""Of the letter's size: what parts two words, two numbers, two pieces of Chinese text, and two
columns of a page. Lines that are filled up have gaps between Chinese characters of up to half
their size."""
NO_START = frozenset("，。、；：？！）》】”’,.;:?!)%")
"""Printed at the head of no line, so that the character before goes down with them."""
UNREAD = "〓"
"""What printers set for a letter that they do not have."""
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]")
_NUMBER = re.compile(r"[\d.,%+]")
_FIGURE = re.compile(r"[\d.,%+\-−–—]")
_RUN = 0.1
"""Of the letter's size. Letters that lie no farther apart were printed in one go. Browsers make
cells as narrow as their numbers, which then lie 0.18 apart."""
_LEAST = 0.5
"""Points. Smaller letters are not printed."""
_TWICE, _OVER, _CROWD = 0.2, 0.4, 8
"""The same letter printed again is bold print if it lies no farther off than this part of its size,
and than this part of its width: narrow digits stand as close, each on its own. It is compared with
the last few of what lies there."""
_SMALL, _SHIFT = 0.75, 0.1
"""Of the largest letter's size: what a footnote's mark has at most, and how high it is set at
least."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character as printed. `size` is that of the letter, not of its box."""

    text: str
    box: Box
    size: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2

    @property
    def blank(self) -> bool:
        return self.text.isspace()


def once(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """The glyphs without those that are printed over themselves to look bold."""
    seen: dict[tuple[str, int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        reach = _TWICE * max(glyph.size, _LEAST)
        x, y = int(glyph.box[0] // reach), int(glyph.box[1] // reach)
        near = (
            other
            for a, b in product((-1, 0, 1), repeat=2)
            for other in seen.get((glyph.text, x + a, y + b), ())[-_CROWD:]
        )
        if glyph.blank or not any(_covers(glyph, other, reach) for other in near):
            yield glyph
        seen[glyph.text, x, y].append(glyph)


def _covers(one: Glyph, other: Glyph, reach: float) -> bool:
    aside, below = (abs(one.box[at] - other.box[at]) for at in (0, 1))
    return below <= reach and aside <= min(reach, _OVER * min(_width(one), _width(other)))


def rows(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """The glyphs of each printed line, lines from the top down, glyphs from left to right."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.middle[1]):
        if row:
            height = min(_height(row[0]), _height(glyph))
            if glyph.middle[1] - row[0].middle[1] > _SAME_LINE * height:
                yield from _printed(row)
                row = []
        row.append(glyph)
    yield from _printed(row)


def columns(row: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """The pieces of a line that stand far apart, blanks between them printed or not."""
    piece: list[Glyph] = []
    for glyph in row:
        if piece and glyph.box[0] - piece[-1].box[2] > _COLUMN_GAP * _size(piece[-1], glyph):
            yield from _printed(piece)
            piece = []
        piece.append(glyph)
    yield from _printed(piece)


def divided(before: Glyph, after: Glyph, line: float) -> tuple[Glyph, Glyph]:
    """Two letters that follow one another on both sides of a ruling line, as their cells have them.

    A number that runs across the line is none in either cell: a mark stands where it was divided.
    """
    figures = _FIGURE.fullmatch(before.text), _FIGURE.fullmatch(after.text)
    size = _size(before, after)
    crosses = before.box[2] > line + _RUN * size or after.box[0] < line - _RUN * size
    reach = _NUMBER_GAP if crosses else _RUN
    if not any(figures) or after.box[0] - before.box[2] > reach * size:
        return before, after
    return (
        replace(before, text=before.text + UNREAD) if figures[0] else before,
        replace(after, text=UNREAD + after.text) if figures[1] else after,
    )


def text_of(row: Sequence[Glyph], apart: str = " ") -> str:
    """The characters with a space where there is a gap, or where blanks are printed.

    `apart` stands between two numbers.
    """
    parts: list[str] = []
    printed: Glyph | None = None
    letters = [glyph for glyph in row if not glyph.blank]
    largest = max(letters, key=lambda glyph: glyph.size) if letters else None
    for before, glyph in zip((None, *row), row, strict=False):
        text = _shifted(glyph, largest) if largest else glyph.text
        if glyph.blank:
            continue
        if printed is None or before is None:
            parts.append(text)
        elif _are_two_numbers(printed, glyph):
            parts.append(apart + text)
        else:
            parts.append(" " + text if before.blank or _parted(before, glyph) else text)
        printed = glyph
    return "".join(parts).strip()


def latin(before: str, after: str) -> bool:
    """Whether a line that goes on in the next does so with a new word."""
    return bool(_WORD.match(before[-1:]) and _WORD.match(after[:1]))


def _shifted(glyph: Glyph, largest: Glyph) -> str:
    """The text of a glyph; of a small one set high or low with characters that say so."""
    shift = largest.middle[1] - glyph.middle[1]
    if glyph.size > _SMALL * largest.size or abs(shift) < _SHIFT * largest.size:
        return glyph.text
    return raised(glyph.text) if shift > 0 else lowered(glyph.text)


def _are_two_numbers(before: Glyph, glyph: Glyph) -> bool:
    return bool(
        _NUMBER.match(before.text[-1:])
        and _NUMBER.match(glyph.text)
        and glyph.box[0] - before.box[2] > _NUMBER_GAP * _size(before, glyph)
    )


def _parted(before: Glyph, glyph: Glyph) -> bool:
    gap = _WIDE_GAP
    for kind, least in ((_WORD, _WORD_GAP), (_NUMBER, _NUMBER_GAP)):
        if kind.match(before.text[-1:]) and kind.match(glyph.text):
            gap = least
    return glyph.box[0] - before.box[2] > gap * _size(before, glyph)


def _printed(row: list[Glyph]) -> Iterator[list[Glyph]]:
    if not all(glyph.blank for glyph in row):
        yield sorted(row, key=lambda glyph: glyph.box[0])


def _height(glyph: Glyph) -> float:
    return glyph.box[3] - glyph.box[1]


def _width(glyph: Glyph) -> float:
    return glyph.box[2] - glyph.box[0]


def _size(one: Glyph, other: Glyph) -> float:
    return min(one.size, other.size)
