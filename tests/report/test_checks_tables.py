"""prose_vs_table and the sums: the tables against the prose and against themselves."""

from __future__ import annotations

import pytest

from indexer.model import Scope, Severity
from tests.report.checked import PARTS, checks, findings

NEW, CARRIED = "t3.new_received.total", "t3.carried_in.total"
DIRECT, AFTER = "t4.litigation_direct.total", "t4.litigation_after_review.total"
COLUMNS = (
    *("natural_person", "business", "research", "public_welfare"),
    *("legal_service", "other_org", "total"),
)


@pytest.mark.parametrize(
    "text",
    [
        "全年本镇未收到依申请公开事项。",
        "年内未接到要求公开政府信息的申请。",
        "本年度没有收到公民、法人和其他组织的申请。",
        "本年度青芷镇未收到任何申请。",
    ],
)
def test_none_received_against_one(text: str) -> None:
    """未收到 contradicts a cell above nought, and agrees with nought and with a blank."""
    found = findings(*PARTS[:2], text, *PARTS[3:], cells={NEW: 1})

    assert [(f.check, f.severity) for f in found] == [("prose_vs_table", Severity.ERROR)]
    assert NEW in [e.figure for e in found[0].evidence]
    assert checks(*PARTS[:2], text, *PARTS[3:], cells={NEW: 0}) == []
    assert checks(*PARTS[:2], text, *PARTS[3:], cells={NEW: None}) == []


@pytest.mark.parametrize(
    "text",
    [
        "全年未收到当面提出的申请。",
        "没有申请结转到下一年度。",
        "经费请示共计18项，未收到收费减免申请。",
        "依申请公开信息数0条，不予以公开信息数0条。",
        "上半年未收到申请。",
        "办理中无逾期未补正的申请。",
        "未收到申请人补正材料的，按规定处理。",
    ],
)
def test_statements_on_a_part_are_silent(text: str) -> None:
    """A channel, a time, a kind, or another matter is not the total."""
    assert checks(*PARTS[:2], text, *PARTS[3:], cells={NEW: 3}) == []


def test_counts_agree_with_new_or_with_new_and_carried() -> None:
    """收到N件 is 新收 or 新收 + 上年结转."""
    for count, expected in ((5, []), (6, []), (7, ["prose_vs_table"])):
        text = f"全年收到政府信息公开申请{count}件。"

        assert expected == checks(*PARTS[:2], text, *PARTS[3:], cells={NEW: 5, CARRIED: 1})


@pytest.mark.parametrize(
    "text",
    [
        "2020年收到政府信息公开申请9件，2021年收到5件。",
        "其中收到自然人申请3件。",
        "受理12345热线工单151件，收到投诉3件。",
        "自2008年以来累计收到申请88件。",
        "通过网站收到申请2件，通过信函收到申请3件。",
        "承办人大代表建议2件、政协提案1件。",
    ],
)
def test_counts_of_a_part_are_silent(text: str) -> None:
    """What is counted is not the year's applications."""
    assert checks(*PARTS[:2], text, *PARTS[3:], cells={NEW: 5, CARRIED: 1}) == []


def test_no_review_and_no_suit() -> None:
    """无复议 and 无诉讼 are held against their own totals."""
    text = "年内无行政复议，也无行政诉讼情况。"
    none = {"t4.review.total": 0, DIRECT: 0, AFTER: 0}

    assert checks(*PARTS[:2], text, *PARTS[3:], cells=none) == []
    found = findings(*PARTS[:2], text, *PARTS[3:], cells={**none, AFTER: 2})
    assert [[e.figure for e in f.evidence if e.figure] for f in found] == [[AFTER]]
    both = "未发生因政府信息公开被申请行政复议、提起行政诉讼的情况。"
    assert (
        len(checks(*PARTS[:2], both, *PARTS[3:], cells={"t4.review.total": 1, DIRECT: 1, AFTER: 0}))
        == 2
    )


def test_reviews_without_correction_are_silent() -> None:
    """无行政复议纠正 does not deny reviews."""
    text = "全年无行政复议纠正案件，没有行政诉讼败诉案件。"

    assert checks(*PARTS[:2], text, *PARTS[3:], cells={"t4.review.total": 1, DIRECT: 1}) == []


def test_the_agencys_own_nought_says_nothing_of_an_aggregate() -> None:
    """本机关未收到 beside a table that sums lower levels is no contradiction."""
    text = "本机关未收到政府信息公开申请。"

    assert checks(*PARTS[:2], text, *PARTS[3:], cells={NEW: 3}, scope=Scope.AGGREGATE) == []


def row(name: str, *values: int | None) -> dict[str, int | None]:
    return {f"t3.{name}.{c}": v for c, v in zip(COLUMNS, values, strict=True)}


def test_a_row_that_does_not_add_up() -> None:
    """The finding names the row, and its cells are the evidence."""
    found = findings(*PARTS, cells=row("new_received", 1, 1, 0, 0, 0, 0, 3))

    assert [f.check for f in found] == ["t3_row_sum"]
    assert {e.figure for e in found[0].evidence} == {
        "t3.new_received.natural_person",
        "t3.new_received.business",
        "t3.new_received.total",
    }
    assert "一、本年新收政府信息公开申请数量" in found[0].message


def test_a_row_with_a_blank_is_not_assessed() -> None:
    """A blank is no nought."""
    assert checks(*PARTS, cells=row("new_received", 1, None, 0, 0, 0, 0, 3)) == []


def test_flow_and_results_and_outcomes() -> None:
    """Each identity of the form has its check."""
    flow = {"t3.new_received.total": 2, "t3.carried_in.total": 1}
    flow |= {"t3.result.total.total": 2, "t3.carried_out.total": 0}
    block = {f"t4.review.{name}": 0 for name in ("upheld", "corrected", "other", "pending")}

    assert checks(*PARTS, cells=flow) == ["t3_flow"]
    assert checks(*PARTS, cells={**block, "t4.review.total": 1}) == ["t4_sum"]
