"""How text is laid in cells of a terminal: Han characters are two cells wide, others one.

Text of reports is printed through `tidy`, so nothing in a report can steer the terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from indexer.document import Span
from indexer.text import HAN_RANGES

_CJK = re.compile(rf"[{HAN_RANGES}\u2018-\u201d\u2026\u3000-\u303f\uff00-\uffef]")
_WHITE = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_BREAK = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
# Terminals would reorder what follows these.
_STEERING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NO_START = frozenset("，。、；：！？）》〉」』】〕”’…,.;:!?)]}%％")
_NO_END = frozenset("（《〈「『【〔“‘([{")
_LATIN = re.compile(rf"[^\s{HAN_RANGES}\u2010-\u303f\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class Tidy:
    """A text fit to print, and where each character of the original went in it.

    `places` has one entry more than the original has characters.
    """

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """The characters printed for this span of the original."""
        last = len(self.places) - 1
        return self.places[min(start, last)], self.places[min(end, last)]


def tidy(text: str) -> Tidy:
    """The text without line breaks and control characters.

    Layout that a source put between Han characters vanishes; elsewhere it is one space.
    """
    if not (_WHITE.search(text) or _STEERING.search(text)):
        return Tidy(text, range(len(text) + 1))
    pieces: list[str] = []
    places: list[int] = []
    length = place = 0
    for white in _WHITE.finditer(text):
        length = _take(text[place : white.start()], pieces, places, length)
        run, place = white.group(), white.end()
        piece = _instead(text, white)
        places.extend(min(length + i, length + len(piece)) for i in range(len(run)))
        pieces.append(piece)
        length += len(piece)
    length = _take(text[place:], pieces, places, length)
    return Tidy("".join(pieces), (*places, length))


def _take(text: str, pieces: list[str], places: list[int], length: int) -> int:
    for char in text:
        places.append(length)
        if not _STEERING.match(char):
            pieces.append(char)
            length += 1
    return length


def _instead(text: str, white: re.Match[str]) -> str:
    """What is printed for a run of white space and control characters."""
    if white.start() == 0 or white.end() == len(text):
        return ""
    if _BREAK.search(white.group()):
        return "" if _CJK.search(text[white.start() - 1] + text[white.end()]) else " "
    return " " if _CONTROL.search(white.group()) else white.group()


def plain(text: str | None) -> str:
    """The text fit to print on one line."""
    return tidy(text).text if text else ""


def _may_break(text: str, place: int) -> bool:
    """Whether a line may end before the character at `place`."""
    before, after = text[place - 1], text[place]
    if after in _NO_START or before in _NO_END:
        return False
    return not (_LATIN.match(before) and _LATIN.match(after))


def wrap(text: str, width: int | None) -> Iterator[Span]:
    """The spans of the lines into which the text goes, each at most `width` cells.

    A line breaks where Chinese setting allows: not before 。or after （, not inside a Latin word,
    unless the line has no such place. Without a width the text is one line.
    """
    if width is None:
        yield 0, len(text)
        return
    width = max(2, width)
    start = 0
    while start < len(text):
        end, cells = start, 0
        while end < len(text) and cells + (wide := cell_len(text[end])) <= width:
            cells += wide
            end += 1
        end = max(end, start + 1)
        if end < len(text):
            fits = (at for at in range(end, start, -1) if _may_break(text, at))
            end = next(fits, end)
        yield start, end
        start = end
        while start < len(text) and text[start] == " ":
            start += 1


def pad(text: str, width: int, right: bool = False) -> str:
    """The text filled with spaces to `width` cells, before it with `right`."""
    fill = " " * max(0, width - cell_len(text))
    return fill + text if right else text + fill


def first_cells(text: str, width: int) -> str:
    """As much of the beginning as `width` cells hold, with what is written onto its last letter."""
    end = cells = 0
    while end < len(text) and cells + (wide := cell_len(text[end])) <= width:
        cells += wide
        end += 1
    return text[:end]


def last_cells(text: str, width: int) -> str:
    """As much of the end as `width` cells hold; it begins with a letter of its own."""
    start, cells = len(text), 0
    while start and cells + (wide := cell_len(text[start - 1])) <= width:
        cells += wide
        start -= 1
    while start < len(text) and not cell_len(text[start]):
        start += 1
    return text[start:]
