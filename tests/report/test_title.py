"""The title: over how many lines it runs, what it names, and which papers are none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.document import Document, PageHead, Refusal
from indexer.readers.read import read
from indexer.report.lines import Line, first_lines
from indexer.report.title import Title, find_title, other_paper, other_titles


def _document(text: str) -> Document:
    document = read(text.encode(), "report.txt")
    assert not isinstance(document, Refusal)
    return document


def _lines(document: Document) -> tuple[Line, ...]:
    return first_lines(document, 150, 30_000)


def _title(document: Document) -> Title | None:
    return find_title(document, _lines(document))


def _other_paper(document: Document) -> str | None:
    return other_paper(document, _lines(document))


@pytest.mark.parametrize(
    ("head", "text", "agency", "year"),
    [
        (
            "利通区胜利镇人民政府\n\n2020 年政府信息公开工作年度报告",
            "利通区胜利镇人民政府2020年政府信息公开工作年度报告",
            "利通区胜利镇人民政府",
            2020,
        ),
        (
            "鄌郚镇2020年政府信息公开工作\n年度报告",
            "鄌郚镇2020年政府信息公开工作年度报告",
            "鄌郚镇",
            2020,
        ),
        (
            "昌乐县水利局\n二〇二〇年度\n政府信息公开年报",
            "昌乐县水利局二〇二〇年度政府信息公开年报",
            "昌乐县水利局",
            2020,
        ),
        (
            "昌乐县鄌郚镇人民\n政府2021年政府信息公开工作年度报告",
            "昌乐县鄌郚镇人民政府2021年政府信息公开工作年度报告",
            "昌乐县鄌郚镇人民政府",
            2021,
        ),
        (
            "政府信息公开工作年度报告\n（2020年度）\n昌乐县水利局",
            "政府信息公开工作年度报告（2020年度）昌乐县水利局",
            "昌乐县水利局",
            2020,
        ),
    ],
)
def test_a_title_may_run_over_lines(head: str, text: str, agency: str, year: int) -> None:
    """Its lines are joined, a name and a year alone above or below belong to it."""
    document = _document(head + "\n\n一、总体情况\n\n全年公开信息10条。\n")
    title = _title(document)

    assert title is not None
    assert (title.text, title.agency, title.year) == (text, agency, year)
    assert "总体情况" not in document.slice(title.spans)
    assert len(title.spans) == len([line for line in head.split("\n") if line])


@pytest.mark.parametrize(
    ("line", "agency", "year"),
    [
        ("平潭综合实验区2021年度政府信息公开工作年度报告", "平潭综合实验区", 2021),
        ("2 0 2 0 年昌乐县水利局政府信息公开 工作年度报告", "昌乐县水利局", 2020),
        ("昌乐县人民政府信息公开工作年度报告", "昌乐县人民政府", None),
        ("关于昌乐县2013年政府信息公开工作情况的报告", "昌乐县", 2013),
        ("青岛海关2012年政府信息公开年度报告", "青岛海关", 2012),
        ("昌乐县水利局政府信息公开2015年年度报告", "昌乐县水利局", 2015),
        ("我局2020年政府信息公开工作年度报告", "", 2020),
        ("昌乐县水利局2020年政府信息公开工作年度报告（全文）", "昌乐县水利局", 2020),
    ],
)
def test_agency_and_year_are_read_in_any_order(line: str, agency: str, year: int | None) -> None:
    """What is neither the year nor the paper's name is the agency; 我局 is no name."""
    title = _title(_document(line + "\n\n正文一段。\n"))

    assert title is not None
    assert (title.agency, title.year) == (agency, year)


def test_navigation_above_the_title_is_not_part_of_it() -> None:
    """A site's name stays out where the title has an agency of its own."""
    title = _title(_document("首页\n昌乐县人民政府\n昌乐县水利局2020年政府信息公开年报\n正文。\n"))

    assert title is not None
    assert title.text == "昌乐县水利局2020年政府信息公开年报"


