"""What conversions leave behind is set apart, and only that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.readers.residues import inline_residues, is_residue_line, without
from tests.readers.helpers import badly_covered, document, paragraphs

INLINE = [
    "[image: 图片2]",
    "[bookmark: _GoBack]",
    "[embedded: 表1.xlsx]",
    "![图](media/a.png)",
    "----media/image1.png----",
    'HYPERLINK "http://a.example/"',
    r'HYPERLINK "http://a.example/" \o',
    "HYPERLINK http://a.example/b.html",
    r"PAGEREF _Toc123 \h",
]
LINES = [
    "— 1 —",
    "- 3 -",
    "－12－",
    "第 3 页 共 12 页",
    "第3页",
    "--\t--",
    "==========",
    "【打印】 【关闭】",
    "上一篇：无",
    "版权所有：某县人民政府",
    "主办：某县人民政府办公室",
    "联系我们 | 网站地图",
    "一、总体情况……………1",
    "二、主动公开政府信息情况.......... 12",
]
NO_RESIDUES = [
    "-",
    "一、总体情况",
    "[2020]17号",
    "第二十条第（一）项",
    "3",
    "打印材料3份",
    "2020-2021",
    "-1-2",
    "分享会",
    "五、改进措施——",
    "主办会议3次",
    "比上年增长3.5……共12",
]


@pytest.mark.parametrize("residue", INLINE)
def test_a_residue_within_a_line_belongs_to_no_paragraph(residue: str) -> None:
    """Its paragraph has two spans, and the text stays as it was."""
    text = f"根据要求{residue}，公开信息。"
    read_document = document(text)

    assert read_document.text == text
    assert paragraphs(read_document) == ["根据要求，公开信息。"]
    assert read_document.slice(read_document.residues) == residue
    assert len(read_document.blocks[0].spans) == 2


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_residue_belongs_to_no_paragraph(line: str) -> None:
    """Page numbers, rules, buttons and footers."""
    read_document = document(f"情况。\n{line}\n良好。")

    assert paragraphs(read_document) == ["情况。", "良好。"]
    assert badly_covered(read_document) == []


@pytest.mark.parametrize("line", NO_RESIDUES)
def test_what_only_looks_like_residue_stays(line: str) -> None:
    """A lone sign is a value, and words of buttons also stand in sentences."""
    assert not is_residue_line(line)
    assert not inline_residues(line)


@given(st.text("a \t\u3000", max_size=30), st.data())
def test_what_remains_is_trimmed_and_whole(text: str, data: st.DataObject) -> None:
    """No piece is blank, the ends are no white space, and every other character is kept."""
    marks = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    residues = tuple(zip(marks[::2], marks[1::2], strict=False))
    pieces = without(text, (0, len(text)), residues)
    kept = {place for start, end in pieces for place in range(start, end)}
    gone = {place for start, end in residues for place in range(start, end)}

    assert not kept & gone
    assert {i for i, char in enumerate(text) if not char.isspace()} <= kept | gone
    joined = "".join(text[start:end] for start, end in pieces)
    assert joined == joined.strip()
