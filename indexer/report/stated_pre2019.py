"""Counts that a report before 2019 states in prose, under the keys of its statistics table.

Only plain statements for the whole year; where the prose gives two numbers for a key, none is
kept. The statistics table, where there is one, has the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from indexer.model import Figure, Passage
from indexer.report.quantities import read_quantity
from indexer.report.stated import ELSEWHERE, NOT_PLAIN, of_another_year, said_before, stated_figure
from indexer.text import Normal, normal_with_origins

LAST_YEAR = 2018
_N = r"(?<![\d.])(?P<number>\d{1,9})"
_END = r"(?=$|[,。;、:)(!])"
_WHO = r"(?:各类|公民|群众|法人|社会|公众|其他组织|提出|提交|申请人|要求|关于|和|或|、|的)*"
_REQUEST = (
    r"(?:政府信息公开|信息公开|依申请公开|公开)?(?:政府信息|信息)?的?申请"
    r"(?:共计|共|总数|数量|为|:)*"
)
# A bare 申请, 复议 or 诉讼 is meant where the part is on it; elsewhere disclosure must be named.
_REVIEW_SLOT, _REQUESTS_SLOT = "overview.review", "overview.on_request"
_ON_DISCLOSURE = re.compile(r"信息公开|依申请公开|公开工作|公开申请")
_OTHER_CASES = re.compile(r"审理|办理|受理|代理|应诉|审结|维持|纠正|撤销|驳回|败诉|胜诉")
_NOT_REQUESTS = re.compile(
    r"信访|热线|工单|信件|留言|提案|建议|咨询|投诉|举报|许可|审批|当面|网上|网络|信函|传真|邮件|口头|窗口|自然人|企业|"
    r"季度|半年|月份|费|减免|复议|诉讼"
)
_NOT = r"(?:从未|尚未|均未|暂未|并未|未|没有)"
# Without a group "number" the wording itself says none.
_PROACTIVE = re.compile(
    rf"主动公开(?:了)?(?:各类)?(?:政府|政务)?信息(?:共计|总计|共|计|总数|数量|为)*{_N}(?P<unit>条){_END}"
)
_RECEIVED = (
    re.compile(rf"(?:收到|受理)(?:了)?{_WHO}{_REQUEST}{_N}(?P<unit>件|条|宗|份){_END}"),
    re.compile(
        rf"(?:收到|受理)(?:了)?{_N}(?P<unit>件|宗|份)(?:政府信息公开|信息公开|依申请公开)的?申请{_END}"
    ),
)
_NONE_RECEIVED = re.compile(
    rf"{_NOT}(?:收到|接到|受理)过?(?:任何)?{_WHO}"
    rf"(?P<of>(?:政府信息公开|信息公开|依申请公开|公开)(?:政府信息|信息)?的?)?(?:申请|事项){_END}"
)
_CASES = {
    "pre.review.total": re.compile(
        rf"行政复议(?:案件|申请)?(?:共计|共|为|数量|:)*{_N}(?P<unit>件|宗|起){_END}"
    ),
    "pre.litigation.total": re.compile(
        rf"(?<![、和及或与])行政诉讼(?:案件)?(?:共计|共|为|数量|:)*{_N}(?P<unit>件|宗|起){_END}"
    ),
}
_NO_CASE = re.compile(
    rf"(?:{_NOT}|无)(?:发生|收到|出现|产生)?(?:因|对|有|由|关于|政府|信息|公开|工作|引起|引发|的|被|提起|申请)*"
    rf"(?P<case>(?:行政复议|行政诉讼|复议|诉讼)(?:案件|情况)?(?:[、和及或]?(?:提起)?(?:行政复议|行政诉讼|复议|诉讼)(?:案件|情况)?)?)"
    rf"(?:的|案件|情况|发生)*{_END}"
)


def read_stated_before_2019(passages: Sequence[Passage], year: int) -> dict[str, Figure]:
    """The figures `pre.*` that the passages state beyond doubt; none from 2019 on."""
    found: dict[str, list[Figure]] = {}
    if year <= LAST_YEAR:
        for passage in passages:
            if passage.slot not in ELSEWHERE and passage.slot != "appendix":
                for one in _stated(passage, normal_with_origins(passage.text), year):
                    found.setdefault(one.key, []).append(one)
    return {
        key: figures[0] for key, figures in found.items() if len({f.value for f in figures}) == 1
    }


def _stated(passage: Passage, text: Normal, year: int) -> Iterator[Figure]:
    """What the passage says; a number, or none in so many words."""
    for key, match in _matches(passage, text.text):
        said = said_before(text.text, match.start())
        if NOT_PLAIN.search(said) or of_another_year(said, year):
            continue
        span = text.original(match.span())
        if "number" not in match.re.groupindex:
            yield stated_figure(key, Decimal(0), "件", passage, span)
        elif (value := read_quantity(match["number"], "count").value) is not None:
            unit = "条" if key == "pre.proactive.total" else "件"
            yield stated_figure(key, value, unit, passage, span)


def _matches(passage: Passage, text: str) -> Iterator[tuple[str, re.Match[str]]]:
    for match in _PROACTIVE.finditer(text):
        yield "pre.proactive.total", match
    for pattern in (*_RECEIVED, _NONE_RECEIVED):
        for match in pattern.finditer(text):
            named = "of" not in pattern.groupindex or match["of"]
            if not named and passage.slot != _REQUESTS_SLOT:
                continue
            if not _NOT_REQUESTS.search(said_before(text, match.start()) + match.group()):
                yield "pre.received.total", match
    for key, pattern in _CASES.items():
        for match in pattern.finditer(text):
            if _of_the_agency(passage, text, match):
                yield key, match
    for match in _NO_CASE.finditer(text):
        if _of_the_agency(passage, text, match):
            for word, key in (("复议", "pre.review.total"), ("诉讼", "pre.litigation.total")):
                if word in match["case"]:
                    yield key, match


def _of_the_agency(passage: Passage, text: str, match: re.Match[str]) -> bool:
    said = said_before(text, match.start()) + match.group()
    if _OTHER_CASES.search(said):
        return False
    return passage.slot == _REVIEW_SLOT or bool(_ON_DISCLOSURE.search(said))
