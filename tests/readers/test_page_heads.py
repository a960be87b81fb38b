"""Lines in the margins that are the report's are read, and heads and page numbers are not."""

from __future__ import annotations

import pytest

from tests.readers.helpers import badly_covered, document, paragraphs
from tests.readers.pdfs import LEFT, SIZE, Sheet, pdf


def read(foots: list[str], top: float = 770) -> list[str]:
    """The paragraphs of pages with these lines at their feet, but for those above them."""
    sheets = []
    for number, foot in enumerate(foots, 1):
        sheet = Sheet()
        sheet.text(LEFT, 300, f"第{'一二三四'[number - 1]}部分的内容。")
        sheet.text(LEFT + 2 * SIZE, top, foot)
        sheets.append(sheet)
    found = document(pdf(*sheets), "a.pdf")
    assert badly_covered(found) == []
    return [text for text in paragraphs(found) if not text.endswith("部分的内容。")]


@pytest.mark.parametrize(
    "foots",
    [
        ["受理申请3件", "受理申请5件"],
        ["受理申请3件", "受理申请3件"],
        ["受理申请3件", "受理申请5件", "受理申请7件"],
        ["未发生收费。", "未发生收费。"],
        ["3"],
        ["收费金额", "2"],
    ],
)
def test_lines_of_the_report_stay_in_it(foots: list[str]) -> None:
    assert read(foots) == foots


@pytest.mark.parametrize(
    "foots",
    [
        ["政府信息公开年报", "政府信息公开年报"],
        ["某市2021年报 1", "某市2021年报 2"],
        ["全年受理12件。", "全年受理12件。", "全年受理12件。"],
        ["1", "2"],
        ["- 1 -"],
        ["第1页"],
    ],
)
def test_heads_and_page_numbers_are_no_part_of_it(foots: list[str]) -> None:
    assert read(foots) == []
