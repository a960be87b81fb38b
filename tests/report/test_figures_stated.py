"""Figures stated in prose: only where the wording leaves no doubt."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indexer.document import Locator
from indexer.model import Aspect, Figure, Passage, Status
from indexer.report.stated import read_stated


def stated(
    *texts: str, slot: str = "overview.proactive", year: int | None = 2020
) -> dict[str, Figure]:
    """What the passages state, each text at offset 100 of a document, in two spans."""
    passages = [
        Passage(slot, Aspect.ACCOUNT, text, Locator(((100, 104), (110, 106 + len(text)))))
        for text in texts
    ]
    return read_stated(passages, year)


@pytest.mark.parametrize(
    ("text", "key", "value", "unit"),
    [
        ("2020年，全镇主动公开政府信息322条，其中网站14条。", "n.proactive", "322", "条"),
        ("全年累计主动公开政府信息６２条。", "n.proactive", "62", "条"),
        ("截至2020年12月31日，全年累计主动公开政府信息62条。", "n.proactive", "62", "条"),
        ("共公开政务信息1,024条", "n.proactive", "1024", "条"),
        ("组织政务公开培训3次。", "n.training", "3", "次"),
        ("现有政务新媒体2个。", "n.accounts", "2", "个"),
        ("发布政策解读12篇。", "n.interpretation", "12", "篇"),
        ("2020年收取信息处理费共计1200.5元。", "n.processing_fee", "1200.5", "元"),
        ("本机关无收取信息处理费情况。", "n.processing_fee", "0", "元"),
        ("本年度未收取信息处理费。", "n.processing_fee", "0", "元"),
        ("信息处理费收取情况：无。", "n.processing_fee", "0", "元"),
    ],
)
def test_plain_wording(text: str, key: str, value: str, unit: str) -> None:
    """One figure, with the unit as written."""
    found = stated(text)

    assert [key] == list(found)
    assert (Decimal(value), unit, Status.STATED) == (
        found[key].value,
        found[key].unit,
        found[key].status,
    )


@pytest.mark.parametrize(
    "text",
    [
        "截至年底累计公开政府信息500条。",
        "历年累计主动公开政府信息500条。",
        "公开政府信息约300条。",
        "主动公开政府信息300余条。",
        "通过门户网站主动公开政府信息15条。",
        "其中公开政府信息15条。",
        "2019年主动公开政府信息45条。",
        "应主动公开政府信息45条。",
        "主动公开政府信息 条。",
        "信息处理费收取标准为每件10元。",
        "申请人逾期未缴纳信息处理费的。",
        "主动公开政府信息12345678901234567890条。",
    ],
)
def test_doubtful_wording_states_nothing(text: str) -> None:
    """Totals over years, approximations, parts, plans, rules."""
    assert not stated(text)


def test_two_numbers_for_one_thing_state_nothing() -> None:
    """Which of them holds cannot be told; the same number twice is one."""
    assert not stated("主动公开政府信息3条。", "共公开政府信息4条。")
    assert stated("主动公开政府信息3条。", "共公开政府信息3条。")["n.proactive"].value == 3


def test_what_was_planned_or_done_before_is_no_figure_of_the_year() -> None:
    """Nor what stands in the problems."""
    assert not stated("组织政务公开培训3次。", slot="measures")
    assert not stated("组织政务公开培训3次。", slot="prior_rectification")


def test_a_statement_leads_to_its_characters() -> None:
    """The spans are those of the words, also where a page cuts them."""
    figure = stated("全镇主动公开政府信息322条。")["n.proactive"]

    assert figure.raw == "主动公开政府信息322条"
    assert figure.locator is not None
    assert figure.locator.spans == ((102, 104), (110, 120))
