"""section_missing and section_numbering: the parts of the report against what it announces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from indexer.model import Aspect, Evidence, Finding, Kind, Origin, Passage, Section, Severity
from indexer.report.checks.quotes import heading, quoted
from indexer.report.material import Material
from indexer.report.numerals import numeral_at, value_of


@dataclass(frozen=True, slots=True)
class StatutoryPart:
    """A part of the form: how a preamble names it, and the slots that show it is there."""

    slots: tuple[str, ...]
    named: re.Pattern[str]
    label: str
    label_en: str
    form: str | None = None


PARTS = (
    StatutoryPart(("overview",), re.compile(r"总体情况|概述"), "总体情况", "overview"),
    StatutoryPart(
        ("tables.proactive",),
        re.compile(r"主动公开政府\s*信息的?情况"),
        "主动公开政府信息情况",
        "proactive disclosure",
        "t2",
    ),
    StatutoryPart(
        ("tables.requests",),
        re.compile(r"收到和处理政府\s*信息公开\s*申请的?情况"),
        "收到和处理政府信息公开申请情况",
        "requests received and handled",
        "t3",
    ),
    StatutoryPart(
        ("tables.review", "overview.review"),
        re.compile(r"行政复议\s*[、和及]?\s*(?:被?提起)?行政\s*诉讼的?情况"),
        "政府信息公开行政复议、行政诉讼情况",
        "review and litigation",
        "t4",
    ),
    StatutoryPart(
        ("problems", "measures", "prior_rectification"),
        re.compile(r"存在的?主要\s*问题[及和与]改进(?:情况|措施)"),
        "存在的主要问题及改进情况",
        "problems and improvements",
    ),
    StatutoryPart(
        ("other",), re.compile(r"其他需要\s*报告的?事项"), "其他需要报告的事项", "other matters"
    ),
)
_NUMBER_OF_PARTS = re.compile(r"[共等由]?\s*[一二三四五六七八九十\d]\s*个?\s*部分")
# A preamble that names this many parts lists them.
_LISTED = 3
# So many parts must have been told by their headings before the absence of another says anything.
_SEEN = 3
_REQUIRED_FROM = 2020


def section_missing(material: Material) -> Iterator[Finding]:
    """Parts that the preamble announces, or the form asks for, and that this text does not show."""
    absent = [part for part in PARTS if not _is_seen(material, part)]
    if len(PARTS) - len(absent) < _SEEN:
        return
    announcing = next((p for p in material.passages if _lists_parts(p)), None)
    required = material.identity.year >= _REQUIRED_FROM and material.identity.kind not in (
        Kind.ENTERPRISE,
        Kind.PARTY,
    )
    for part in absent:
        named = part.named.search(announcing.text) if announcing else None
        if announcing and named:
            yield Finding(
                "section_missing",
                Severity.WARNING,
                Origin.REPORT,
                f"编制说明列有“{part.label}”部分，本文本中未见。",
                f"The preamble announces a part on {part.label_en}; this text does not show it.",
                tuple(_announced(material, announcing, named.span())),
            )
        elif required:
            yield Finding(
                "section_missing",
                Severity.WARNING,
                Origin.UNDECIDED,
                f"年度报告格式列有“{part.label}”部分，本文本中未见。",
                f"The form has a part on {part.label_en}; this text does not show it.",
                tuple(heading(material, section) for section in _tops(material)),
            )


def _is_seen(material: Material, part: StatutoryPart) -> bool:
    if part.form and material.forms.get(part.form):
        return True
    return any(
        s.slot == slot or s.slot.startswith(f"{slot}.")
        for s in material.sections
        for slot in part.slots
    )


def _lists_parts(passage: Passage) -> bool:
    return passage.aspect is Aspect.BASIS and (
        sum(bool(part.named.search(passage.text)) for part in PARTS) >= _LISTED
    )


def _announced(material: Material, passage: Passage, span: tuple[int, int]) -> Iterator[Evidence]:
    yield quoted(material, passage, *span)
    number = _NUMBER_OF_PARTS.search(passage.text)
    if number:
        yield quoted(material, passage, *number.span())


def _tops(material: Material) -> tuple[Section, ...]:
    """Headings of the first rank with a numeral, in order."""
    return tuple(s for s in material.sections if s.depth == 0 and s.number and s.locator)


def section_numbering(material: Material) -> Iterator[Finding]:
    """First-rank headings whose numerals repeat or skip one, with no line that could be the lost
    heading between them."""
    for one, other in pairwise(_tops(material)):
        low, high = value_of(one.number or ""), value_of(other.number or "")
        if low is None or high is None or high == low + 1 or _style(one) != _style(other):
            continue
        if high == 1 or (high > low and _holds_numeral(material, one, other, low + 1)):
            continue
        told, told_en = ("重复或倒退", "repeat") if high <= low else ("不连续", "skip")
        yield Finding(
            "section_numbering",
            Severity.WARNING,
            Origin.REPORT,
            f"一级标题的序号{told}：{one.number}之后为{other.number}",
            f"The numerals of first-rank headings {told_en}: {one.number} then {other.number}",
            (heading(material, one), heading(material, other)),
        )


def _style(section: Section) -> object:
    numeral = numeral_at(section.number or "")
    return numeral.style if numeral else None


def _holds_numeral(material: Material, one: Section, other: Section, value: int) -> bool:
    """Between the two headings a line or sentence begins with the missing numeral."""
    if not one.locator or not other.locator or not one.locator.spans or not other.locator.spans:
        return True
    between = material.document.text[one.locator.spans[-1][1] : other.locator.spans[0][0]]
    digit = "一二三四五六七八九十"[value - 1] if 0 < value <= 10 else str(value)
    return bool(re.search(rf"(?:^|[\s。；;]){digit}\s*[、．.]", between))
