"""Figures that the prose states (`n.*`), where its wording leaves no doubt.

What is approximate (约, 余), a running total (累计, 截至) or a part of a whole (其中, 通过某渠道)
is left out, and so is a figure for which the prose gives two different numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indexer.document import Locator, Span
from indexer.model import Figure, Passage, Status
from indexer.report.quantities import read_quantity
from indexer.text import Normal, normal_with_origins

_N = r"(?P<number>\d[\d,]{0,14}(?:\.\d{1,6})?)"
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_WHOLE_YEAR = re.compile(r"(?:全年|本年度?|年内|当年)(?:累计|共计|共)?$")
# What was planned, lacking, or done about the year before; and who wrote the report.
ELSEWHERE = frozenset({"preamble", "problems", "measures", "prior_rectification", "signature"})
_CLAUSE_END = "。；;！？!?\n"
_REACH = 60
"""Characters before a match in its sentence that may take its certainty away."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A wording of a figure: the pattern with its number and unit, and what must not precede it."""

    key: str
    pattern: re.Pattern[str]
    spoils: re.Pattern[str]


_NOT_THIS_YEAR = (
    r"(?<!全年)(?<!年度)(?<!本年)(?<!当年)(?<!年内)累计|截至|截止|历年|以来|上年|去年|同比"
)
_PART = (
    r"其中|通过|利用|依托|借助|经由|在[^,]{0,12}(?:网站|平台|公众号|栏目|专栏)"
    r"|(?:网站|平台|公众号|微博|栏)[^,]{0,4}$"
)
NOT_PLAIN = re.compile(rf"{_NOT_THIS_YEAR}|{_PART}|约$|近$|超过$|应|计划|拟|将")
_FEE_SPOILS = re.compile(rf"{_NOT_THIS_YEAR}|其中|标准|应当|可以|规定|约$|近$|每")

STATEMENTS = (
    Statement(
        "n.proactive",
        re.compile(
            rf"(?:主动)?公开(?:了)?(?:各类|各项|各种)?(?:政府|政务)信息(?:共计|总计|累计|共|计|总数|数量|数)?(?:为)?"
            rf"{_N}(?P<unit>条)(?!左右|以上)"
        ),
        NOT_PLAIN,
    ),
    Statement(
        "n.interpretation",
        re.compile(
            rf"(?:发布|公开|制作)(?:各类)?(?:政策)?解读(?:材料|稿件|信息|文章)?(?:共计|共)?"
            rf"{_N}(?P<unit>篇|条|件)(?!左右|以上)"
        ),
        NOT_PLAIN,
    ),
    Statement(
        "n.training",
        re.compile(
            rf"(?:举办|组织|开展|召开)(?:了)?(?:全[市县区镇乡局]|本[市县区镇乡局])?(?:政府信息公开|政务公开)"
            rf"(?:工作|业务|专题)?培训(?:班|会)?(?:共计|共)?{_N}(?P<unit>次|场|期)(?!左右|以上)"
        ),
        NOT_PLAIN,
    ),
    Statement(
        "n.accounts",
        re.compile(
            rf"(?:开设|开通|共有|现有|运维|运营|建有)(?:了)?政务新媒体(?:账号)?(?:共计|共)?"
            rf"{_N}(?P<unit>个)(?!左右|以上)"
        ),
        NOT_PLAIN,
    ),
    Statement(
        "n.processing_fee",
        re.compile(
            rf"(?:收取|收到|共收)(?:的)?(?:政府信息公开|依申请公开)?信息处理费(?:共计|合计|总金额|金额|总额|共|为)*"
            rf"{_N}(?P<unit>元|万元)"
        ),
        _FEE_SPOILS,
    ),
    Statement(
        "n.processing_fee",
        re.compile(
            rf"信息处理费(?:收取)?(?:总金额|金额|总额|情况)?(?:为|[:,])?(?:共)?(?:收取)?{_N}(?P<unit>元|万元)"
        ),
        _FEE_SPOILS,
    ),
)
# 信息处理费 was not charged. The number stated is none, in so many words.
_NO_FEE = re.compile(
    r"(?:未|没有|无|不存在|未发生)(?:收取|产生|向申请人收取|发生|收到)(?:过)?(?:任何)?(?:政府信息公开|依申请公开)?信息处理费(?:用)?"
    r"|信息处理费(?:收取)?(?:情况)?[:为]?(?:未收取|没有收取|未产生|未发生|无)(?=[,。;!]|$)"
)


def read_stated(passages: Sequence[Passage], year: int | None = None) -> dict[str, Figure]:
    """The figures that the passages state beyond doubt, each with the characters that state it.

    All are of the reported year. A sentence that names another one than `year` states none.
    """
    found: dict[str, list[Figure]] = {}
    for passage in passages:
        if passage.slot not in ELSEWHERE:
            for figure in _stated(passage, normal_with_origins(passage.text), year):
                found.setdefault(figure.key, []).append(figure)
    return {
        key: figures[0]
        for key, figures in found.items()
        if len({(figure.value, figure.unit) for figure in figures}) == 1
    }


def _stated(passage: Passage, text: Normal, year: int | None) -> Iterator[Figure]:
    for statement in STATEMENTS:
        for match in statement.pattern.finditer(text.text):
            before = said_before(text.text, match.start())
            if statement.spoils.search(before) or of_another_year(before, year):
                continue
            money = match["unit"].endswith("元")
            quantity = read_quantity(match["number"], "amount" if money else "count")
            if quantity.value is not None:
                span = text.original(match.span())
                yield stated_figure(statement.key, quantity.value, match["unit"], passage, span)
    for match in _NO_FEE.finditer(text.text):
        before = said_before(text.text, match.start())
        if not _FEE_SPOILS.search(before) and not of_another_year(before, year):
            span = text.original(match.span())
            yield stated_figure("n.processing_fee", Decimal(0), "元", passage, span)


def of_another_year(said: str, year: int | None) -> bool:
    """Years are named, and not just the reported one."""
    named = set(_YEAR.findall(said))
    return year is not None and bool(named) and named != {str(year)}


def said_before(text: str, place: int) -> str:
    """The sentence up to a match; only its last clause where that names the year as a whole."""
    before = text[max(place - _REACH, 0) : place]
    clause = before[before.rfind(",") + 1 :]
    if _WHOLE_YEAR.search(clause):
        return clause
    return before[max(before.rfind(mark) for mark in _CLAUSE_END) + 1 :]


def stated_figure(key: str, value: Decimal, unit: str, passage: Passage, span: Span) -> Figure:
    """A figure with the characters of the passage that state it."""
    place = passage.locator
    locator = Locator(_spans(place.spans, *span), place.page)
    return Figure(key, value, Status.STATED, unit, passage.text[slice(*span)], locator)


def _spans(spans: tuple[Span, ...], start: int, end: int) -> tuple[Span, ...]:
    """The part of a text's spans that its characters from `start` to `end` come from."""
    found = []
    at = 0
    for low, high in spans:
        size = high - low
        left, right = max(start - at, 0), min(end - at, size)
        if left < right:
            found.append((low + left, low + right))
        at += size
    return tuple(found)
