"""PDF files: what pages cut is whole again, and what is no part of the report is set apart."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indexer.document import Document, Table
from indexer.readers.limits import PAGES
from indexer.readers.pdf import read_pdf
from indexer.report.figures import read_figures
from tests.readers.helpers import badly_covered, cells_hold, document, paragraphs, refusal, tables
from tests.readers.pdfs import LEFT, SIZE, Sheet, pdf
from tests.shared import SHARED

BAD = SHARED / "originals" / "bad"
RIGHT = LEFT + 38 * SIZE
FULL = "全镇深入贯彻党的二十大精神坚持以公开为常态不公开为例外紧紧围绕中心工作和群众关切"[:38]
NARROW, WIDE = (LEFT, 260.0, 304.0), (LEFT, 260.0, 400.0)


def read(*sheets: Sheet) -> Document:
    """The Document, every character of which is in one place."""
    found = document(pdf(*sheets), "a.pdf")
    assert badly_covered(found) == []
    assert cells_hold(found)
    return found


def residues(found: Document) -> list[str]:
    """The text of each residue."""
    return [found.text[start:end] for start, end in found.residues]


def cut_table(xs: tuple[float, ...], above: list[str], below: list[str]) -> Document:
    """A table whose last row on the first page is `above` and first row on the second `below`."""
    first, second = Sheet(), Sheet()
    first.text(LEFT, 100, "三、收到和处理政府信息公开申请情况")
    first.grid(xs, (700, 740, 780), [["申请", "总计"], above])
    second.grid(xs, (60, 100, 140), [below, ["2.重复申请", "5"]])
    return read(first, second)


def test_a_row_that_a_page_cut_is_one_row() -> None:
    """The line was full, so its digits go on, without a space; the label has no second part."""
    found = cut_table(NARROW, ["1.信访举报投诉类申请", "118"], ["", "0"])

    assert tables(found) == [
        [["申请", "总计"], ["1.信访举报投诉类申请", "1180"], ["2.重复申请", "5"]]
    ]


def test_a_cell_tells_the_page_on_which_it_begins() -> None:
    """A row that was cut begins on the first."""
    cut = cut_table(NARROW, ["1.信访举报投诉类申请", "118"], ["", "0"])
    (table,) = (block for block in cut.blocks if isinstance(block, Table))

    assert [[cell and cell.page for cell in row] for row in table.grid.rows] == [
        [1, 1],
        [1, 1],
        [2, 2],
    ]
    assert table.page == 1


def test_a_label_that_a_page_cut_is_one_label() -> None:
    """Its two parts together are official, and the first alone is not."""
    found = cut_table(WIDE, ["1.信访举报", "118"], ["投诉类申请", ""])

    assert tables(found)[0][1:] == [["1.信访举报\n投诉类申请", "118"], ["2.重复申请", "5"]]


def test_digits_below_a_line_with_room_are_no_part_of_its_number() -> None:
    """Nothing is guessed: they stay in a row of their own, which withholds the one above."""
    found = cut_table(WIDE, ["1.信访举报投诉类申请", "118"], ["", "0"])

    assert tables(found)[0][1:3] == [["1.信访举报投诉类申请", "118"], ["", "0"]]


def test_a_row_with_a_label_of_its_own_is_a_row() -> None:
    """However full the line above it was."""
    found = cut_table(NARROW, ["1.信访举报投诉类申请", "118"], ["3.要求提供公开出版物", "0"])

    assert tables(found)[0][1:3] == [
        ["1.信访举报投诉类申请", "118"],
        ["3.要求提供公开出版物", "0"],
    ]


def test_numbers_under_a_label_that_nobody_knows_have_no_label() -> None:
    """It may be the rest of the one above, so its numbers are told apart from it."""
    found = cut_table(NARROW, ["1.信访举报投诉类申请", "118"], ["以及其他", "0"])

    assert tables(found)[0][2:4] == [["", "0"], ["以及其他", ""]]


def test_a_header_that_is_printed_again_is_dropped() -> None:
    """And the piece with fewer columns is put on the edges of the other."""
    first, second = Sheet(), Sheet()
    first.grid((60, 200, 260, 320), (600, 640, 680), [["", "自然人", "总计"], ["规章", "1", "2"]])
    second.grid((60, 200, 260, 320), (60, 100, 140), [["", "自然人", "总计"], ["许可", "3", "4"]])
    second.grid((60, 320), (140, 180), [["第二十条第（六）项"]])

    assert tables(read(first, second)) == [
        [
            ["", "自然人", "总计"],
            ["规章", "1", "2"],
            ["许可", "3", "4"],
            ["第二十条第（六）项"] * 3,
        ]
    ]


def test_the_last_row_of_a_page_may_be_all_that_it_has_of_a_table() -> None:
    """One cell, and the rest on the next page."""
    first, second = Sheet(), Sheet()
    first.grid((60, 320), (740, 780), [["第二十条第（一）项"]])
    second.grid((60, 200, 320), (60, 100, 140), [["信息内容", "本年制发件数"], ["规章", "1"]])

    assert tables(read(first, second))[0][0] == ["第二十条第（一）项"] * 2


def test_a_table_that_a_browser_left_open_is_closed() -> None:
    """Its verticals end where the page ends, with no line across."""
    first, second = Sheet(), Sheet()
    for sheet, top in ((first, 740), (second, 60)):
        for x in WIDE:
            sheet.rule(x, top, x, top + 40)
        sheet.rule(
            WIDE[0],
            top + (0 if sheet is first else 40),
            WIDE[-1],
            top + (0 if sheet is first else 40),
        )
    for x, first_text, second_text in ((LEFT, "规章", "许可"), (260, "1", "2")):
        first.text(x + 4, 750, first_text)
        second.text(x + 4, 70, second_text)

    assert tables(read(first, second)) == [[["规章", "1"], ["许可", "2"]]]


def test_full_lines_are_one_paragraph_and_others_are_not() -> None:
    """A heading, a paragraph of three lines, the next one's indent, a signature and its date."""
    sheet = Sheet()
    sheet.text(LEFT + 2 * SIZE, 60, "一、总体情况")
    sheet.text(LEFT + 2 * SIZE, 80, FULL[:36])
    sheet.text(LEFT, 100, FULL)
    sheet.text(LEFT, 120, "权。")
    sheet.text(LEFT + 2 * SIZE, 140, FULL[:36])
    sheet.text(LEFT + 2 * SIZE, 160, "另起一段。")
    sheet.text(RIGHT - 8 * SIZE, 200, "永安市贡川镇政府")
    sheet.text(RIGHT - 10 * SIZE, 220, "2022年1月10日")

    assert paragraphs(read(sheet)) == [
        "一、总体情况",
        FULL[:36] + FULL + "权。",
        FULL[:36],
        "另起一段。",
        "永安市贡川镇政府",
        "2022年1月10日",
    ]


