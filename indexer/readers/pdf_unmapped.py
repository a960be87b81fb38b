"""The letters of a PDF page whose font does not say which they are, as pdfium reads them.

Browsers keep such letters beside the printed ones (ActualText), where pdfminer does not look.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pypdfium2

from indexer.readers.page import Box

UNMAPPED = re.compile(r"\(cid:\d+\)")
_MOST = 60_000


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters with the middles of their boxes."""

    placed: tuple[tuple[float, float, str], ...]

    def at(self, box: Box) -> str | None:
        """The one letter that stands in the box."""
        x0, top, x1, bottom = box
        found = [text for x, y, text in self.placed if x0 <= x <= x1 and top <= y <= bottom]
        return found[0] if len(found) == 1 else None


def letters(data: bytes, number: int, height: float) -> Letters:
    """The letters of one page, boxes from the upper left corner. None if pdfium cannot open it."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return Letters(())
    try:
        text = document[number - 1].get_textpage()
        placed = []
        for at in range(min(text.count_chars(), _MOST)):
            left, bottom, right, top = text.get_charbox(at)
            letter = text.get_text_range(at, 1)
            if len(letter) == 1 and letter.isprintable() and not letter.isspace():
                placed.append(((left + right) / 2, height - (top + bottom) / 2, letter))
        return Letters(tuple(placed))
    finally:
        document.close()
