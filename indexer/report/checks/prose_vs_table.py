"""prose_vs_table: "none" and counts in prose against the cells of tables three and four."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from indexer.model import Aspect, Evidence, Finding, Origin, Scope, Severity
from indexer.report.checks.quotes import Clause, clauses, ground
from indexer.report.material import Material, cell, value_of

NEW, CARRIED = "t3.new_received.total", "t3.carried_in.total"
REVIEW = "t4.review.total"
LITIGATION = ("t4.litigation_direct.total", "t4.litigation_after_review.total")
_NOT = r"(?:从未|尚未|均未|暂未|并未|未|没有|无)"
_NO_REQUEST = re.compile(
    rf"{_NOT}(?:曾|有)?(?:收到|接到|接收到?|受理)?过?(?P<of>[^未无]{{0,28}}?)"
    r"申请(?:公开)?(?:的?(?:政府信息)?(?:事项|案件|件|情况))?$"
)
_NO_CASE = re.compile(
    rf"{_NOT}(?>政府信息公开|依申请公开|信息公开|发生|收到|接到|产生|出现|涉及|提起|引发|引起|提出|任何|关于|"
    r"被|有|过|因|工作|申请|的|人)*+(?P<case>(?:行政)?(?:复议|诉讼)(?>行政|复议|诉讼|申诉|案件|情况|"
    r"事项|申请|提起|提出|事件|、|和|及|或|与|者|被|的|件|发生)*+)$"
)
_PARTIAL_CASE = re.compile(
    r"季度|半年|月份|上年|去年|往年|历年|以来|其他方面|尚未审结|败诉|纠正|撤销"
)
# A part of the applications, another time, or something else that is applied for.
_PARTIAL = re.compile(
    r"当面|通过|网站|信函|传真|网络|网上|线上|电子|邮件|书面|口头|平台|窗口|结转|复议|诉讼|收费|费用|减免|自然人|企业|商业|"
    r"逾期|补正|超期|不予|投诉|举报|信访|建议|提案|咨询|季度|半年|月份|上年|去年|往年|历年|历来|以来|异议|延期|未按|"
    r"处理费|重复|涉密|热线|工单|转办|转来|涉及|关于|查询|其中|许可|行政审批|低保|救助|党务|村务|所属|下属|各村|部门|"
    r"20[01]\d年至"
)
_COUNTS = (
    re.compile(
        r"(?:收到|受理|接收|新收)(?:到|了)?[^\d未无]{0,24}?申请(?:共计?|总数|数量|总计|为|:)*"
        r"(\d{1,9})(?:件|宗|份|条|次|起)"
    ),
    re.compile(
        r"(?:收到|受理|接收|新收)(?:到|了)?(?:各类)?(\d{1,9})(?:件|宗|份|条|次|起)[^\d]{0,16}申请"
    ),
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_OWN = re.compile(r"本机关|我办|本办|本单位|我局|本局|本级机关")
_TOLD_OF = frozenset({Aspect.ACCOUNT, Aspect.OTHER, Aspect.BASIS})


def prose_vs_table(material: Material) -> Iterator[Finding]:
    """Statements of the prose that the tables contradict."""
    told = [
        clause
        for passage in material.passages
        if passage.aspect in _TOLD_OF and passage.slot not in ("signature", "appendix")
        for clause in clauses(passage)
        if not (material.identity.scope is Scope.AGGREGATE and _OWN.search(clause.text))
        and not _of_another_year(clause.text, material.identity.year)
    ]
    yield from _applications(material, told)
    yield from _cases(material, told)


def _of_another_year(text: str, year: int) -> bool:
    named = set(_YEAR.findall(text))
    return bool(named) and str(year) not in named


def _applications(material: Material, told: list[Clause]) -> Iterator[Finding]:
    new, carried = value_of(material, NEW), value_of(material, CARRIED)
    if new is None:
        return
    allowed = {new, new + carried} if carried is not None else {new}
    counts = list(_stated(told))
    if any(count in allowed for count, _ in counts):
        return
    none = next(filter(_says_no_request, told), None)
    if none and new > 0:
        yield _contradiction(
            ground(material, none),
            [cell(material, NEW)],
            f"正文称未收到申请，表三新收为{new}件，正文与表格不一致。",
            f"The prose says that no request was received; table three has {new} new.",
        )
    if counts and carried is not None:
        count, clause = counts[0]
        yield _contradiction(
            ground(material, clause),
            [cell(material, NEW), cell(material, CARRIED)],
            f"正文称收到申请{count}件，表三新收{new}件、上年结转{carried}件，正文与表格不一致。",
            f"The prose says {count} received; table three has {new} new and {carried} carried in.",
        )


def _says_no_request(clause: Clause) -> bool:
    match = _NO_REQUEST.search(clause.text)
    return bool(match) and not _PARTIAL.search(clause.text)


def _stated(told: list[Clause]) -> Iterator[tuple[Decimal, Clause]]:
    """Totals of applications received, as the prose tells them."""
    for clause in told:
        for count in _COUNTS:
            match = count.search(clause.text)
            if match and not _PARTIAL.search(clause.sentence):
                yield Decimal(match.group(1)), clause
                break


def _cases(material: Material, told: list[Clause]) -> Iterator[Finding]:
    for name, name_en, word, keys in (
        ("行政复议", "administrative review", "复议", (REVIEW,)),
        ("行政诉讼", "litigation", "诉讼", LITIGATION),
    ):
        values = {key: value_of(material, key) for key in keys}
        more = [key for key, value in values.items() if value]
        none = next((c for c in told if _says_no_case(c, word)), None)
        if none and more:
            total = sum((values[key] or Decimal(0) for key in more), Decimal(0))
            yield _contradiction(
                ground(material, none),
                [cell(material, key) for key in more],
                f"正文称无{name}，表四{name}总计为{total}件，正文与表格不一致。",
                f"The prose says that there was no {name_en}; table four has {total}.",
            )


def _says_no_case(clause: Clause, word: str) -> bool:
    match = _NO_CASE.search(clause.text)
    return bool(match and word in match.group("case")) and not _PARTIAL_CASE.search(clause.text)


def _contradiction(
    prose: Evidence, cells: Iterable[Evidence], message: str, message_en: str
) -> Finding:
    return Finding(
        "prose_vs_table",
        Severity.ERROR,
        Origin.REPORT,
        message,
        message_en,
        (prose, *cells),
    )
