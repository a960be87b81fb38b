"""A letter that pdfium knows is put in the place of the one that stands there, and of no other."""

from __future__ import annotations

import io

import pdfplumber
import pytest

from indexer.readers.page import Box
from indexer.readers.pdf_unmapped import Letters, letters
from tests.readers.pdfs import Sheet, pdf

WHOLE = b"/MediaBox [0 0 595.0 842.0]"


def shown(page: bytes) -> tuple[bytes, list[tuple[str, Box]]]:
    """A file whose one page has these entries, and its digits with their boxes as shown."""
    sheet = Sheet()
    for x, top, digit in ((100.0, 100, "6"), (100, 130, "7"), (160, 130, "8"), (160, 160, "9")):
        sheet.text(x, top, digit)
    data = pdf(sheet).replace(WHOLE, page)
    with pdfplumber.open(io.BytesIO(data)) as file:
        [source] = file.pages
        left, above, *_ = source.bbox
        chars = [
            (
                char["text"],
                (
                    char["x0"] - left,
                    char["top"] - above,
                    char["x1"] - left,
                    char["bottom"] - above,
                ),
            )
            for char in source.chars
        ]
    return data, chars


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("box", ["[0 0 595 842]", "[0 30 595 842]", "[50 -20 595 842]"])
def test_a_letter_is_found_where_it_stands(box: str, turned: int) -> None:
    data, chars = shown(f"/MediaBox {box} /Rotate {turned}".encode())
    with pdfplumber.open(io.BytesIO(data)) as file:
        found = letters(data, 1, file.pages[0].bbox, turned)

    told = {text: found.at(at) for text, at in chars}

    assert told["6"] == "6"
    assert all(letter in (None, text) for text, letter in told.items())
    assert found.agree(chars)


def test_letters_that_are_others_than_those_known_are_not_believed() -> None:
    _, chars = shown(WHOLE)
    box = chars[0][1]
    middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    square = int(middle[0] // 8), int(middle[1] // 8)

    assert Letters({square: [(*middle, "6")]}).agree(chars)
    assert not Letters({square: [(*middle, "7")]}).agree(chars)


def test_a_file_that_pdfium_cannot_open_has_no_letters() -> None:
    box = (0.0, 0.0, 595.0, 842.0)

    assert letters(b"%PDF-1.4 nothing", 1, box, 0) == Letters({})
    assert letters(shown(WHOLE)[0][:600], 1, box, 0) == Letters({})