def test_a_sentence_that_a_page_cut_is_one_paragraph_of_two_spans() -> None:
    """What stands in the margins between its parts is residue, and so is a watermark."""
    sheets = [Sheet() for _ in range(3)]
    for number, sheet in enumerate(sheets, 1):
        sheet.text(LEFT, 30, "政府信息公开年报")
        sheet.text(LEFT + 15 * SIZE, 800, f"{number}")
        sheet.text(200, 400, "内部资料", 40, turn="0.7 0.7 -0.7 0.7")
        for line in range(4):
            sheet.text(LEFT, 140 + 20 * line, FULL)
    sheets[2].text(LEFT, 220, "完。")
    found = read(*sheets)

    assert paragraphs(found) == [12 * FULL + "完。"]
    assert [len(block.spans) for block in found.blocks] == [3]
    assert residues(found) == [
        text for number in "123" for text in ("政府信息公开年报", number, "内部资料")
    ]


def test_what_is_printed_twice_or_shaded_is_read_once_and_is_no_table() -> None:
    """Bold print by printing again half a point aside; a background behind each line."""
    sheet = Sheet()
    for top in (100, 120):
        sheet.shade(LEFT, top - 4, RIGHT, top + 16)
        for aside in (0, 0.4):
            sheet.text(LEFT + aside, top, f"加粗的第{top}行。")

    assert paragraphs(read(sheet)) == ["加粗的第100行。", "加粗的第120行。"]


