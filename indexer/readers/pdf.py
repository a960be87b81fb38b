"""A PDF with text → Document. Pages that are pictures are said; if all are, it is a scan.

So it is where a scanner put text under some of them: the whole is recognised anew, where that is
possible, rather than half of it read.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfplumber.page import Page as Source
from pdfplumber.utils import geometry
from pdfplumber.utils.exceptions import PdfminerException

from indexer.document import Document, Notice
from indexer.readers.assemble import BROKEN
from indexer.readers.limits import PAGES, PAGES_CELLS, PAGES_GLYPHS, SCAN_PAGES
from indexer.readers.ocr_extra import ocr_installed
from indexer.readers.page import Box, Page
from indexer.readers.page_glyphs import page_of
from indexer.readers.page_text import Glyph
from indexer.readers.pages import read_pages
from indexer.readers.pdf_shown import ShownPage, is_pictured, unseen
from indexer.readers.pdf_unmapped import UNMAPPED, letters
from indexer.readers.pictures import under_picture
from indexer.readers.refusals import Refused

# It warns of every font that lacks an entry; what cannot be read is told by us.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

_THICK = 3.0
"""Points. An area that is filled and not outlined is a background, unless it is as thin as this."""
_FEW = 20
"""Characters. A page with fewer, most of which is a picture, has its text in the picture."""
_DRAWN = 300
"""Outlines. A page of few characters with so many draws its letters."""
_WIDE, _TALL = 0.4, 0.05
"""Of the page: a picture that may be one of a table. Seals and emblems are narrower."""
_SLANT = 0.1
_LONGEST, _BLANK = 8, 0x20
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class _Printed:
    """A page, how many characters it has, and whether its text is in a picture, or under one."""

    page: Page
    glyphs: int
    pictured: bool
    under: bool


def read_pdf(data: bytes) -> Document:
    """The Document of a PDF. Refused if it is damaged, locked, too long or a scan."""
    printed = list(_pages(data))
    pictured = [one.page.number for one in printed if one.pictured]
    worded = [one for one in printed if not one.pictured and (one.page.lines or one.page.tables)]
    anew = all(one.under for one in worded) and len(printed) <= SCAN_PAGES and ocr_installed()
    if pictured and (anew or not worded):
        raise Refused("scan")
    notices = []
    if pictured:
        numbers = "、".join(map(str, pictured[:_SHOWN])) + ("等" if pictured[_SHOWN:] else "")
        message = f"第 {numbers} 页是图片，其中的文字和表格未能读取（共 {len(pictured)} 页）。"
        notices.append(Notice("page_as_image", message))
    notices += under_picture([one.page.number for one in printed if one.under])
    return read_pages("pdf", (one.page for one in printed), notices=notices)


def _pages(data: bytes) -> Iterator[_Printed]:
    """The pages one by one."""
    glyphs = cells = 0
    for number, source in enumerate(_sources(data), 1):
        printed = _printed(number, source, data)
        source.close()
        glyphs += printed.glyphs
        cells += sum(len(table.cells) for table in printed.page.tables)
        if glyphs > PAGES_GLYPHS or cells > PAGES_CELLS:
            raise Refused("too_large", f"到第 {number} 页已有 {glyphs} 字、{cells} 个表格单元")
        yield printed


def _sources(data: bytes) -> Iterator[Source]:
    """The pages one by one, parsed. Whatever pdfminer stumbles over is damage of the file."""
    number = 0
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            found = list(islice(PDFPage.create_pages(pdf.doc), PAGES + 1))
            if len(found) > PAGES:
                raise Refused("too_large", f"PDF 超过 {PAGES} 页")
            for number, one in enumerate(found, 1):
                source = ShownPage(pdf, one, number)
                source.objects.values()  # from here on nothing is parsed
                yield source
    except (Refused, MemoryError):
        raise
    except PdfminerException as fault:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in fault.args):
            raise Refused("encrypted") from fault
        raise Refused("damaged", "PDF 结构不完整") from fault
    except Exception as fault:
        where = f"第 {number} 页无法解析" if number else "PDF 结构不完整"
        raise Refused("damaged", where) from fault


def _printed(number: int, source: Source, data: bytes) -> _Printed:
    width, height = float(source.width), float(source.height)
    left, top = float(source.bbox[0]), float(source.bbox[1])

    def placed(thing: dict[str, Any]) -> Box:
        return (
            thing["x0"] - left,
            thing["top"] - top,
            thing["x1"] - left,
            thing["bottom"] - top,
        )

    hidden = unseen(source)
    under = is_pictured(source) and len(hidden) >= _FEW
    left_out = frozenset() if under else frozenset(char["drawn"] for char in hidden)
    shown = [
        char
        for char in source.chars
        if char["drawn"] not in left_out and _is_inside(placed(char), width, height)
    ]
    upright = [char for char in shown if not _is_slanted(char)]
    unmapped = any(UNMAPPED.fullmatch(char["text"]) for char in upright)
    known = letters(data, number, source.bbox, source.rotation) if unmapped else None
    if known and not known.agree((char["text"], placed(char)) for char in upright):
        known = None
    glyphs = []
    for char in upright:
        text, box = char["text"], placed(char)
        if UNMAPPED.fullmatch(text):
            text = (known.at(box) if known else None) or BROKEN
        glyphs.append(Glyph(_plain(text), box, float(char["size"])))
    pictures = [placed(image) for image in source.images]
    few = sum(not glyph.blank for glyph in glyphs) < _FEW
    pictured = few and (is_pictured(source) or len(source.curves) > _DRAWN)
    tables = [box for box in pictures if _may_hold_table(box, width, height)]
    rules = (placed(edge) for edge in _rules(source))
    page = page_of(number, width, height, glyphs, rules, tables, _marks(shown))
    return _Printed(page, len(glyphs), pictured, under)


def _rules(source: Source) -> Iterator[dict[str, Any]]:
    """The sides of what is drawn, but for those of backgrounds."""
    for sides, drawn in (
        (geometry.rect_to_edges, source.rects),
        (geometry.curve_to_edges, source.curves),
    ):
        for thing in drawn:
            thin = min(thing["width"], thing["height"]) <= _THICK
            if thing["stroke"] or thin:
                yield from sides(thing)
    yield from map(geometry.line_to_edge, source.lines)


def _plain(text: str) -> str:
    """What a font says a letter is, on one line; a text in place of a letter is none."""
    if len(text) > _LONGEST:
        return BROKEN
    return "".join(" " if char.isspace() or ord(char) < _BLANK else char for char in text) or " "


def _marks(chars: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    """The text that is printed aslant, each once."""
    text = "".join(char["text"] for char in chars if _is_slanted(char)).strip()
    return (text,) if text else ()


def _is_slanted(char: dict[str, Any]) -> bool:
    a, b, *_ = char["matrix"]
    return bool(abs(b) > _SLANT * abs(a) and abs(a) > _SLANT * abs(b))


def _is_inside(box: Box, width: float, height: float) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return 0 <= x <= width and 0 <= y <= height


def _may_hold_table(box: Box, width: float, height: float) -> bool:
    return box[2] - box[0] > _WIDE * width and box[3] - box[1] > _TALL * height
