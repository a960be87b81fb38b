"""Where a figure comes from: its cell in the row as printed, the sentence that states it, or the
figures that it is formed from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indexer.catalog.rows import PassageRow
from indexer.document import Locator, Span
from indexer.model import Figure, Status
from indexer.report.derived import Operands, operands

_PARTS = re.compile(r"[^\t\n|]+")
_SENTENCE_ENDS = "。；！？;!?\n"
_LABELLED = ("t2.", "t3.", "pre.")
_UNIT = re.compile(r"[条件篇次个人场期份元]|人次|万元")
_NUMBER = re.compile(r"[\d\s.,+-]+")
_FARTHEST = 200
"""Characters. A row's label, or a clause beside a figure, is looked for no farther away."""


@dataclass(frozen=True, slots=True)
class Where:
    """The places of a figure in its document, and what a reader needs to see them.

    `around` is the stretch of text in which its spans stand: the printed row, from its label to its
    last cell, or the sentence; `label` is the row's own label as printed. `operands` are what a
    derived figure is formed from.
    """

    locator: Locator | None = None
    around: Span | None = None
    label: str | None = None
    operands: Operands | None = None


def where(
    figure: Figure, held: Mapping[str, Figure], document: str, passages: Iterable[PassageRow]
) -> Where:
    """The origin of one figure of a report, whose figures, text and passages are given."""
    locator = figure.locator
    if figure.key.startswith("d."):
        return Where(operands=operands(figure.key, held))
    if locator is None or not locator.spans:
        return Where(locator)
    own = _hull(locator.spans)
    if figure.status is Status.STATED:
        return Where(locator, _sentence(document, own, passages))
    if locator.table is None:
        return Where(locator, own)
    row = [span for one in held.values() for span in _in_row(one, locator)]
    start, end = _hull([*locator.spans, *row])
    label = _label(document, start, held) if figure.key.startswith(_LABELLED) else None
    if label:
        return Where(locator, (label[0], end), document[label[0] : label[1]].strip())
    return Where(locator, (start, end))


def _in_row(figure: Figure, place: Locator) -> tuple[Span, ...]:
    here = figure.locator
    same = here is not None and (here.table, here.row) == (place.table, place.row)
    return here.spans if here is not None and same else ()


def _hull(spans: Iterable[Span]) -> Span:
    listed = list(spans)
    return min(start for start, _ in listed), max(end for _, end in listed)


def _label(document: str, start: int, held: Mapping[str, Figure]) -> Span | None:
    """The last text between the cells before a row and the row's first cell, no unit like 条."""
    ends = (
        end
        for figure in held.values()
        if figure.locator
        for _, end in figure.locator.spans
        if end < start
    )
    low = max(max(ends, default=0), start - _FARTHEST)
    found = [part for part in _PARTS.finditer(document, low, start) if part.group().strip()]
    if len(found) > 1 and _UNIT.fullmatch(found[-1].group().strip()):
        found.pop()
    if not found or _NUMBER.fullmatch(found[-1].group()):
        return None
    return found[-1].span()


def _sentence(document: str, own: Span, passages: Iterable[PassageRow]) -> Span:
    """The sentence in which a span stands, inside its passage."""
    low, high = max(own[0] - _FARTHEST, 0), own[1] + _FARTHEST
    for passage in passages:
        start, end = _hull(passage.locator.spans)
        if start <= own[0] and own[1] <= end:
            low, high = max(low, start), min(high, end)
            break
    before = max(document.rfind(mark, low, own[0]) for mark in _SENTENCE_ENDS)
    after = [at for mark in _SENTENCE_ENDS if (at := document.find(mark, own[1], high)) >= 0]
    return max(before + 1, low), min(after, default=high - 1) + 1
