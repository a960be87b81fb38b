"""What nobody sees on the page of a PDF is not read, and what a scanner wrote is no proof."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indexer.document import Document
from indexer.readers.limits import SCAN_PAGES
from indexer.report.figures import read_figures
from tests.readers.helpers import badly_covered, document, paragraphs, refusal
from tests.readers.pdfs import SIZE, Sheet, pdf

PAGE_PICTURE = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q"


def read(sheet: Sheet) -> Document:
    """The Document, every character of which is in one place."""
    found = document(pdf(sheet), "a.pdf")
    assert badly_covered(found) == []
    return found


def rules_table(*more: str) -> Sheet:
    """Table 二 with one row of three numbers, and what is drawn after it."""
    sheet = Sheet()
    sheet.text(84, 60, "二、主动公开政府信息情况")
    cells = [["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"], ["规章", "5", "6", "7"]]
    sheet.grid((60, 200, 280, 360, 440), (100, 130, 160), cells)
    sheet.parts += more
    return sheet


def values(found: Document) -> list[Decimal | None]:
    """The three numbers of that row."""
    figures = read_figures(found).figures
    return [figures[f"t2.regulations.{of}"].value for of in ("issued", "repealed", "in_force")]


@pytest.mark.parametrize("how", ["without ink", "under the picture"])
def test_text_under_a_picture_of_its_page_was_recognised(how: str) -> None:
    """It is searched, and no number of it counts that no sum proves."""
    sheet = rules_table()
    if how == "without ink":
        sheet.parts[:0] = [PAGE_PICTURE, "3 Tr"]
    else:
        sheet.parts.append(PAGE_PICTURE)
    found = read(sheet)

    assert found.recognised
    assert "text_under_picture" in [notice.code for notice in found.notices]
    assert "二、主动公开政府信息情况" in found.text
    assert values(found) == [None, None, None]


@pytest.mark.parametrize("installed", [True, False])
def test_a_scan_of_which_some_pages_have_text_is_recognised_anew(
    installed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where that is possible; else the pages that were not read are named."""
    monkeypatch.setattr("indexer.readers.pdf.ocr_installed", lambda: installed)
    some, none, printed = rules_table(PAGE_PICTURE), rules_table(), Sheet()
    none.parts[:] = [PAGE_PICTURE]
    printed.text(60, 100, "一、总体情况")
    if installed:
        assert refusal(pdf(some, none)).code == "scan"
        assert document(pdf(*[some] * SCAN_PAGES, none)).recognised
    else:
        (notice,) = [n for n in document(pdf(some, none)).notices if n.code == "page_as_image"]
        assert "第 2 页" in notice.message
    assert document(pdf(some, none, printed)).recognised


def test_text_on_a_picture_of_the_page_is_printed() -> None:
    """A letterhead, or paper with a ground."""
    sheet = rules_table()
    sheet.parts.insert(0, PAGE_PICTURE)
    found = read(sheet)

    assert not found.recognised
    assert values(found) == [5, 6, 7]


@pytest.mark.parametrize("how", ["3 Tr", "7 Tr", "1 1 1 rg", "1 g", "0 0 0 0 k", "small"])
def test_letters_that_nobody_sees_join_no_number(how: str) -> None:
    """Without ink, in white, or of no size."""
    unseen = Sheet()
    unseen.text(216, 134, "9", 0.2 if how == "small" else SIZE)
    found = read(rules_table(*(how,) * (how != "small"), *unseen.parts))

    assert values(found) == [5, 6, 7]


def test_white_letters_on_a_dark_ground_are_read() -> None:
    """The heads of tables are often printed so."""
    sheet = Sheet()
    sheet.parts.append("0 0 0.5 rg 60 700 400 60 re f 1 g")
    sheet.text(84, 100, "二、主动公开政府信息情况")

    assert paragraphs(read(sheet)) == ["二、主动公开政府信息情况"]
