"""The letters of a PDF page whose font does not say which they are, as pdfium reads them.

Browsers keep such letters beside the printed ones (ActualText), where pdfminer does not look.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import pypdfium2

from indexer.readers.page import Box

UNMAPPED = re.compile(r"\(cid:\d+\)")
_MOST = 60_000
_STEP, _LARGEST, _CROWD = 8.0, 200.0, 64
"""Points of a square of the page, points of a letter, and letters in a square. Where there is more,
no letter is told from the others."""

_Placed = tuple[float, float, str]


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters with the middles of their boxes, by the square of the page that they are in."""

    squares: Mapping[tuple[int, int], Sequence[_Placed]]

    def at(self, box: Box) -> str | None:
        """The one letter that stands in the box."""
        x0, top, x1, bottom = box
        if max(x1 - x0, bottom - top) > _LARGEST:
            return None
        found: list[str] = []
        for square in product(_steps(x0, x1), _steps(top, bottom)):
            within = self.squares.get(square, ())
            if len(within) > _CROWD:
                return None
            found += (text for x, y, text in within if x0 <= x <= x1 and top <= y <= bottom)
        return found[0] if len(found) == 1 else None

    def agree(self, known: Iterable[tuple[str, Box]]) -> bool:
        """Whether none of these digits, whose font says what they are, is another one here."""
        return all(self.at(box) in (None, text) for text, box in known if text.isdigit())


def letters(data: bytes, number: int, bbox: Box, rotation: int) -> Letters:
    """The letters of one page, places from its upper left corner as it is shown.

    There are none if pdfium cannot open it. `bbox` and `rotation` are those of pdfplumber.
    """
    squares: dict[tuple[int, int], list[_Placed]] = defaultdict(list)
    try:
        with pypdfium2.PdfDocument(data) as document:
            text = document[number - 1].get_textpage()
            for at in range(min(text.count_chars(), _MOST)):
                left, bottom, right, top = text.get_charbox(at)
                letter = text.get_text_range(at, 1)
                if len(letter) == 1 and letter.isprintable() and not letter.isspace():
                    x, y = _shown((left + right) / 2, (top + bottom) / 2, bbox, rotation)
                    squares[int(x // _STEP), int(y // _STEP)].append((x, y, letter))
    except pypdfium2.PdfiumError:
        return Letters({})
    return Letters(squares)


def _steps(start: float, end: float) -> range:
    return range(int(start // _STEP), int(end // _STEP) + 1)


def _shown(x: float, y: float, bbox: Box, rotation: int) -> tuple[float, float]:
    """A place of the file's own axes, y upward, on the page as it is turned."""
    width, height = bbox[2] - bbox[0], bbox[3] - bbox[1]
    start, end = bbox[0], height - bbox[3]
    if rotation in (90, 270):
        across, along = y - start, x - end
        return (across, along) if rotation == 90 else (width - across, height - along)
    across, along = x - start, y - end
    return (width - across, along) if rotation == 180 else (across, height - along)