def test_the_pages_title_stands_in() -> None:
    """Without a printed title the web page's counts, without its site."""
    head = PageHead(title="昌乐县水利局2020年政府信息公开工作年度报告_昌乐县人民政府网")
    title = _title(Document("html", "", (), head=head))

    assert title is not None
    assert (title.agency, title.year, title.spans) == ("昌乐县水利局", 2020, ())


def test_a_text_that_lost_its_lines_still_has_a_title() -> None:
    """The title stands between spaces in a paragraph that holds everything."""
    text = "当前位置： 首页 昌乐县水利局2020年政府信息公开工作年度报告 来源：某网 一、总体情况"
    title = _title(_document(text + "全年公开。" * 60))

    assert title is not None
    assert (title.agency, title.year) == ("昌乐县水利局", 2020)


@pytest.mark.parametrize(
    "head",
    [
        "昌乐县2020年政府信息公开工作年度报告解读",
        "《昌乐县2020年政府信息公开工作年度报告》解读",
        "关于做好2020年政府信息公开工作年度报告编制和发布工作的通知\n昌乐县2020年政府信息公开工作年度报告",
        "政府信息公开工作年度报告格式模板",
        "关于公布2020年政府信息公开工作年度报告的通知\n各单位：",
    ],
)
def test_a_paper_about_reports_is_told(head: str) -> None:
    """解读, 模板 and 通知 are other papers."""
    assert _other_paper(_document(head + "\n正文。\n")) is not None


def test_a_published_report_under_its_notice_is_a_report() -> None:
    """A 通知 that publishes may stand above the title."""
    head = "关于公布2020年政府信息公开工作年度报告的通知\n昌乐县2020年政府信息公开工作年度报告"

    assert _other_paper(_document(head + "\n正文。\n")) is None


def test_a_second_report_in_the_text_is_seen_and_a_running_head_is_not() -> None:
    """The same title again says nothing, another year's does."""
    own = "昌乐县水利局2020年政府信息公开工作年度报告"
    other = "昌乐县水利局2021年政府信息公开工作年度报告"
    document = _document(f"{own}\n\n正文。\n\n{own}\n\n正文。\n\n{other}\n\n正文。\n")
    title = _title(document)

    assert title is not None
    assert [line.whole.text for line in other_titles(document, title)] == [other]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.text(
            st.sampled_from("昌乐县局2020年政府信息公开工作年度报告()《》 解读通知"), max_size=40
        ),
        max_size=12,
    )
)
def test_a_title_lies_in_the_document(lines: list[str]) -> None:
    """Whatever the lines, the spans of a title are places of the text."""
    document = read("\n".join(lines).encode(), "report.txt")
    if isinstance(document, Refusal):
        return
    title = _title(document)
    if title:
        assert all(0 <= start < end <= len(document.text) for start, end in title.spans)


def test_two_entries_of_a_menu_are_no_title() -> None:
    """They read like one and have no year; a title with its year below them is the title."""
    text = "走进乡镇\n政府信息公开年报\n林峪县青芷镇2020年政府信息公开工作年度报告\n一、总体情况\n"
    title = _title(_document(text))
    assert title

    assert (title.agency, title.year) == ("林峪县青芷镇", 2020)
    alone = _title(_document("青芷镇政府信息公开年报\n一、情况\n青芷镇2020年政府信息公开年报\n"))
    assert alone
    assert alone.year is None


def test_the_index_of_a_page_names_the_title_and_is_none() -> None:
    """Unless there is no other; the word before it is no part of the agency's name."""
    entry, printed = "名称青芷镇2020年政府信息公开年报", "青芷镇2020年政府信息公开年报"
    both, alone = _title(_document(f"{entry}\n{printed}\n")), _title(_document(entry))
    assert both
    assert alone

    assert both.text == printed
    assert (alone.agency, alone.year) == ("青芷镇", 2020)
