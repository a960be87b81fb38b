"""same_as_last_year: a narrative that is the one of the year before, but for years and numbers.

Passages are compared in normal form with years, numbers and quotations masked. What the notice asks
of every report in the same words says nothing: the preamble, tables, the signature, statements that
there was none, and political formulas are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.across.told import Told, quoted
from indexer.model import Evidence, Finding, Origin, Passage, Severity
from indexer.text import normal

# Letters of a masked passage below which two authors may well write the same by themselves.
SHORTEST = 30
# The share of the letters that stands in passages of the year before. A judgement: no pairs of real
# years were at hand to measure. With one word changed a passage does not count at all.
SHARE = 0.8
# Letters below which a narrative, or section five, is too short for its sameness to say much.
NARRATIVE_LEAST = 300
SECTION_LEAST = 80
QUOTED = 3  # of the same passages the longest are shown, from both years

_MASK = "#"
_MASKED = re.compile(
    r"《[^《》]{0,200}》|“[^“”]{0,200}”|[0-9]+(?:[.,][0-9]+)*%?|[〇零一二三四五六七八九十百千万亿两]+"
)
_LETTERS = re.compile(r"[^\W_]")
_LEFT_OUT = ("preamble", "signature", "appendix", "tables")
_FIVE = ("problems", "measures")
_PARTS = {"problems": "存在问题", "measures": "改进措施"}


def masked(text: str) -> str:
    """The normal text with every year, number and quotation as one mark.

    >>> masked("2020年举办培训３次，学习《条例》。") == masked("2021年举办培训十次，学习《办法》。")
    True
    """
    return _MASKED.sub(_MASK, normal(text))


def same_as_last_year(last: Told, this: Told) -> Iterator[Finding]:
    """Most of the narrative, or a whole part of section five, is last year's."""
    before = {masked(passage.text): passage for passage in reversed(last.passages)}
    narrative = [_own(passage, before) for passage in this.passages if _counts(passage)]
    long = [own for own in narrative if own.twin and own.size >= SHORTEST]
    if not long:
        return
    whole = sum(own.size for own in narrative)
    share = sum(own.size for own in long) / whole
    most = whole >= NARRATIVE_LEAST and share >= SHARE
    parts = [slot for slot in _FIVE if _wholly([o for o in narrative if o.passage.slot == slot])]
    if not most and not parts:
        return
    told, told_en = [], []
    severity = Severity.WARNING if most or len(parts) == len(_FIVE) else Severity.INFO
    if most:
        told.append(f"正文{whole}字中有{share:.0%}")
        told_en.append(f"{share:.0%} of the narrative's {whole} characters")
    if parts:
        told.append(f"“{'、'.join(_PARTS[slot] for slot in parts)}”部分的全部段落")
        told_en.append(f"all passages of {' and '.join(parts)}")
    shown = long if most else [own for own in long if own.passage.slot in parts]
    yield Finding(
        "same_as_last_year",
        severity,
        Origin.REPORT,
        f"{'，以及'.join(told)}，与{last.year}年报告的段落逐字相同（年份、数字、引文不计）。",
        f"{' and '.join(told_en)} stand word for word in the report for {last.year}"
        " (years, numbers and quotations left out).",
        tuple(_grounds(last, this, shown)),
    )


def _counts(passage: Passage) -> bool:
    left_out = passage.slot.partition(".")[0] in _LEFT_OUT
    return not (left_out or passage.zero_statement or passage.boilerplate)


@dataclass(frozen=True, slots=True)
class _Own:
    """A passage of this year, how many letters it has, and the passage of last year that is it."""

    passage: Passage
    size: int
    twin: Passage | None


def _own(passage: Passage, before: Mapping[str, Passage]) -> _Own:
    text = masked(passage.text)
    return _Own(passage, len(_LETTERS.findall(text)), before.get(text))


def _wholly(part: Sequence[_Own]) -> bool:
    """Whether every passage of a part is last year's, and enough of it is no short formula."""
    sizes = [own.size for own in part if own.size >= SHORTEST]
    return all(own.twin for own in part) and sum(sizes) >= SECTION_LEAST


def _grounds(last: Told, this: Told, same: Sequence[_Own]) -> Iterator[Evidence]:
    longest = sorted(same, key=lambda own: -len(own.passage.text))[:QUOTED]
    for own in same:
        if own in longest and own.twin:
            yield quoted(this, own.passage)
            yield quoted(last, own.twin)
