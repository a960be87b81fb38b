"""section_missing, section_numbering, blank_count: what the text itself lacks."""

from __future__ import annotations

import pytest

from indexer.model import Origin
from tests.report.checked import PARTS, TABLES, checks, findings

PREAMBLE = (
    "根据条例编制本报告。全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
    "政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项共六个部分。"
)


def test_an_announced_part_that_is_not_there() -> None:
    """The preamble's words are the evidence."""
    lines = [line for line in PARTS if not line.startswith("四、")]
    found = findings(PREAMBLE, *lines, forms={**TABLES, "t4": None})

    assert [f.check for f in found] == ["section_missing", "section_numbering"]
    assert [e.quote for e in found[0].evidence] == ["行政复议、行政诉讼情况", "共六个部分"]
    assert found[1].evidence[0].quote.startswith("三、")
    assert "本文本中未见" in found[0].message


def test_a_part_that_the_form_asks_for() -> None:
    """Without announcement it stays open whose doing its absence is."""
    lines = [line.replace("五、", "四、").replace("六、", "五、") for line in PARTS]
    del lines[5]
    found = findings(*lines, forms={**TABLES, "t4": None})

    assert [(f.check, f.origin) for f in found] == [("section_missing", Origin.UNDECIDED)]


def test_a_table_without_its_heading_is_there() -> None:
    """The part is seen by its table."""
    lines = [line for line in PARTS if not line.startswith("四、")]

    assert checks(PREAMBLE, *lines) == ["section_numbering"]


def test_before_2020_only_what_is_announced_is_missed() -> None:
    """The free form had no list of parts."""
    lines = ("一、概述", "二、主动公开情况", "三、依申请公开情况", "没有申请。")

    assert checks(*lines, year=2015, forms={}) == []


def test_repeated_numerals() -> None:
    """The same numeral twice is told with both headings."""
    lines = [line.replace("六、", "五、") for line in PARTS]

    assert checks(*lines) == ["section_numbering"]


def test_a_numeral_that_a_line_between_carries_is_not_skipped() -> None:
    """A heading that was not recognised is no skip."""
    lines = ["一、总体情况", "二、主动公开政府信息情况", "按时公开。三、申请一节，见下。"]

    assert "section_numbering" not in checks(*lines, *PARTS[5:])


def test_a_gap_before_a_measure_word() -> None:
    """The quotation shows the gap."""
    found = findings(PARTS[0], "通过公开栏公开了政府信息 项，涉及人事任免。", *PARTS[1:])

    assert [[e.quote for e in f.evidence] for f in found] == [["公开了政府信息 项"]]


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("全年收到政府信息公开申请XX件，均已答复。", "申请XX件"),
        ("共发布信息__条。", "发布信息__条"),
        ("全年收到  件政府信息公开申请。", "收到  件"),
    ],
)
def test_a_form_that_was_not_filled_in(text: str, gap: str) -> None:
    """Crosses, a rule or white space where the number should stand."""
    (found,) = findings(PARTS[0], text, *PARTS[1:])

    assert (found.check, [e.quote for e in found.evidence]) == ("blank_count", [gap])


@pytest.mark.parametrize(
    "text",
    [
        "全年公开政府信息 12 条，其中网站 8 条。",
        "重大决策事 项，一律公开。",
        "印发文 件，并公开信息条目。",
        "公开信息十 条，更新及时。",
        "受 理 件 数、办 结 件 数按月统计。",
        "公开第X次会议的会议纪要。",
    ],
)
def test_layout_white_space_is_no_gap(text: str) -> None:
    """White space around numbers and inside words says nothing."""
    assert checks(PARTS[0], text, *PARTS[1:]) == []
