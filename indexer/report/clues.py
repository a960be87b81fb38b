"""Where a report names agencies, places and dates outside its title: signature, contact, 《》."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.document import Document, Span
from indexer.report.dates import Day, days, is_day
from indexer.report.lines import Line, last_lines
from indexer.report.title import looks_like_name

_TAIL_LINES, _TAIL_LENGTH = 14, 4_000
_UNDER_TITLE = 3
_SIGNING_END = re.compile(
    r"(?:政府|局|委|委员会|公室|办公厅|办事处|厅|部|署|管委会|公司|集团|中心|大队|支队|总队|院|校|社|会|海关)$"
)
_NAME_AND_DAY = re.compile(r"(.{2,40}?)[ (]*((?:二.{3}|[12][\d ]{3,6})年.{2,9}[日号])[)]?")
_ADDRESS = re.compile(r"地址(?:为|是|位于|在|:)*([^,;。()]{2,50})")
_CONTACT = re.compile(
    r"(?:请与|请联系|联系单位|联系科室|受理机构|联系|可向|请致电|请寄|咨询)[:]?([^,;。:()、]{2,40}?)"
    r"(?=联系|咨询|询问|反映|提出|[(,;。、]|$)"
)
_MADE_BY = re.compile(
    r"(?:本(?:年度)?(?:报告|年报)(?:系|是)?由)([^,;。:()、《》]{2,40}?)(?=结合|根据|依据|按照|编制|负责|汇总|会同)"
)
_CITED = re.compile(r"[《〈]([^《》〈〉]{4,80})[》〉]")
_BRACKETED = re.compile(r"[《〈][^《》〈〉]{0,120}[》〉]")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs and when: the lines that are it, the name as printed ("" without one), the date."""

    name: str
    day: Day | None
    name_line: Line | None
    day_line: Line | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Clue:
    """A stretch of a line that can name an agency or a place, and what sort of ground it is."""

    source: str
    line: Line
    span: Span

    @property
    def text(self) -> str:
        return self.line.text[self.span[0] : self.span[1]]


def find_signature(
    document: Document, head: tuple[Line, ...], title: tuple[Span, ...]
) -> Signature:
    """The name and the date under the report, else those directly under its title.

    `head` are the report's first lines. A name alone signs only where it stands last.
    """
    last = last_lines(document, _TAIL_LINES, _TAIL_LENGTH, known=head)
    tail = tuple(line for line in last if not set(line.whole.spans) & set(title))
    found = _signed(tail)
    if found is None or found.day is None:
        after = max((end for _, end in title), default=0)
        under = [line for line in head if line.whole.spans[0][0] >= after][:_UNDER_TITLE]
        above = _signed(tuple(under)) if title else None
        if above and above.day and not (found and found.name):
            return above
    return found or Signature("", None, None, None, ())


def clues(head: tuple[Line, ...]) -> Iterator[Clue]:
    """Addresses, contacts and who made the report, in reading order, the strongest sort first."""
    for source, pattern in (("contact", _ADDRESS), ("contact", _CONTACT), ("preamble", _MADE_BY)):
        for line in head:
            for match in pattern.finditer(line.text):
                yield Clue(source, line, match.span(1))


def citations(head: tuple[Line, ...]) -> Iterator[Clue]:
    """The titles in 《》: who issued what the report goes by."""
    for line in head:
        for match in _CITED.finditer(line.text):
            yield Clue("citation", line, match.span(1))


def outside_titles(text: str) -> str:
    """The text with what stands in 《》 blanked, so that all offsets stay."""
    return _BRACKETED.sub(lambda match: " " * len(match.group()), text)


def _signed(lines: tuple[Line, ...]) -> Signature | None:
    for place in range(len(lines) - 1, -1, -1):
        line = lines[place]
        if len(line.text) > 60:
            continue
        if is_day(line.text):
            signed = next(days(line.text))
            above = lines[place - 1] if place else None
            below = lines[place + 1] if place + 1 < len(lines) else None
            name = next((near for near in (above, below) if near and _signs(near.text)), None)
            return _signature(name, name.text if name else "", line, signed)
        both = _NAME_AND_DAY.fullmatch(line.text)
        if both and _signs(both[1]) and is_day(both[2]):
            return _signature(line, both[1], line, next(days(line.text)))
    if lines and len(lines[-1].text) <= 40 and _signs(lines[-1].text):
        return _signature(lines[-1], lines[-1].text, None, None)
    return None


def _signs(text: str) -> bool:
    return looks_like_name(text) and bool(_SIGNING_END.search(text))


def _signature(name: Line | None, text: str, day_line: Line | None, day: Day | None) -> Signature:
    lines = [line for line in (name, day_line) if line]
    spans = sorted({span for line in lines for span in line.whole.spans})
    return Signature(text, day, name, day_line, tuple(spans))