def test_the_mark_of_a_footnote_joins_no_number() -> None:
    """It is small and set high."""
    sheet = Sheet()
    sheet.text(LEFT, 100, "行政许可3")
    sheet.text(LEFT + 5 * SIZE, 99, "1", 7)

    assert paragraphs(read(sheet)) == ["行政许可3¹"]


def test_pages_that_are_pictures_are_said() -> None:
    """If all are, the file is a scan; if some are, the others are read."""
    scan, text = Sheet(), Sheet()
    scan.picture(0, 0, 595, 842)
    text.text(LEFT, 100, "一、总体情况")

    assert refusal(pdf(scan, scan)).code == "scan"
    (notice,) = [n for n in read(text, scan).notices if n.code == "page_as_image"]
    assert "第 2 页" in notice.message


def test_a_picture_in_the_place_of_a_table_is_said() -> None:
    """A wide one; a seal is none."""
    text, seal = Sheet(), Sheet()
    for sheet in (text, seal):
        sheet.text(
            LEFT, 100, "三、收到和处理政府信息公开申请情况本年度无变化，详见下面的表格所列。"
        )
    text.picture(LEFT, 140, 500, 400)
    seal.picture(LEFT, 140, 160, 240)

    assert [notice.code for notice in read(text).notices] == ["table_as_image"]
    assert read(seal).notices == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (pdf(Sheet())[:-80], "damaged"),
        (pdf(Sheet()), "no_text"),
        (pdf(*[Sheet()] * (PAGES + 1)), "too_large"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, code: str) -> None:
    """A file without its end, an empty page, too many pages."""
    assert refusal(data).code == code


def test_a_unit_that_a_line_break_cut_is_the_unit() -> None:
    """万 and 元 of a column's head are on two lines: its numbers are not in 元."""
    for break_ in ("万\n元", "\n万元", "万元"):
        sheet = Sheet()
        head = f"本年收费金额（单位：{break_}）"
        rows = [["第二十条第（八）项", ""], ["信息内容", head], ["行政事业性收费", "7"]]
        sheet.grid((60, 260, 520), (100, 140, 190, 230), rows)
        figure = read_figures(read(sheet)).figures["t2.fees.amount_10k_yuan"]

        assert (figure.value, figure.unit) == (Decimal(7), "万元")


@pytest.mark.skipif(not BAD.is_dir(), reason="../shared/originals is not here")
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("enc_user", "encrypted"),
        ("junk", "damaged"),
        ("trunc", "damaged"),
        pytest.param("pages3000", "too_large", marks=pytest.mark.slow),
        pytest.param("longtable", "too_large", marks=pytest.mark.slow),
        pytest.param("manyrects", "too_complex", marks=pytest.mark.slow),
    ],
)
def test_hostile_files_are_refused(name: str, code: str) -> None:
    """A password, noise, half a file, and three that would cost minutes."""
    assert refusal((BAD / f"{name}.pdf").read_bytes(), "a.pdf").code == code


@pytest.mark.skipif(not BAD.is_dir(), reason="../shared/originals is not here")
def test_a_file_that_only_its_owner_may_change_is_read() -> None:
    """It opens without a password."""
    assert len(tables(document((BAD / "enc_owner.pdf").read_bytes(), "a.pdf"))) == 3


def test_a_fault_of_the_program_is_no_damage_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("indexer.readers.pdf.page_of", faulty)

    with pytest.raises(ZeroDivisionError):
        read_pdf(pdf(Sheet()))
