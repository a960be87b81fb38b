"""Headings are told by wording and style, never by the numeral's value."""

from __future__ import annotations

import pytest

from indexer.report.headings import heads_in
from indexer.report.numerals import Style, numeral_at, starts_with_numeral, value_of
from indexer.report.wording import is_cell, table_start, title_length, top_slot


def found(text: str, family: str = "", following: str | None = "后文。") -> list[tuple[str, int]]:
    return [(head.slot or "", head.depth) for head in heads_in(text, family, following)]


@pytest.mark.parametrize(
    ("title", "slot"),
    [
        ("总体情况", "overview"),
        ("工作基本情况", "overview"),
        ("概述", "overview"),
        ("主要工作概述", "overview"),
        ("政府信息公开工作的基本情况", "overview"),
        ("主动公开政府信息情况", "tables.proactive"),
        ("行政机关主动公开政府信息的情况", "tables.proactive"),
        ("收到和处理政府信息公开申请情况", "tables.requests"),
        ("依申请公开办理情况", "tables.requests"),
        ("不予公开政府信息的情况", "tables.requests"),
        ("因政府信息公开申请行政复议、提起行政诉讼的情况", "tables.review"),
        ("政府信息公开行政法复议、行政诉讼情况", "tables.review"),
        ("存在的主要问题及改进措施", "problems"),
        ("主要问题和改进措施", "problems"),
        ("下一步工作打算", "measures"),
        ("上一年度存在问题整改情况", "prior_rectification"),
        ("政府信息公开的收费及减免情况", "overview.fees"),
        ("咨询情况", "overview.inquiry"),
        ("机构建设、人员和经费情况", "overview.organisation"),
        ("其他需要报告的事项", "other"),
        ("其他报告事项", "other"),
        ("需要说明的事项", "other"),
        ("附表", "appendix"),
    ],
)
def test_titles_of_first_rank_name_their_slot(title: str, slot: str) -> None:
    """Wordings of three generations, and variants seen in the wild."""
    assert slot == top_slot(title)
    assert [(slot, 0)] == found(f"三、{title}")


@pytest.mark.parametrize("numeral", ["一、", "九、", "四．", "—、", "第三部分 ", "十一、"])
def test_the_value_of_the_numeral_decides_nothing(numeral: str) -> None:
    """Whatever is printed before it, the title is what it says."""
    assert found(f"{numeral}存在的主要问题及改进情况") == [("problems", 0)]


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("（1） 主动公开情况", "overview.proactive"),
        ("(四)平台建设情况", "overview.platform"),
        ("（二）依申请公开政府办理情况。全年办理12件。", "overview.on_request"),
        ("（一）主动公开方面全镇切实做好公开工作。", "overview.proactive"),
        ("（三）政府信息资源规范化、标准化管理情况", "overview.management"),
        ("（五）政府信息公开监督保障及教育培训情况。以机制为保障。", "overview.supervision"),
        ("监督保障机制。为做好工作，逐步健全机制。", "overview.supervision"),
        ("（五）机构建设及人员配置情况", "overview.organisation"),
        ("（七）人大建议、政协提案办理情况", "other.proposals"),
        ("（六）重点工作完成情况。全年完成十项。", "overview.extra"),
    ],
)
def test_titles_inside_the_overview(text: str, slot: str) -> None:
    """Sub-parts of 总体情况, alone or run on with their paragraph, in any style of numeral."""
    assert [(slot, 1)] == found(text, "overview")


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("（一）2019年问题整改情况。", "prior_rectification"),
        ("（二）2020年存在的主要问题", "problems"),
        ("（一）工作中存在的主要问题和困难", "problems"),
        ("（三）改进措施", "measures"),
        ("（二）具体解决办法和改进措施", "measures"),
    ],
)
def test_titles_inside_the_part_on_problems(text: str, slot: str) -> None:
    """What 五 is divided into."""
    assert [(slot, 1)] == found(text, "five")


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("（二）挖掘资源，不断拓展公开内容。坚持突破口。", "five"),
        ("1.及时公开机构设置和主要职责。", "overview"),
        ("1、政府信息公开网站。镇里设立专栏。", "overview"),
        ("一是理顺信息发布流程。", "overview"),
        ("一、本年新收政府信息公开申请数量", ""),
        ("三、本年度办理结果", ""),
        ("全文包括总体情况、主动公开政府信息情况、存在的主要问题及改进情况共三个部分。", ""),
        ("本报告由一、总体情况；二、主动公开政府信息情况；三、其他需要报告的事项组成。", ""),
        ("（二）人员不足。", "five"),
    ],
)
def test_what_is_no_heading(text: str, family: str) -> None:
    """Members of lists, row labels and the names of parts inside a sentence."""
    assert found(text, family) == []


def test_headings_inside_one_long_line() -> None:
    """A report flattened into a line is cut at its headings."""
    text = (
        "联系电话：0999-1510808。一、总体情况2021年，全区公开信息12条。（一）主动公开方面。"
        "按要求公开。二、主动公开政府信息情况 第二十条第（一）项信息内容000三、收到和处理政府信息"
        "公开申请情况（本列数据）五、存在的主要问题及改进情况（一）存在的主要问题:形式不够丰富。"
        "（二）改进措施：一是丰富形式。六、其他需要报告的事项今年，无收取费用情况。"
    )

    assert found(text) == [
        ("overview", 0),
        ("overview.proactive", 1),
        ("tables.proactive", 0),
        ("tables.requests", 0),
        ("problems", 0),
        ("problems", 1),
        ("measures", 1),
        ("other", 0),
    ]


def test_a_heading_alone_without_a_slot_needs_text_below() -> None:
    """An untitled list item is no heading: its sibling follows, or nothing does."""
    assert found("（一）聚焦民生", "overview", "全年工作有序。") == [("", 1)]
    assert found("（一）聚焦民生", "overview", "（二）聚焦发展") == []
    assert found("（一）聚焦民生", "overview", None) == []


def test_numerals_have_style_and_value() -> None:
    """Every style is told; a lost numeral has no value; a number is no numeral."""
    assert _style("十一、总体情况") == (Style.PART, 11)
    assert _style("(四)平台") == (Style.BRACKET, 4)
    assert _style("2．内容") == (Style.ARABIC, 2)
    assert _style("（1） 主动公开") == (Style.ARABIC_BRACKET, 1)
    assert _style("二是加强") == (Style.SPOKEN, 2)
    assert _style("—、总体情况") == (Style.PART, None)
    assert value_of("二十、") == 20
    assert not starts_with_numeral("1.5万元")
    assert not starts_with_numeral("2020 年，我镇")


def _style(text: str) -> tuple[Style, int | None] | None:
    numeral = numeral_at(text)
    return (numeral.style, numeral.value) if numeral else None


def test_where_a_glued_title_ends() -> None:
    """A title ends with a word that ends titles; what follows a connector belongs to it."""
    assert len("总体情况") == title_length("总体情况政府信息公开工作有序", closed=True)
    assert len("存在的主要问题及改进情况") == title_length(
        "存在的主要问题及改进情况一是", closed=True
    )
    assert title_length("我镇主动公开情况", closed=True) == 0


def test_cells_without_ruling_are_told_from_prose() -> None:
    """Three labels in a row are a table; labels named in a sentence are not."""
    assert table_start("第二十条第（一）项信息内容本年制发件数本年废止件数规章 000") == 0
    assert table_start("公布行政许可、行政处罚、行政强制和行政事业性收费等信息。") is None
    assert is_cell("１２")
    assert is_cell("2.其他法律行政法规禁止公开")
    assert not is_cell("全年没有申请。")
