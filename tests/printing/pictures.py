"""Prints a report as pictures of pages, and lays them on a scanner that is not quite straight."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from tests.printing.reports import PrintedReport
from tests.printing.tables import Cell, Table

FONT = Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc")
needs_font = pytest.mark.skipif(
    not FONT.is_file(), reason="no Chinese font to draw with: install fonts-wqy-microhei"
)
DOTS = 150
_PAGE = (1241, 1754)
_MARGIN, _LETTER, _LEADING, _INSET = 90, 22, 32, 6
# Columns of a table → their widths in pixels.
_WIDTHS = {4: (400, 220, 220, 220), 10: (90, 130, 330, *([72] * 7)), 15: (70,) * 15}


def pages_of(report: PrintedReport) -> list[Image.Image]:
    """The report on pages of A4, a table on one page."""
    pages = [Image.new("L", _PAGE, 255)]
    y = _MARGIN
    for block in (report.title, *report.blocks):
        assert isinstance(block, str | Table)
        height = len(_wrapped(block, _PAGE[0] - 2 * _MARGIN)) * _LEADING
        if isinstance(block, Table):
            height = sum(_heights(block)) + _LEADING
        if y + height > _PAGE[1] - _MARGIN:
            pages.append(Image.new("L", _PAGE, 255))
            y = _MARGIN
        pen = ImageDraw.Draw(pages[-1])
        if isinstance(block, Table):
            draw_table(pen, block, (_MARGIN, y + _LEADING // 2))
        else:
            _write(pen, block, (_MARGIN, y), _PAGE[0] - 2 * _MARGIN)
        y += height + _LEADING // 3
    return pages


def scanned(
    page: Image.Image, *, turned: float = 0.0, blur: float = 0.6, noise: float = 12.0
) -> Image.Image:
    """The page as a scanner gives it, turned by degrees, soft, with grain."""
    turned_page = page.rotate(turned, Image.Resampling.BICUBIC, fillcolor=255)
    soft = turned_page.filter(ImageFilter.GaussianBlur(blur))
    grain = Image.effect_noise(soft.size, noise)
    return ImageChops.add(soft, grain, offset=-128)


def pdf_of(pages: Sequence[Image.Image]) -> bytes:
    """A PDF of pictures and no text."""
    file = io.BytesIO()
    pages[0].save(file, "PDF", resolution=DOTS, save_all=True, append_images=pages[1:])
    return file.getvalue()


def image_of(page: Image.Image, format: str) -> bytes:
    """The page as an image file."""
    file = io.BytesIO()
    page.save(file, format)
    return file.getvalue()


def draw_table(pen: ImageDraw.ImageDraw, table: Table, at: tuple[int, int]) -> None:
    """The table with its upper left corner there."""
    widths, heights = _WIDTHS[table.width], _heights(table)
    tops = [at[1] + sum(heights[:row]) for row in range(len(heights) + 1)]
    for number, row in enumerate(table.rows):
        column = 0
        for cell in row.cells:
            x0 = at[0] + sum(widths[:column])
            column += cell.span
            if cell.below:
                continue
            x1 = at[0] + sum(widths[:column])
            pen.rectangle((x0, tops[number], x1, tops[number + cell.down]), outline=0, width=2)
            _write(pen, cell.text, (x0 + _INSET, tops[number] + _INSET), x1 - x0 - 2 * _INSET)


def _heights(table: Table) -> list[int]:
    widths = _WIDTHS[table.width]
    heights = []
    for row in table.rows:
        column, most = 0, 1
        for cell in row.cells:
            inside = sum(widths[column : column + cell.span]) - 2 * _INSET
            column += cell.span
            if _is_flat(cell):
                most = max(most, len(_wrapped(cell.text, inside)))
        heights.append(most * _LEADING + _INSET)
    return heights


def _is_flat(cell: Cell) -> bool:
    return cell.down == 1 and not cell.below


def _write(pen: ImageDraw.ImageDraw, text: str, at: tuple[int, int], width: int) -> None:
    for number, line in enumerate(_wrapped(text, width)):
        pen.text((at[0], at[1] + number * _LEADING), line, font=_font(), fill=0)


def _wrapped(text: object, width: int) -> list[str]:
    """The lines of a text; a number is never broken."""
    lines = [""]
    for char in str(text) if isinstance(text, str) else "":
        if lines[-1] and not char.isdigit() and _font().getlength(lines[-1] + char) > width:
            lines.append("")
        lines[-1] += char
    return lines


def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, _LETTER)
