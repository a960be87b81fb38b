"""A page's report is read as a browser shows it; its tables come out exact."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.document import Refusal, Table
from indexer.readers.read import read
from tests.readers.helpers import badly_covered, cells_hold, document, paragraphs, tables

ROWS = "<tr><td>规章<td>0</tr><tr><td>合计<td>1</tr>"


def test_spans_are_expanded_to_the_same_cell() -> None:
    """rowspan, colspan, rowspan to the end of the group, an over-wide colspan."""
    page = (
        "<table><tr><th rowspan=2>项目<th colspan='2'>数量<tr><td>甲<td>乙"
        "<tr><td rowspan=0>许可<td>１２<td>3<tr><td>5<td>6<tr><td colspan=999>宽</table>"
    )
    read_document = document(page)
    (table,) = read_document.blocks
    assert isinstance(table, Table)
    rows = table.grid.rows

    assert tables(read_document) == [
        [
            ["项目", "数量", "数量"],
            ["项目", "甲", "乙"],
            ["许可", "１２", "3"],
            ["许可", "5", "6"],
            ["许可", "宽", "宽"],
        ]
    ]
    assert rows[0][0] is rows[1][0]
    assert rows[0][1] is rows[0][2]
    assert table.grid.exact
    assert read_document.text.count("项目") == 1


def test_row_groups_stand_in_their_order_and_bound_rowspans() -> None:
    """thead first, tfoot last; a rowspan ends with its group; a short row ends in None."""
    page = (
        "<table><tfoot><tr><td>尾1<td>尾2</tfoot><tbody><tr><td rowspan=5>身<td>1<tr><td>2</tbody>"
        "<tbody><tr><td>另</tbody><thead><tr><td>头1<td>头2</thead></table>"
    )

    assert tables(document(page)) == [
        [["头1", "头2"], ["身", "1"], ["身", "2"], ["另", None], ["尾1", "尾2"]]
    ]


def test_tables_that_lay_out_a_page_are_opened() -> None:
    """A table around a table, one of one column, one with prose in a cell."""
    page = (
        "<table><tr><td>左</td><td><p>一、总体情况</p><table>"
        + ROWS
        + "</table><p>完</p></td></tr>"
        "</table><table><tr><td>甲<tr><td>乙</table>"
        "<table><tr><td>概述<td>" + "公开。" * 200 + "</table>"
    )
    read_document = document(page)

    assert paragraphs(read_document) == [
        "左",
        "一、总体情况",
        "完",
        "甲",
        "乙",
        "概述",
        "公开。" * 200,
    ]
    assert tables(read_document) == [[["规章", "0"], ["合计", "1"]]]


def test_a_form_with_a_long_remark_stays_a_table() -> None:
    """Prose in one cell of many does not take the figures out of their columns."""
    page = "<table>" + "<tr><td>规章<td>0" * 12 + "<tr><td>备注<td>" + "说明。" * 200 + "</table>"

    assert [len(rows) for rows in tables(document(page))] == [13]


def test_only_what_is_shown_is_read() -> None:
    """No scripts, styles, navigation, footers, hidden elements or comments."""
    page = (
        "<head><style>p{}</style></head><nav>导航</nav><header>页眉</header><script>'<p>脚本'</script>"
        "<p>一、情<!-- 注 -->况<span style='display: none'>隐</span><b hidden>藏</b>好</p>"
        "<table><tr><td>甲<td style='display:none'>隐<td>乙<tr><td>1<td>2</table>"
        "<div class='page footer'>版权</div><footer>页脚</footer>"
    )
    read_document = document(page)

    assert paragraphs(read_document) == ["一、情况好"]
    assert tables(read_document) == [[["甲", "乙"], ["1", "2"]]]


def test_a_header_that_holds_the_title_is_read() -> None:
    """Some sites put the article's heading into <header>."""
    assert paragraphs(document("<header><h1>年度报告</h1></header><p>正文")) == ["年度报告", "正文"]


def test_lines_are_what_a_browser_shows() -> None:
    """<br> and blocks end a line, runs of space are one, a break between Han is none."""
    page = "<p>　　甲<br>乙&nbsp;</p><div>政府\n  信息  公开\n12 条</div><pre>丙\n丁</pre>a\nb"

    assert paragraphs(document(page)) == ["甲", "乙", "政府信息 公开 12 条", "丙", "丁", "a b"]


def test_text_in_a_table_but_in_no_cell_stands_above_it() -> None:
    """A caption, or words a careless page left between rows."""
    read_document = document(f"<p>前</p><table><caption>表一</caption>{ROWS}散</table>")

    assert paragraphs(read_document) == ["前", "表一", "散"]
    assert tables(read_document) == [[["规章", "0"], ["合计", "1"]]]


def test_a_cell_keeps_its_lines_and_loses_outer_space() -> None:
    """&nbsp; alone is a blank cell."""
    page = "<table><tr><td> 本年新<br>制作 <td>&nbsp;<tr><td><p>1</p><td>\u20022</table>"

    assert tables(document(page)) == [[["本年新\n制作", ""], ["1", "2"]]]


@pytest.mark.parametrize("element", ["<img src=t.png>", "<iframe src=t.html></iframe>"])
def test_pictures_without_any_table_are_said(element: str) -> None:
    """The statutory tables may be in them; icons and pages with a table say nothing."""
    shown = document(f"<p>二、主动公开情况</p>{element}<p>三、申请情况</p>")

    assert [notice.code for notice in shown.notices] == ["table_as_image"]
    assert not document(f"<p>二</p>{element}<table>{ROWS}</table>").notices
    assert not document("<p>二</p><img src=a.gif><img src=b.png width=16>").notices


def test_nested_cells_without_a_row_and_rows_without_a_table_are_read() -> None:
    """Broken markup loses no words."""
    read_document = document("<table><td>甲<td>乙<tr><td>1<td>2</table><tr><td>丙</tr>丁")

    assert tables(read_document) == [[["甲", "乙"], ["1", "2"]]]
    assert "".join(paragraphs(read_document)) == "丙丁"


def test_a_declaration_of_xml_does_not_stop_the_reading() -> None:
    """XHTML pages declare an encoding that no longer holds once decoded."""
    page = '<?xml version="1.0" encoding="gb2312"?><!DOCTYPE html><html><body><p>情况</p></html>'

    assert paragraphs(document(page.encode("gb18030"))) == ["情况"]


_MARKUP = """
    <table> <table> </table> <tr> </tr> <td> <td> </td> <th> <tbody> <thead> <p> </p> <br> <pre>
    </pre> <header> <h1> </div> 甲 1 \u200b <img> 来源：乙
"""
_TAGS = _MARKUP.split()
_TAGS += [" ", "\n", "<td rowspan=3 colspan=2>", "<div hidden>", "[image: x]"]


@settings(max_examples=400)
@given(st.lists(st.sampled_from(_TAGS), max_size=40).map(lambda tags: "<p>" + "".join(tags)))
def test_any_markup_is_covered(page: str) -> None:
    """Every character in one place, grids rectangular, cells true to their spans."""
    result = read(page.encode(), "x.html")
    if isinstance(result, Refusal):
        assert result.code == "no_text"
        return

    assert badly_covered(result) == []
    assert cells_hold(result)
    for block in result.blocks:
        if isinstance(block, Table):
            assert len({len(row) for row in block.grid.rows}) == 1
