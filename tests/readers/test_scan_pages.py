"""Pages of a scan are set upright, their cells found, and nothing on them is unpacked unbounded."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest
from PIL import Image, ImageDraw

from indexer.readers import limits
from indexer.readers.ocr_extra import ocr_installed
from indexer.readers.page import Box
from indexer.readers.page_grid import cells_of
from indexer.readers.refusals import Refused
from tests.printing.pictures import DOTS, draw_table, image_of, pdf_of, scanned
from tests.printing.tables import plain_table, table_four

WITHOUT = "rapidocr is not installed: pip install -e .[ocr]"
pictures = pytest.importorskip("indexer.readers.scan_pictures", reason=WITHOUT)
lines = pytest.importorskip("indexer.readers.scan_lines", reason=WITHOUT)

POINT = DOTS / 72


def drawn(rows: int = 8) -> Image.Image:
    """A page with a table of empty cells, and dots that are no lines."""
    page = Image.new("L", (1241, 1754), 255)
    pen = ImageDraw.Draw(page)
    draw_table(pen, plain_table([[""] * 4] * rows), (90, 200))
    for x in range(100, 1100, 30):
        pen.rectangle((x, 900, x + 15, 915), fill=0)
    return page


def cells(page: Image.Image) -> list[list[Box]]:
    """The cells found on a page, in points."""
    found = lines.rules(lines.upright(pixels(page)))
    return cells_of(tuple(side / POINT for side in rule) for rule in found)


def pixels(page: Image.Image) -> object:
    [picture] = pictures.page_pictures(image_of(page, "TIFF"))
    return picture.pixels


def test_what_is_installed_is_told_without_loading_it() -> None:
    told = "import sys; from indexer.readers.ocr_extra import ocr_installed as told;"
    told += "print(told(), 'rapidocr' in sys.modules, 'onnxruntime' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)

    assert done.stdout.split() == [str(ocr_installed()), "False", "False"]


@pytest.mark.slow
@pytest.mark.parametrize("turned", [-3.0, -0.7, 0.0, 0.4, 1.5, 4.0])
def test_the_cells_of_a_page_that_lies_askew_are_found(turned: float) -> None:
    [table] = cells(scanned(drawn(), turned=turned))

    assert len(table) == 8 * 4
    tops = sorted(top for _, top, _, _ in table)
    for row in range(8):
        assert tops[4 * row + 3] - tops[4 * row] < 1.5


def test_a_merged_cell_is_one() -> None:
    page = Image.new("L", (1241, 1754), 255)
    draw_table(ImageDraw.Draw(page), table_four({}), (90, 200))

    [table] = cells(scanned(page, turned=0.8))

    # 2 heads, 5 tall labels and 2 heads, 10 labels, 15 values.
    assert len(table) == 2 + 5 + 2 + 10 + 15


def test_a_page_of_text_is_set_upright_by_its_lines() -> None:
    page = Image.new("L", (1241, 1754), 255)
    pen = ImageDraw.Draw(page)
    for y in range(200, 1200, 40):
        for x in range(120, 1100, 24):
            pen.rectangle((x, y, x + 14, y + 18), fill=0)

    level = lines.upright(pixels(page.rotate(1.3, fillcolor=255)))

    rows = lines.ink(level).sum(axis=1) > 0
    starts = [y for y in range(1, len(rows)) if rows[y] and not rows[y - 1]]
    assert len(starts) == 25  # at 1.3 degrees the lines run into one another


def test_strokes_of_letters_are_no_lines() -> None:
    page = Image.new("L", (1241, 1754), 255)
    pen = ImageDraw.Draw(page)
    for x in range(100, 1100, 40):
        pen.rectangle((x, 300, x + 24, 302), fill=0)
        pen.rectangle((x, 300, x + 2, 326), fill=0)

    assert cells(page) == []


@pytest.mark.parametrize("format", ["PNG", "JPEG", "TIFF"])
def test_an_image_is_a_page_of_a4(format: str) -> None:
    [picture] = pictures.page_pictures(image_of(drawn(), format))

    assert picture.pixels.shape == (1754, 1241)
    assert picture.pixels.shape[0] / picture.dots == pytest.approx(841.9)


def test_a_large_page_is_read_less_finely() -> None:
    [picture] = pictures.page_pictures(image_of(Image.new("L", (5000, 7000), 255), "PNG"))

    assert picture.pixels.shape == (2000, 1429)


def test_the_pages_of_a_pdf_come_in_order() -> None:
    pages = [drawn(rows) for rows in (2, 5, 3)]

    found = list(pictures.page_pictures(pdf_of(pages)))

    assert [picture.number for picture in found] == [1, 2, 3]
    counts = [len(cells_of(_points(lines.rules(one.pixels), one.dots))[0]) for one in found]
    assert counts == [8, 20, 12]


def _points(rules: list[Box], dots: float) -> list[Box]:
    return [(a / dots, b / dots, c / dots, d / dots) for a, b, c, d in rules]


def refused(data: bytes) -> str:
    with pytest.raises(Refused) as error:
        list(pictures.page_pictures(data))
    return error.value.refusal.code


def test_too_many_pages_are_refused_before_the_first_is_read() -> None:
    many = [Image.new("1", (80, 80), 1)] * (limits.SCAN_PAGES + 1)
    tiff = io.BytesIO()
    many[0].save(tiff, "TIFF", save_all=True, append_images=many[1:])

    for data in (pdf_of(many), tiff.getvalue()):
        with pytest.raises(Refused) as error:
            next(pictures.page_pictures(data))
        assert error.value.refusal.code == "too_complex"


@pytest.mark.slow
@pytest.mark.parametrize("side", [8_000, 10_000, 14_000])
def test_a_picture_of_too_many_pixels_is_not_unpacked(side: int) -> None:
    huge = Image.new("1", (side, side), 1)

    assert refused(image_of(huge, "PNG")) == "too_complex"
    assert refused(pdf_of([huge])) == "too_complex"


def test_what_is_broken_is_refused() -> None:
    png, pdf = image_of(drawn(), "PNG"), pdf_of([drawn()])

    assert refused(png[:900]) == "damaged"
    assert refused(pdf[: len(pdf) // 3]) == "damaged"
    assert refused(b"\x89PNG\r\n\x1a\n" + bytes(100)) == "damaged"
