"""Counts in prose against their cells: which wordings speak of which cells, and which of none."""

from __future__ import annotations

import re

import pytest

from indexer.document import Locator
from indexer.model import Aspect, Finding, Passage, Scope, Severity
from indexer.report.checks import stated_cases, stated_documents, stated_requests
from indexer.report.checks.counted import NUMBER, with_counts
from indexer.report.clauses import Clause
from tests.report.checked import PARTS, findings
from tests.report.test_checks_tables import AFTER, CARRIED, DIRECT, NEW

DENIED = (
    *("state_secret", "law_prohibited", "three_securities_one_stability", "third_party_rights"),
    *("internal_affairs", "process_information", "enforcement_case_file", "administrative_query"),
)
UNABLE = ("not_held", "needs_creation", "still_unclear")
NOT_PROCESSED = (
    *("petition_complaint", "repeated", "public_publication", "excessive", "confirm_or_reissue"),
)
OTHER = ("overdue_correction", "overdue_fee", "misc")
# 20 new and 2 carried in: 8 granted, 3 in part, 4 denied, 2 unable, 1 not processed, 2 other; 2 on.
CELLS: dict[str, int | None] = {
    NEW: 20,
    CARRIED: 2,
    "t3.new_received.natural_person": 17,
    "t3.carried_in.natural_person": 2,
    "t3.new_received.business": 3,
    "t3.carried_in.business": 0,
    "t3.result.granted.total": 8,
    "t3.result.partially_granted.total": 3,
    **{f"t3.result.denied.{ground}.total": 0 for ground in DENIED},
    "t3.result.denied.third_party_rights.total": 4,
    **{f"t3.result.unable.{ground}.total": 0 for ground in UNABLE},
    "t3.result.unable.not_held.total": 2,
    **{f"t3.result.not_processed.{ground}.total": 0 for ground in NOT_PROCESSED},
    "t3.result.not_processed.repeated.total": 1,
    **{f"t3.result.other.{ground}.total": 0 for ground in OTHER},
    "t3.result.other.misc.total": 2,
    "t3.result.total.total": 20,
    "t3.carried_out.total": 2,
    "t4.review.total": 3,
    "t4.review.upheld": 2,
    "t4.review.corrected": 1,
    DIRECT: 1,
    AFTER: 2,
    "t2.normative_documents.issued": 5,
    "t2.normative_documents.repealed": 1,
    "t2.normative_documents.in_force": 30,
}


def said(
    text: str, scope: Scope = Scope.OWN, cells: dict[str, int | None] | None = None
) -> list[Finding]:
    """What the tables say against the part on applications if it says this."""
    lines = (*PARTS[:2], text, *PARTS[3:])
    found = findings(*lines, cells=CELLS | (cells or {}), scope=scope)
    return [finding for finding in found if finding.check == "prose_vs_table"]


@pytest.mark.parametrize(
    ("text", "right", "cell"),
    [
        ("新收{}件，上年结转2件。", (20, 22), NEW),
        ("收到依申请公开{}件。", (20, 22), NEW),
        ("上年结转{}件，新收20件。", (2,), CARRIED),
        ("办理申请时，予以公开{}件。", (8, 11), "t3.result.granted.total"),
        ("共办结{}件。", (20,), "t3.result.total.total"),
        ("截至12月31日，共办结{}件。", (20,), "t3.result.total.total"),
        ("部分公开{}件，其他处理2件。", (3,), "t3.result.partially_granted.total"),
        ("其中不予公开{}件。", (4, 6, 5), "t3.result.denied.third_party_rights.total"),
        ("无法提供{}件。", (2,), "t3.result.unable.not_held.total"),
        ("不予处理{}件。", (1,), "t3.result.not_processed.repeated.total"),
        ("予以公开8件、其他处理{}件。", (2,), "t3.result.other.misc.total"),
        ("{}件申请结转下年度继续办理。", (2,), "t3.carried_out.total"),
        ("结转下年度{}件。", (2,), "t3.carried_out.total"),
        ("答复申请{}件。", (17, 18, 20), "t3.result.total.total"),
        ("收到申请20件，其中自然人{}件、商业企业3件。", (17, 19), "t3.new_received.natural_person"),
        ("因政府信息公开引发行政复议{}件。", (3,), "t4.review.total"),
        ("因政府信息公开引发行政诉讼{}件。", (3,), DIRECT),
        ("因信息公开未经复议直接起诉{}件。", (1,), DIRECT),
        ("因信息公开被申请行政复议3件，其中维持{}件，纠正1件。", (2,), "t4.review.upheld"),
        ("因信息公开被申请行政复议3件，维持2件，纠正{}件。", (1,), "t4.review.corrected"),
        ("制发行政规范性文件{}件。", (5,), "t2.normative_documents.issued"),
        ("废止规范性文件{}件。", (1,), "t2.normative_documents.repealed"),
        ("现行有效行政规范性文件{}件。", (30,), "t2.normative_documents.in_force"),
    ],
)
def test_a_count_is_held_against_its_cells(text: str, right: tuple[int, ...], cell: str) -> None:
    """Every number but those of the cells is a contradiction, shown with the cell it speaks of."""
    wrong = 77
    (found,) = said(text.format(wrong))

    assert cell in {e.figure for e in found.evidence}
    assert str(wrong) in found.message
    assert [said(text.format(number)) for number in right] == [[] for _ in right]


