"""prose_sum: numbers of one sentence that do not go together: parts against a whole, percentages.

A list after 其中 may leave parts out, and one thing may be counted under two of them. So the sum of
parts is held against the whole only where the parts are of one closed kind (channels by which an
application came, results, outcomes), or where 其余 closes the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from indexer.model import Evidence, Finding, Origin, Severity
from indexer.report.checks.quotes import quoted
from indexer.report.clauses import Prose
from indexer.report.material import Material

_UNIT = r"(?:件|条|篇|次|份|项|宗|起|例|个|场|期)"
_COUNT = re.compile(rf"(?<![\d.])(?<!\d,)(\d{{1,9}})({_UNIT})(?!次|月|性|人)")
_WHOLE = re.compile(rf"(?<![\d.,])(\d{{1,9}})({_UNIT})[,。;:(]?(?:其中|包括)[,:]?")
_STOP = re.compile(r"[。;!?\n]")
_ROUGH = re.compile(
    r"(?<![其剩])余(?!下)|多|约|近|超|左右|以上|万|千|累计|人次|增|减|[较环同]比|较|比(?:上|去|20\d\d)|上年|去年|平均|每|分别|"
    r"各\d|\d,\d"
)
# Each item belongs to just one of these.
_CLOSED_KINDS = (
    re.compile(r"当面|网络|网上|信函|传真|邮寄|电子邮件"),
    re.compile(r"予以公开|部分公开|不予公开|无法提供|不予处理|其他处理"),
    re.compile(r"维持|纠正|尚未审结|其他结果"),
    re.compile(r"自然人|法人|商业企业|科研机构|社会公益组织|法律服务机构"),
)
# The list is over where something else is told.
_NO_PART = re.compile(r"共|全年|办结|答复|回复|另|同时|此外|结转|全部|并|还|[^,、:]{24}")
_REST = re.compile(r"^[,、和及]?(?:其余|剩余|余下)")
_OVERLAPS = re.compile(r"网站|网络|微信|微博|公众号|平台|栏|渠道|媒体|公报|屏|APP|客户端", re.I)
_PERCENT = re.compile(
    rf"(?<![\d.,])(?P<part>\d{{1,9}})(?P<unit>{_UNIT})[,(]?(?:约)?(?:占比|占总数的?|占全部的?|占)(?:为|约|:)?"
    r"(?P<rate>\d{1,3}(?:\.\d{1,4})?)%"
)
_BESIDES = 40
"""Characters before a percentage in which 约 or the like makes it a rough one."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A count after 其中: its words, number, and place in the normal text."""

    words: str
    number: int
    span: tuple[int, int]


def prose_sum(material: Material) -> Iterator[Finding]:
    """Parts above their whole, closed lists that do not add up, shares that no whole gives."""
    for prose in material.prose:
        yield from _parts(material, prose)
        yield from _shares(material, prose)


def _parts(material: Material, prose: Prose) -> Iterator[Finding]:
    text = prose.normal.text
    for match in _WHOLE.finditer(text):
        unit = match[2]
        stop = _STOP.search(text, match.end())
        end = stop.start() if stop else len(text)
        clause = max(text.rfind(mark, 0, match.start()) for mark in ",。;:!?\n") + 1
        if _WHOLE.search(text, match.end(), end) or _ROUGH.search(text, clause, end):
            continue
        parts = list(_listed(text, match.end(), end, unit))
        told = _wholes(text, match, unit)
        total = sum(part.number for part in parts)
        above = next((part for part in parts if part.number > max(told)), None)
        if above:
            said = f"正文称总数为{match[1]}{unit}，其中一项为{above.number}{unit}，部分大于总数。"
            said_en = f"A part, {above.number}, is greater than its whole, {match[1]}."
        elif (_one_kind(parts) and total > max(told)) or (_rest(parts) and total not in told):
            said = f"正文称总数为{match[1]}{unit}，所列各项之和为{total}{unit}，两者不符。"
            said_en = f"The parts told add up to {total}, their whole is {match[1]}."
        else:
            continue
        spans = [(match.start(), match.start(2) + len(unit)), *(part.span for part in parts)]
        grounds = tuple(_ground(material, prose, span) for span in spans)
        yield _finding(said, said_en, grounds)


