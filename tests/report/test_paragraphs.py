"""Cut sentences are whole again, and nothing else is joined."""

from __future__ import annotations

import pytest

from indexer.report.paragraphs import Logical, Role, flow
from tests.report.lines import document


def joined(*lines: str) -> list[str]:
    items = flow(document(*lines), (), ())
    return [item.stretch.text for item in items if isinstance(item, Logical)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("全镇按照要求组织了两场座谈会，并在年", "底举办了开放日。"),
        ("涉及人事任免、干部调整、", "发展目标等各个方面。"),
        ("镇党政办公室负责此项工作，指定一名", "分管领导主管。"),
        ("全年公开信息12条，内容包括（财务", "，人事）等。"),
    ],
)
def test_a_sentence_cut_by_a_page_break_is_one_paragraph(before: str, after: str) -> None:
    """A paragraph that ends in mid-sentence goes on with the next, a blank line between or not."""
    assert [before + after] == joined(before, "", after)
    assert [before + after] == joined(before, after)


def test_a_joined_paragraph_keeps_the_place_of_each_half() -> None:
    """Two halves are two spans, and their characters are the document's."""
    doc = document("全年公开信息12条，其中通过网站公开信", "", "息8条，通过公众号公开4条。")
    items = flow(doc, (), ())

    assert isinstance(items[0], Logical)
    assert len(items) == 1
    assert len(items[0].stretch.spans) == 2
    assert items[0].stretch.text == doc.slice(items[0].stretch.spans)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("一、总体情况", "全镇高度重视此项工作。"),
        ("（一）主动公开", "全年公开信息12条。"),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "全年没有行政复议。"),
        ("全年公开信息12条，内容真实。", "按时更新。"),
        ("联系地址：青芷镇药市街1号", "电话：0999-1510808"),
        ("及时公开机构设置和主要职责，内容包括人员", "1.及时公开预案。"),
        ("全镇按照要求开展工作，成效明显", "（二）依申请公开"),
        ("镇领导要求各站所按照规定报送材料，不得拖延", "2021年1月23日"),
        ("机构职能类信息", "政策法规类信息"),
    ],
)
def test_headings_items_labels_and_dates_are_not_joined(before: str, after: str) -> None:
    """A short line swallows nothing; a line that begins something of its own is not swallowed."""
    assert [before, after] == joined(before, after)


def test_a_table_between_two_halves_keeps_them_apart() -> None:
    """What a table cuts stays two paragraphs."""
    assert len(joined("全年公开信息12条，其中通过", "甲\t1", "网站公开8条。")) == 2


def test_title_and_signature_lines_are_never_joined() -> None:
    """Lines named as title or signature stand apart, also where they are part of a paragraph."""
    doc = document(
        "青芷镇2020年政府信息公开工作，以及", "年度报告", "正文第一句，没有写完的", "落款机关"
    )
    start = doc.text.index("落款机关")
    items = flow(doc, ((0, doc.text.index("年度报告") + 4),), ((start, start + 4),))

    assert [item.role for item in items if isinstance(item, Logical)] == [
        Role.TITLE,
        Role.TITLE,
        Role.BODY,
        Role.SIGNATURE,
    ]


def test_a_title_inside_a_line_is_taken_out_of_it() -> None:
    """A title span that covers part of a paragraph leaves the rest as narrative."""
    doc = document("青芷镇2020年度报告 根据条例编制本报告。")
    items = flow(doc, ((0, 11),), ())

    assert [item.stretch.text for item in items if isinstance(item, Logical)] == [
        "青芷镇2020年度报告",
        " 根据条例编制本报告。",
    ]


def test_a_heading_cut_by_a_line_end_is_one_heading() -> None:
    """The second half of a long title is joined to the first."""
    lines = ("四、因政府信息公开工作被申请行政复议、提起行政", "诉讼情况", "全年没有行政复议。")

    assert ["".join(lines[:2]), lines[2]] == joined(*lines)
