"""What a web page prints above the report is read into the head and belongs to no block."""

import pytest

from indexer.document import Document, PageHead
from indexer.readers.head_labels import iso_date
from tests.readers.helpers import badly_covered, document, paragraphs, tables

TITLE = "某镇2021年政府信息公开工作年度报告"
BODY = "<p>根据条例编制。</p><p>一、总体情况</p>"


def heads(read_document: Document) -> list[str]:
    """The text of each head span."""
    return [read_document.text[start:end] for start, end in read_document.head_spans]


def test_a_saved_page_begins_with_labelled_lines() -> None:
    """An empty value is none; the rule before the body is head data too."""
    text = (
        f"标题: {TITLE}\n发布时间: 2022-02-08 16:34\n文号: \n发布机构: \n"
        "原文链接: https://a.example/t1.htm\n====== 正文 ======\n根据条例编制。\n一、总体情况\n"
    )
    read_document = document(text)

    assert read_document.head == PageHead(TITLE, "2022-02-08", None, "https://a.example/t1.htm")
    assert paragraphs(read_document) == ["根据条例编制。", "一、总体情况"]
    assert len(heads(read_document)) == 6


def test_a_page_in_one_line_is_cut_at_its_title() -> None:
    """Navigation before the title and data after it are head; title and body are paragraphs."""
    body = "根据条例编制本报告。" * 30
    data = "来源：某县人民政府 时间：2022-02-08 16:34 微信 微博 -->"
    line = f"当前位置： 首页政务公开 {TITLE} {data} {body}"
    read_document = document(f"标题: {TITLE}\n{line}\n")

    assert paragraphs(read_document) == [TITLE, body]
    assert read_document.head == PageHead(TITLE, "2022-02-08", "某县人民政府")
    assert badly_covered(read_document) == []


def test_meta_elements_outrank_what_is_printed() -> None:
    """ArticleTitle, PubDate and ContentSource."""
    page = (
        f'<meta name="ArticleTitle" content="{TITLE}">'
        '<meta name="PubDate" content="2022/1/23 9:00">'
        '<meta name="ContentSource" content="镇政府"><title>首页</title>'
        f"<p>发布时间：2022-02-01 来源：别处</p>{BODY}"
    )

    assert document(page).head == PageHead(TITLE, "2022-01-23", "镇政府")


@pytest.mark.parametrize(
    "line",
    [
        "发布时间：2022-01-23 09:30 来源：镇政府",
        "发布日期：2022年1月23日　来源：镇政府　【字体：大 中 小】",
        "2022-01-23 16:34　信息来源: 镇政府　浏览次数：",
        "【发布日期：2022.1.23】【来 源：镇政府】",
        "索引号：11/2022 发布机构：镇政府 公开日期：2022-01-23",
    ],
)
def test_the_visible_line_of_data_is_read(line: str) -> None:
    """Whatever its order, brackets and date; no part of it is a paragraph."""
    read_document = document(f"<h1>{TITLE}</h1><div>{line}</div>{BODY}")

    assert read_document.head == PageHead(None, "2022-01-23", "镇政府")
    assert paragraphs(read_document) == [TITLE, "根据条例编制。", "一、总体情况"]


def test_navigation_before_the_title_is_no_paragraph() -> None:
    """Menus, crumbs and the site's name, once the title is known from the page's own head."""
    page = (
        f"<title>{TITLE}_某市人民政府</title><div>某市人民政府</div><ul><li>首页<li>要闻</ul>"
        f"<div>当前位置：首页 &gt; 年报</div><h1>某镇2021年政府信息公开<br>工作年度报告</h1>{BODY}"
    )
    read_document = document(page)

    assert read_document.head.title == TITLE
    assert heads(read_document) == ["某市人民政府", "首页", "要闻", "当前位置：首页 > 年报"]
    assert paragraphs(read_document)[:2] == ["某镇2021年政府信息公开", "工作年度报告"]


def test_a_table_of_page_data_is_head() -> None:
    """索引号 / 发布机构 / 名称 above the article is none of the report's tables."""
    page = (
        "<table><tr><td>索引号<td>11/2022<td>发布机构<td>镇政府<tr><td>名称：<td colspan=3>"
        f"{TITLE}</table>{BODY}<table><tr><td>规章<td>0<tr><td>合计<td>1</table>"
    )
    read_document = document(page)

    assert read_document.head == PageHead(TITLE, None, "镇政府")
    assert tables(read_document) == [[["规章", "0"], ["合计", "1"]]]
    assert badly_covered(read_document) == []


@pytest.mark.parametrize(
    "line",
    [
        "来源：我镇按照条例的要求，" + "全面梳理公开事项，" * 40,
        "2022年1月23日",
        "统计时间：2021年1月1日至12月31日",
        "联系电话：0536-1234567",
    ],
)
def test_lines_of_the_report_stay_paragraphs(line: str) -> None:
    """Long text, a date alone, labels of the report's own."""
    read_document = document(f"{TITLE}\n{line}\n一、总体情况\n")

    assert line in paragraphs(read_document)
    assert read_document.head == PageHead()


def test_nothing_below_the_first_heading_is_head() -> None:
    """The body may speak of sources and dates."""
    assert paragraphs(document("一、总体情况\n来源：镇政府\n")) == ["一、总体情况", "来源：镇政府"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2022-02-08 16:34", "2022-02-08"),
        ("2022年2月8日", "2022-02-08"),
        ("2022/12/31", "2022-12-31"),
        ("2022-13-01", None),
        ("2022-02-30，2022-03-01", "2022-03-01"),
        ("20220208", None),
    ],
)
def test_dates_become_iso(text: str, date: str | None) -> None:
    """What is no date is none."""
    assert iso_date(text) == date
