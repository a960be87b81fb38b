"""An OFD file (GB/T 33190) → Document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from indexer.document import Document, Notice
from indexer.readers.assemble import BROKEN
from indexer.readers.ofd_objects import POINTS, Budget, Drawn, draw
from indexer.readers.ofd_package import Sheet, sheets
from indexer.readers.page import Page
from indexer.readers.page_glyphs import page_of
from indexer.readers.pages import read_pages
from indexer.readers.pictures import under_picture
from indexer.readers.refusals import Refused

_MOST_UNKNOWN = 0.5
"""Of the letters. Where more have no character there is nothing to search in."""


@dataclass(slots=True)
class _Tally:
    """What was met on all pages: `seen` objects that are no text, `absent` templates."""

    letters: int = 0
    unknown: int = 0
    seen: int = 0
    absent: int = 0
    dangling: int = 0
    covered: list[int] = field(default_factory=list)

    def add(self, sheet: Sheet, drawn: Drawn) -> None:
        letters = [glyph.text for glyph in drawn.glyphs if not glyph.text.isspace()]
        self.letters += len(letters)
        self.unknown += letters.count(BROKEN)
        self.seen += len(drawn.pictures) + drawn.paths
        self.absent += sheet.absent
        self.dangling += drawn.dangling
        self.covered += [sheet.number] if drawn.covered else []


def read_ofd(data: bytes) -> Document:
    """The Document of an OFD file. Refused if it is damaged, too large or without text."""
    budget, tally = Budget(), _Tally()
    pages: list[Page] = []
    for sheet in sheets(data):
        drawn = draw(sheet, budget)
        tally.add(sheet, drawn)
        size = sheet.width * POINTS, sheet.height * POINTS
        pages.append(
            page_of(sheet.number, *size, drawn.glyphs, drawn.rules, drawn.pictures, drawn.marks)
        )
    if tally.seen and not tally.letters:
        raise Refused("ofd_pictures", str(len(pages)))
    if tally.unknown > _MOST_UNKNOWN * tally.letters:
        raise Refused("ofd_glyphs", f"{tally.letters} 字中 {tally.unknown} 字")
    return read_pages("ofd", pages, notices=tuple(_notices(tally)))


def _notices(tally: _Tally) -> Iterator[Notice]:
    for name, count in (("模板页", tally.absent), ("复合图元", tally.dangling)):
        if count:
            message = f"文件内缺少{name}（用到 {count} 次），其中的内容未能读取。"
            yield Notice("part_missing", message)
    yield from under_picture(tally.covered)
