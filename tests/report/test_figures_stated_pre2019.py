"""Counts in the prose of reports before 2019 are kept where they are plain, under `pre.*`."""

from __future__ import annotations

import pytest

from indexer.divisions import load_divisions
from indexer.document import Document
from indexer.model import Report, Source, Status
from indexer.readers.read import read
from indexer.report.build import build
from indexer.report.stated_pre2019 import read_stated_before_2019
from tests.report.built import CORPUS
from tests.report.lines import outline

HEADS = ("一、概述", "平稳。", "二、主动公开政府信息情况")


def stated(text: str, year: int = 2015, head: str = HEADS[2]) -> dict[str, int]:
    """What a report of the year states if a part of it says this."""
    passages = outline(*HEADS[:2], head, text).passages
    figures = read_stated_before_2019(passages, year)
    assert all(f.status is Status.STATED and f.locator and f.raw for f in figures.values())
    return {key: int(f.value) for key, f in figures.items() if f.value is not None}


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("全年主动公开政府信息97条，更新及时。", "pre.proactive.total", 97),
        ("2015年，共受理政府信息公开申请5件。", "pre.received.total", 5),
        ("全年收到3件政府信息公开申请，均已答复。", "pre.received.total", 3),
        ("本年度未收到政府信息公开申请。", "pre.received.total", 0),
        ("没有收到公民、法人提出的依申请公开事项。", "pre.received.total", 0),
        ("因政府信息公开引起行政复议1件。", "pre.review.total", 1),
        ("未发生因政府信息公开引起的行政诉讼案件。", "pre.litigation.total", 0),
    ],
)
def test_plain_statements(text: str, key: str, value: int) -> None:
    """Of the whole year, with the characters that state them; from 2019 on there is a table."""
    assert stated(text) == {key: value}
    assert stated(text, 2019) == {}


@pytest.mark.parametrize(
    "text",
    [
        "主动公开政府信息约97条。",
        "自2008年以来累计主动公开政府信息970条。",
        "通过网站主动公开政府信息97条。",
        "2014年，主动公开政府信息83条。",
        "主动公开政府信息97条。全年主动公开政府信息98条。",
        "收到当面申请1件。",
        "未收到收费减免申请。",
        "未收到申请。",
        "受理信访投诉申请3件。",
        "未收到当面提出的政府信息公开申请。",
        "全县审理行政复议3件，行政诉讼2件。",
        "计划主动公开政府信息97条。",
    ],
)
def test_what_is_not_plain_is_left_out(text: str) -> None:
    """Rounded, of other times, of a part, of another thing, or told twice in two ways."""
    assert stated(text) == {}


def test_in_the_part_on_applications_a_bare_word_is_enough() -> None:
    """The heading says what was applied for."""
    text = "本年度没有收到公民、法人和其他组织的申请。"

    assert stated(text, head="三、依申请公开情况") == {"pre.received.total": 0}
    assert stated(text) == {}


def test_in_the_part_on_reviews_disclosure_need_not_be_named() -> None:
    """The heading names it; both may be denied at once."""
    head = "三、因政府信息公开申请行政复议、提起行政诉讼的情况"

    assert stated("行政复议2件。", head=head) == {"pre.review.total": 2}
    assert stated("全年无行政复议和行政诉讼。", head=head) == {
        "pre.review.total": 0,
        "pre.litigation.total": 0,
    }
    assert stated("未发生复议、诉讼。", head=head).keys() == {
        "pre.review.total",
        "pre.litigation.total",
    }


def test_the_statistics_table_has_the_word() -> None:
    """A key that the table gives is its cell; one that only the prose has is stated."""

    def statuses(name: str) -> dict[str, Status]:
        data = (CORPUS / name).read_bytes()
        document = read(data, name)
        assert isinstance(document, Document)
        source = Source(name, "0" * 64, len(data), "html")
        made = build(document, source, load_divisions((CORPUS / "divisions.csv",)))
        assert isinstance(made, Report)
        return {key: f.status for key, f in made.figures.items() if key.startswith("pre.")}

    assert statuses("linyu-water-2016.html")["pre.proactive.total"] is Status.REPORTED
    assert statuses("liyun-township-2015.html")["pre.proactive.total"] is Status.STATED
