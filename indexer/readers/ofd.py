"""An OFD file (GB/T 33190) → Document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.document import Document, Notice
from indexer.readers.assemble import BROKEN
from indexer.readers.ofd_objects import POINTS, Budget, Drawn, draw
from indexer.readers.ofd_package import sheets
from indexer.readers.page import Page
from indexer.readers.page_glyphs import page_of
from indexer.readers.pages import read_pages
from indexer.readers.refusals import Refused

_MOST_UNKNOWN = 0.5
"""Of the letters. Where more have no character there is nothing to search in."""


def read_ofd(data: bytes) -> Document:
    """The Document of an OFD file. Refused if it is damaged, too large or without text."""
    budget = Budget()
    pages: list[Page] = []
    drawings: list[Drawn] = []
    absent = 0
    for sheet in sheets(data):
        drawn = draw(sheet, budget)
        width, height = sheet.width * POINTS, sheet.height * POINTS
        pages.append(
            page_of(sheet.number, width, height, drawn.glyphs, drawn.rules, drawn.pictures)
        )
        drawings.append(drawn)
        absent += sheet.absent
    _check_letters(drawings)
    return read_pages("ofd", pages, notices=tuple(_notices(drawings, absent)))


def _check_letters(drawings: Sequence[Drawn]) -> None:
    """Refuses pages on which there is something to see and nothing to read."""
    letters = [g.text for drawn in drawings for g in drawn.glyphs if not g.text.isspace()]
    if not letters and any(drawn.pictures or drawn.paths for drawn in drawings):
        raise Refused("ofd_pictures", str(len(drawings)))
    unknown = letters.count(BROKEN)
    if unknown > _MOST_UNKNOWN * len(letters):
        raise Refused("ofd_glyphs", f"{len(letters)} 字中 {unknown} 字")


def _notices(drawings: Sequence[Drawn], absent: int) -> Iterator[Notice]:
    if absent:
        yield Notice("part_missing", f"文件内缺少模板页（用到 {absent} 次），其中的内容未能读取。")
    if dangling := sum(drawn.dangling for drawn in drawings):
        message = f"文件内缺少复合图元（用到 {dangling} 次），其中的内容未能读取。"
        yield Notice("part_missing", message)
    if slanted := sum(drawn.slanted for drawn in drawings):
        yield Notice("slanted_text", f"有 {slanted} 个斜排或竖转的字（多为水印），未读入。")