def _wholes(text: str, match: re.Match[str], unit: str) -> list[int]:
    """What 其中 may refer to: the counts of the unit in the sentence up to it."""
    start = max(text.rfind(mark, 0, match.start()) for mark in "。;!?\n") + 1
    return [int(c[1]) for c in _COUNT.finditer(text, start, match.end()) if c[2] == unit]


def _listed(text: str, start: int, end: int, unit: str) -> Iterator[_Part]:
    """The counts of the unit in the list that begins here; nothing in brackets or behind it."""
    at = start
    for count in _COUNT.finditer(text, start, end):
        words = text[at : count.start()]
        if _NO_PART.search(words):
            return
        open_brackets = text.count("(", start, count.start()) - text.count(
            ")", start, count.start()
        )
        if count[2] == unit and not open_brackets:
            yield _Part(words, int(count[1]), count.span())
        at = count.end()


def _one_kind(parts: list[_Part]) -> bool:
    """All parts are of one kind, and of different members of it."""
    for kind in _CLOSED_KINDS:
        found = [kind.findall(part.words) for part in parts]
        if found and all(len(names) == 1 for names in found):
            return len({names[0] for names in found}) == len(found) > 1
    return False


def _rest(parts: list[_Part]) -> bool:
    """The last part is said to be the rest, and no part may be another one's too."""
    return (
        len(parts) > 1
        and bool(_REST.search(parts[-1].words))
        and not any(_OVERLAPS.search(part.words) for part in parts)
    )


def _shares(material: Material, prose: Prose) -> Iterator[Finding]:
    """A share as printed is that of some count before it, rounded or cut; else it is none's.

    What is not counted in the same unit in the passage is no whole, and without one nothing is
    said.
    """
    text = prose.normal.text
    for match in _PERCENT.finditer(text):
        part, rate = Decimal(match["part"]), Decimal(match["rate"])
        start = max(text.rfind("。", 0, match.start()) + 1, match.start() - _BESIDES)
        if _ROUGH.search(text, start, match.end()):
            continue
        counts = [c for c in _COUNT.finditer(text, 0, match.start()) if c[2] == match["unit"]]
        wholes = [c for c in counts if _is_whole(text, c)]
        bodies = {Decimal(c[1]) for c in counts} | {part}
        bodies.add(sum((Decimal(c[1]) for c in counts), part))
        if not wholes or any(_gives(part, body, rate) for body in bodies):
            continue
        whole = wholes[-1]
        yield _finding(
            f"正文称{part}{match['unit']}占{rate}%，与所述总数{whole[1]}{match['unit']}不符。",
            f"{part} of {whole[1]} is not {rate} %.",
            (
                _ground(material, prose, whole.span()),
                _ground(material, prose, match.span()),
            ),
        )


def _is_whole(text: str, count: re.Match[str]) -> bool:
    """The count is said to be of all."""
    return bool(re.search(r"(?:共|总计|合计|总数)[^\d,。;]{0,16}$", text[: count.start()]))


def _gives(part: Decimal, whole: Decimal, rate: Decimal) -> bool:
    """The share is the rate within one unit of the last place printed."""
    step = Decimal(1).scaleb(int(rate.as_tuple().exponent))
    return whole > 0 and abs(100 * part / whole - rate) < step


def _ground(material: Material, prose: Prose, span: tuple[int, int]) -> Evidence:
    return quoted(material, prose.passage, *prose.normal.original(span))


def _finding(message: str, message_en: str, grounds: tuple[Evidence, ...]) -> Finding:
    return Finding("prose_sum", Severity.WARNING, Origin.REPORT, message, message_en, grounds)
