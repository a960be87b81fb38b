"""foreign_place, foreign_agency_word, form_vs_year, fee_statement, heading_content."""

from __future__ import annotations

import pytest

from indexer.model import Kind
from tests.report.checked import PARTS, TABLES, checks, findings


def test_another_towns_name_as_ones_own() -> None:
    """Each place is quoted; one finding a name."""
    found = findings(*PARTS[:2], "征求群众对松萝镇发展的意见，推动松萝镇民主决策。", *PARTS[2:])

    assert [f.check for f in found] == ["foreign_place"]
    assert [e.quote for e in found[0].evidence] == [
        "征求群众对松萝镇发展的意见",
        "推动松萝镇民主决策",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "组织村干部到松萝镇学习公开做法。",
        "转发《松萝镇公开工作办法》，考察和平乡。",
        "引导青芷镇群众关注公开平台。",
        "推进城镇建设，我镇和各乡镇一道努力。",
        "由原松萝镇、和平乡合并设立。",
    ],
)
def test_places_told_about_are_silent(text: str) -> None:
    """Visits, titles, mergers, the own name and ordinary words."""
    assert checks(*PARTS[:2], text, *PARTS[2:]) == []


def test_only_towns_are_looked_at() -> None:
    """A bureau names towns as a matter of course, and is a bureau."""
    text = "松萝镇的公开工作列入局机关考核。"

    assert checks(*PARTS[:2], text, *PARTS[2:], kind=Kind.DEPARTMENT) == []
    assert checks(*PARTS[:2], text, *PARTS[2:]) == ["foreign_place", "foreign_agency_word"]


@pytest.mark.parametrize(
    "text", ["县公安局机关来镇指导。", "在全局高度推进，各科室配合。", "经县水利局党组同意。"]
)
def test_other_peoples_bureaus_are_silent(text: str) -> None:
    """A named bureau, 全局 and 各科室 are nobody's slip."""
    assert checks(*PARTS[:2], text, *PARTS[2:]) == []


def test_a_form_out_of_its_years() -> None:
    """Table by table; 2019 may use either."""
    cells = {"t3.new_received.total": 0}
    old = {**TABLES, "t3": "2019"}

    assert checks(*PARTS, cells=cells, forms=old) == ["form_vs_year"]
    assert checks(*PARTS, cells=cells, forms={**old, "t2": None}, year=2019) == []


def test_fees_not_spoken_of() -> None:
    """From 2021 on, where six is there and nothing says 信息处理费."""
    lines = [*PARTS[:-1], "无。"]

    assert checks(*lines) == ["fee_statement"]
    assert checks(*lines, year=2020, forms={}) == []
    assert checks(*PARTS[:2], "依法收取信息处理费。", *lines[2:]) == []


def test_a_part_on_applications_that_counts_what_was_published() -> None:
    """The heading and the count stand against each other."""
    text = "（二）依申请公开情况。到年底共发布政府信息78条。"

    assert checks(PARTS[0], text, *PARTS[3:]) == ["heading_content"]
    assert checks(PARTS[0], text + "没有收到申请。", *PARTS[3:]) == []
