"""Flattened text keeps every character; its tables are found in each layout they come in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.document import Document, Refusal, Table
from indexer.readers.encodings import Decoded
from indexer.readers.plain import read_plain
from indexer.readers.refusals import Refused
from tests.printing import report_a, report_b, table_a, table_b, table_three, table_two
from tests.printing.reports import PrintedReport, Section
from tests.printing.tables import Table as PrintedTable
from tests.readers.helpers import badly_covered, cells_hold, document, paragraphs, tables

REPORT = PrintedReport(
    "某镇2020年政府信息公开工作年度报告",
    ("本年度报告按要求编制。",),
    (
        Section("一、总体情况", ("（一）主动公开。全年公开信息12条。",)),
        Section("二、主动公开政府信息情况", (table_two("2021", {}),)),
        Section("三、收到和处理政府信息公开申请情况", (table_three("2021", {}),)),
    ),
)


def printed_rows(table: PrintedTable, with_merged: bool) -> list[list[str]]:
    """The cells of each row: with the blanks a merged cell covers in layout B, without in A."""
    return [
        [
            text
            for cell in row.cells
            for text in (cell.text, *[""] * (cell.span - 1 if with_merged else 0))
        ]
        for row in table.rows
    ]


@pytest.mark.parametrize(("printer", "with_merged"), [(report_a, False), (report_b, True)])
def test_a_printed_report_comes_back(printer: type, with_merged: bool) -> None:
    """Both layouts: each paragraph, each row, each cell, blank ones too."""
    read_document = document(printer(REPORT))
    sections = REPORT.sections
    printed = [block for block in REPORT.blocks if isinstance(block, PrintedTable)]

    assert paragraphs(read_document) == [
        REPORT.title,
        *REPORT.preamble,
        sections[0].heading,
        *sections[0].body,
        sections[1].heading,
        sections[2].heading,
    ]
    assert tables(read_document) == [printed_rows(table, with_merged) for table in printed]


def test_the_text_is_the_file_with_its_line_breaks_made_one() -> None:
    """\\r\\n, \\r and form feeds are \\n; nothing else changes."""
    assert document("\ufeff甲 \r\n乙\u3000\r丙\f丁\u2028戊").text == "甲 \n乙\u3000\n丙\n丁\u2028戊"


def test_a_line_is_a_paragraph() -> None:
    """Also where a page break cut its sentence; outer white space is left out."""
    text = "\u3000\u3000我镇公开了人事任免、\n\n发展目标。\u2002\n"
    read_document = document(text)

    assert paragraphs(read_document) == ["我镇公开了人事任免、", "发展目标。"]
    assert [block.spans for block in read_document.blocks] == [((2, 12),), ((14, 19),)]


def test_layout_a_joins_a_cell_that_runs_over_lines() -> None:
    """不/予/公/开 is one cell; a lone tab is a blank cell; padding is stripped."""
    text = (
        "三、办理结果\n\t（三）不\n予\n公\n开\n\t1.国家秘密\n\t\u20020\n\n"
        "\t\n\t\n\t合计\n\t1\u2002\n\n\n四、"
    )
    read_document = document(text)

    assert tables(read_document) == [
        [["（三）不\n予\n公\n开", "1.国家秘密", "0"], ["", "", "合计", "1"]]
    ]
    assert paragraphs(read_document) == ["三、办理结果", "四、"]
    assert cells_hold(read_document)


def test_layout_a_ends_a_table_at_the_second_blank_line() -> None:
    """Two tables, and a paragraph right after one blank line."""
    text = "\t规章\n\t0\n\n\t合计\n\t1\n\n\n\t许可\n\t2\n\n以上数据属实，无其他说明。\n"
    read_document = document(text)

    assert tables(read_document) == [[["规章", "0"], ["合计", "1"]], [["许可", "2"]]]
    assert paragraphs(read_document) == ["以上数据属实，无其他说明。"]


def test_layout_b_goes_on_over_a_page_break() -> None:
    """Blank lines and a page number stand between its rows; edge blanks stay cells."""
    text = "表\n\n规章\t0\t\n许可\t1\t2\n\n— 3 —\n\n\t处罚\t4\n--\t--\n合计\t5\t6\n\n四、复议"
    read_document = document(text)

    assert tables(read_document) == [
        [["规章", "0", ""], ["许可", "1", "2"], ["", "处罚", "4"], ["合计", "5", "6"]]
    ]
    assert [read_document.text[a:b] for a, b in read_document.residues] == ["— 3 —", "--\t--"]
    assert badly_covered(read_document) == []


def test_a_row_of_blanks_is_kept_within_a_table() -> None:
    """A figure that nobody filled in is a cell like any other."""
    read_document = document("规章\t0\t1\n\t\t\n合计\t2\t3\n")

    assert tables(read_document) == [[["规章", "0", "1"], ["", "", ""], ["合计", "2", "3"]]]
    (table,) = read_document.blocks
    assert isinstance(table, Table)
    blank = table.grid.rows[1][1]
    assert blank is not None
    assert blank.spans == ((8, 8),)


def test_pipes_make_a_table() -> None:
    """With and without outer pipes; the rule below the head is no row but lies in the table."""
    read_document = document("| 项目 | 数量 |\n|---|:--:|\n| 规章 | |\n许可 | 2 | 3\n\n完")

    assert tables(read_document) == [[["项目", "数量"], ["规章", ""], ["许可", "2", "3"]]]
    assert paragraphs(read_document) == ["完"]


@pytest.mark.parametrize(
    "text",
    [
        "\t一、总体情况\n\t2021年，我镇公开信息12条。\n\t二、主动公开\n\t今年无变化。\n",
        "1.\t及时公开机构设置\n2.\t及时公开应急预案\n",
        "联系电话：\t0536-1234567\n",
        "首页 | 新闻 | 公开\n",
    ],
)
def test_tabs_and_pipes_in_prose_make_no_table(text: str) -> None:
    """Indents, numbered paragraphs, a tab within a line, a line of links."""
    read_document = document(text)

    assert tables(read_document) == []
    assert len(paragraphs(read_document)) == text.count("\n")


def test_flattened_tables_are_not_exact() -> None:
    """Their columns cannot be trusted; every row stands as it is, however long."""
    (block,) = document(table_b(table_two("2019", {}))).blocks
    assert isinstance(block, Table)
    assert not block.grid.exact

    (block,) = document(table_a(table_three("2019", {}))).blocks
    assert isinstance(block, Table)
    assert len({len(row) for row in block.grid.rows}) > 1


_WORDS = "| 甲 0 —— 一、 。 ----a.png---- — -- 来源： 2021年 标题：某报告20 当前位置： |-|--|"
_PARTS = _WORDS.split()
_PARTS += ["\t", "\t", "\t\t", "\n", "\n", "\n\n", " ", "\u3000", "\u200b", "[image: 1]", "— 1 —"]


@pytest.mark.slow
@settings(max_examples=400)
@given(st.lists(st.sampled_from(_PARTS), max_size=40).map("".join) | st.text(max_size=60))
def test_every_character_has_one_place(text: str) -> None:
    """In one block, residue or head span, and cells hold what stands at their spans."""
    result = read_text(text)
    if isinstance(result, Refusal):
        assert result.code == "no_text"
    else:
        assert badly_covered(result) == []
        assert cells_hold(result)


def read_text(text: str) -> Document | Refusal:
    """What the reader of text makes of it, as `read` would say it."""
    try:
        return read_plain(Decoded(text, "utf-8"))
    except Refused as refused:
        return refused.refusal
