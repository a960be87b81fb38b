"""Statements that there was none: no application, no review, no suit, no 规范性文件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from indexer.model import Finding, Severity
from indexer.report.checks.counted import (
    agrees,
    contradiction,
    grounds,
    spoilt,
    tells_of_others,
)
from indexer.report.checks.quotes import ground
from indexer.report.checks.stated_requests import FOR_INFORMATION, PARTIAL, RECEIVED, SLOTS
from indexer.report.clauses import Clause
from indexer.report.material import Material, value_of

NEW, REVIEW = "t3.new_received.total", "t4.review.total"
LITIGATION = ("t4.litigation_direct.total", "t4.litigation_after_review.total")
_MADE = {"2021": "t2.normative_documents.issued", "2019": "t2.normative_documents.newly_made"}
_NOT = r"(?:从未|尚未|均未|暂未|并未|未|没有|无)"
_APPLICATION = (
    r"申请(?:公开)?(?:政府信息|信息)?(?:的?(?:政府信息)?(?:事项|案件|件|情况|要求|需求|表))?"
)
# 未收到 may say by whom and of what in any words; a bare 无 only in those that name the thing, for
# 无正当理由, 无法 and 没有现成 begin otherwise.
_NO_REQUEST = re.compile(
    rf"{_NOT}(?:曾|有)?(?:收到|接到|接收到?|受理|接受|产生|发生|出现)过?(?P<of>[^未无]{{0,28}}?){_APPLICATION}$"
    rf"|(?:没有|尚无|暂无|并无|也无|均无|无)(?>政府|信息|公开|政务|依|任何|公民|法人|群众|公众|社会|单位|个人|组织|其他|有关|相关|"
    rf"年度|提出|提交|要求|向我[镇乡局委办县市区]|向本[镇乡局委办县市区单位机关]+|向[^,未无]{{2,8}}?(?=提[出交])|和|或|及|、|的)*?"
    rf"{_APPLICATION}$"
    r"|(?:政府信息公开|信息公开|依申请公开|申请公开)(?:政府信息)?(?:的)?(?:申请)?(?:件数|数量|总数|总量|数|量)(?:均|都)?(?:为|是)"
    r"(?:0|零)(?:件|宗)?$|零申请$"
)
_NO_CASE = re.compile(
    rf"{_NOT}(?>政府信息公开|依申请公开|信息公开|发生|收到|接到|产生|出现|涉及|提起|引发|引起|提出|任何|关于|"
    r"被|有|过|因|工作|申请|的|人)*+(?P<case>(?:行政)?(?:复议|诉讼)(?>行政|复议|诉讼|申诉|案件|情况|"
    r"事项|申请|提起|提出|事件|、|和|及|或|与|者|被|的|件|发生)*+)$"
)
_PARTIAL_CASE = re.compile(
    r"季度|半年|月份|上年|去年|往年|历年|以来|其他方面|尚未审结|败诉|纠正|撤销"
)
_NO_DOCUMENT = re.compile(
    rf"{_NOT}(?:制定|制发|出台|新制定|新制作)过?(?:任何|新的?)?(?:行政)?规范性文件$"
)


def contradicted(material: Material, told: Sequence[Clause]) -> Iterator[Finding]:
    """None in prose, and more than none in the table."""
    yield from _requests(material, told)
    yield from _cases(material, told)
    yield from _documents(material, told)


def _requests(material: Material, told: Sequence[Clause]) -> Iterator[Finding]:
    new = value_of(material, NEW)
    none = next(filter(_says_no_request, told), None)
    # A count that is the table's shows that "none" was said of something else.
    if none and new and not agrees(material, told, RECEIVED):
        yield contradiction(
            ground(material, none),
            grounds(material, [NEW]),
            f"正文称未收到申请，表三新收为{new}件，正文与表格不一致。",
            f"The prose says that no request was received; table three has {new} new.",
        )


def _says_no_request(clause: Clause) -> bool:
    if clause.passage.slot not in SLOTS and not FOR_INFORMATION.search(clause.sentence):
        return False
    said = _NO_REQUEST.search(clause.text)
    return bool(said) and not (
        PARTIAL.search(clause.text) or spoilt(clause) or tells_of_others(clause)
    )


def _cases(material: Material, told: Sequence[Clause]) -> Iterator[Finding]:
    for name, name_en, word, keys in (
        ("行政复议", "administrative review", "复议", (REVIEW,)),
        ("行政诉讼", "litigation", "诉讼", LITIGATION),
    ):
        more = [key for key in keys if value_of(material, key)]
        none = next((c for c in told if _says_no_case(c, word)), None)
        if none and more:
            total = sum((value_of(material, key) or Decimal(0) for key in more), Decimal(0))
            yield contradiction(
                ground(material, none),
                grounds(material, more),
                f"正文称无{name}，表四{name}总计为{total}件，正文与表格不一致。",
                f"The prose says that there was no {name_en}; table four has {total}.",
            )


def _says_no_case(clause: Clause, word: str) -> bool:
    match = _NO_CASE.search(clause.text) if word in clause.text else None
    return bool(match and word in match.group("case")) and not _PARTIAL_CASE.search(clause.text)


def _documents(material: Material, told: Sequence[Clause]) -> Iterator[Finding]:
    key = _MADE.get(material.forms.get("t2") or "")
    made = value_of(material, key) if key else None
    none = next((c for c in told if _NO_DOCUMENT.search(c.text) and not spoilt(c)), None)
    if key and made and none:
        yield contradiction(
            ground(material, none),
            grounds(material, [key]),
            f"正文称未制发规范性文件，表二本年为{made}件，正文与表格不一致。",
            f"The prose says that no normative document was made; table two has {made}.",
            Severity.WARNING,
        )