@pytest.mark.parametrize(
    "text",
    [
        "收到申请约77件，办结近77件，予以公开77余件。",
        "申请人通过网络提出的予以公开77件。",
        "2020年，办结申请77件，予以公开77件。",
        "按时办结申请77件，延期办结3件。",
        "属于国家秘密不予公开的申请77件。",
        "依申请公开信息数77条，不予以公开信息数77条。",
        "受理12345热线工单77件，办结77件。",
        "承办人大代表建议77件，答复77件。",
        "收到信访件77件。办结77件。",
        "计划明年办结申请77件。",
        "上半年，共办结77件。",
        "截至目前，共办结77件。",
        "自2008年以来，共办结77件。",
        "收到的1,077件予以公开。",
        "全县收到申请77件，办结77件，予以公开77件。",
        "收到申请1,077件，办结1,020件，予以公开1,008件。",
        "全年办理行政复议77件，行政诉讼77件。",
        "作为复议机关，受理涉及政府信息公开的行政复议77件。",
        "因政府信息公开引发行政复议、行政诉讼77件。",
        "以县政府名义制发规范性文件77件，审核规范性文件88件。",
        "清理规范性文件77件，制发规范性文件解读77件。",
        "予以公开的申请中，自然人77件。",
        "予以公开77件，另有1件已主动公开，告知获取方式。",
        "收到申请77件（含上年结转2件）。",
    ],
)
def test_parts_other_times_and_other_things_are_silent(text: str) -> None:
    """Approximate, of a channel, a ground, another year, a part of the year, or no application."""
    assert said(text) == []


def test_other_applications_than_for_information() -> None:
    """Outside the part on applications the sentence must say what was applied for."""
    for text in ("全年受理工伤认定申请77件。", "全年未收到工伤认定申请。"):
        assert findings(PARTS[0], text, *PARTS[3:], cells=CELLS) == []
    for text in ("全年受理政府信息公开申请77件。", "全年未收到政府信息公开申请。"):
        assert len(findings(PARTS[0], text, *PARTS[3:], cells=CELLS)) == 1


def test_what_a_blank_leaves_open_is_not_held_against_anything() -> None:
    """A sum is known if all of its cells are."""
    assert said("不予公开77件。", cells={"t3.result.denied.state_secret.total": None}) == []
    assert said("收到申请77件。", cells={CARRIED: None}) == []


def test_sums_that_come_to_the_same_are_told_once() -> None:
    """With nothing carried in, new and new with carried in are one number."""
    (found,) = said("收到申请77件。", cells={CARRIED: 0})

    assert found.message == "正文称收到申请77件，表中本年新收为20件，正文与表格不一致。"


def test_documents_of_one_among_many_are_silent() -> None:
    """Beside a table that sums all, 制发 counts only where the sentence says it is of all."""
    assert said("制发规范性文件77件。", Scope.AGGREGATE) == []
    (found,) = said("全县制发规范性文件77件。", Scope.AGGREGATE)
    assert found.severity is Severity.WARNING


@pytest.mark.parametrize(
    "text",
    [
        "全年无依申请公开事项。",
        "本年度没有公民、法人和其他组织向我镇提出政府信息公开申请。",
        "依申请公开数量为0件。",
        "2021年，未收到申请公开政府信息的要求。",
        "未接到任何依申请公开政府信息。",
        "政府信息公开零申请。",
    ],
)
def test_further_words_for_none(text: str) -> None:
    """Each says that no application was received."""
    assert len(said(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "其中1件为无法提供的申请。",
        "对没有现成信息需要另行制作的申请，",
        "属于无正当理由大量反复申请。",
        "2020年，未收到申请。",
        "补正后仍未明确的申请。",
        "没有超期未办结的申请。",
        "未收到信访件的公开申请。",
    ],
)
def test_other_negations_are_silent(text: str) -> None:
    """未 and 无 of a ground, of another year or of another thing."""
    assert said(text) == []


def test_none_beside_the_tables_own_count_is_of_something_else() -> None:
    """A count that agrees shows who is meant by the other statement."""
    assert said("收到申请20件。学校和卫生院未收到申请。") == []
    assert len(said("学校和卫生院未收到申请。")) == 1


def test_no_document_made() -> None:
    """未制发规范性文件 against a cell above nought."""
    assert [f.severity for f in said("本年度未制发规范性文件。")] == [Severity.WARNING]
    assert said("本年度未制发规范性文件。", cells={"t2.normative_documents.issued": 0}) == []


WORDINGS = [
    pattern
    for counted in (
        *stated_requests.STATED,
        *stated_cases.STATED,
        *(one for family in stated_documents.STATED.values() for one in family),
    )
    for pattern in counted.patterns
]


@pytest.mark.parametrize("wording", WORDINGS, ids=range(len(WORDINGS)))
def test_no_clause_that_a_wording_fits_is_left_out_untried(wording: re.Pattern[str]) -> None:
    """What follows the number in a wording is always one of the units that `with_counts` knows."""
    behind = wording.pattern.partition(NUMBER)[2]
    units = re.match(r"\(\?:((?:\w\|)*\w)\)|\[(\w+)\]", behind)

    assert units
    for unit in "".join(filter(None, units.groups())).replace("|", ""):
        clause = Clause(Passage("", Aspect.OTHER, "", Locator(())), f"7{unit}", 0, 2, "")
        assert with_counts([clause]) == (clause,), unit
