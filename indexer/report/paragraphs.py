"""Physical paragraphs → logical ones: a sentence that a page or line break cut is whole again.

A table ends what came before it, and title lines, signature lines, headings and members of a list
are never joined to what follows or precedes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from indexer.document import Document, Paragraph, Span, Table
from indexer.report.numerals import numeral_at, starts_with_numeral
from indexer.report.stretch import Stretch, joined, stretch
from indexer.report.wording import bare, is_cell, is_cut_title, is_title

_ENDS = frozenset("。！？；：!?;:.…”’」』》〉）)】]")
_GOES_ON = frozenset("，、,“‘「『《〈（(【[—-")
_CONTINUES = frozenset("。！？；：，、!?;:,”’」』》〉）)】]")
_PUNCTUATION = re.compile(r"[，。；、：,;:“”《》()]")
_LABELLED = re.compile(r"\s*[^\s，。；、,;]{1,12}[:：]")
_DATE = re.compile(
    r"\s*[\d〇○零一二三四五六七八九十]{2,4}\s*年[\d一二三四五六七八九十\s]{1,4}月[\s\S]{0,8}"
)
_APPENDIX = re.compile(r"\s*附\s*[件表录注]")
_STOP = re.compile(r"[。;]")
_COMMA = re.compile(r"[,;。]")
# A line shorter than this says too little to be the first half of a cut sentence; without a comma
# in it, it may be a line of a list, and with a numeral a heading, up to a greater length.
_SHORT, _SHORT_LIST, _HEADING = 14, 24, 40


class Role(Enum):
    """What was said about a paragraph before its text was looked at."""

    BODY = auto()
    TITLE = auto()
    SIGNATURE = auto()


@dataclass(frozen=True, slots=True)
class Logical:
    """One logical paragraph."""

    stretch: Stretch
    role: Role


@dataclass(frozen=True, slots=True)
class TablePlace:
    """A table in the flow; `index` counts among the document's tables."""

    index: int


def flow(
    document: Document, title_spans: tuple[Span, ...], signature_spans: tuple[Span, ...]
) -> tuple[Logical | TablePlace, ...]:
    """The document's blocks in reading order with cut sentences made whole."""
    marks = sorted(
        [(start, end, Role.TITLE) for start, end in title_spans]
        + [(start, end, Role.SIGNATURE) for start, end in signature_spans]
    )
    items: list[Logical | TablePlace] = []
    held: list[Stretch] = []

    def release() -> None:
        if held:
            items.append(Logical(joined(held) if len(held) > 1 else held[0], Role.BODY))
            held.clear()

    tables = 0
    for block in document.blocks:
        if isinstance(block, Table):
            release()
            items.append(TablePlace(tables))
            tables += 1
            continue
        for piece, role in _pieces(document, block, marks):
            if role is not Role.BODY:
                release()
                items.append(Logical(piece, role))
                continue
            if held and not _goes_on(held, piece.text):
                release()
            held.append(piece)
    release()
    return tuple(items)


def _pieces(
    document: Document, paragraph: Paragraph, marks: list[tuple[int, int, Role]]
) -> Iterator[tuple[Stretch, Role]]:
    """The paragraph's text, apart where a title or signature span covers only part of it."""
    runs: list[tuple[list[Span], Role]] = []
    for start, end in paragraph.spans:
        for left, right, role in _cut_at_marks(start, end, marks):
            if runs and runs[-1][1] is role:
                runs[-1][0].append((left, right))
            else:
                runs.append(([(left, right)], role))
    for spans, role in runs:
        piece = stretch(document, spans, paragraph.page)
        if piece.text.strip():
            yield piece, role


def _cut_at_marks(
    start: int, end: int, marks: list[tuple[int, int, Role]]
) -> Iterator[tuple[int, int, Role]]:
    for left, right, role in marks:
        if right <= start or left >= end:
            continue
        if left > start:
            yield start, left, Role.BODY
        yield max(left, start), min(right, end), role
        start = min(right, end)
    if start < end:
        yield start, end, Role.BODY


def _goes_on(held: list[Stretch], following: str) -> bool:
    """The paragraph held so far ends in mid-sentence and `following` goes on with it."""
    before = held[-1].text.rstrip()
    after = following.lstrip()
    if starts_with_numeral(after) or before[-1] in _ENDS:
        return False
    if after[0] in _CONTINUES:
        return True
    numeral = numeral_at(before)
    inner = _unnumbered(before)
    if numeral and is_cut_title(inner, bare(after)):
        return True
    if _stands_alone(after) or _LABELLED.match(after):
        return False
    if len(held) > 1:
        return not is_title(_unnumbered("".join(piece.text for piece in held[:2])))
    if before[-1] in _GOES_ON:
        return True
    if is_title(inner) or not _PUNCTUATION.search(inner):
        return False
    if numeral and not _STOP.search(inner):
        return len(before) >= _HEADING
    return len(before) >= (_SHORT if _COMMA.search(inner) else _SHORT_LIST)


def _unnumbered(text: str) -> str:
    """The text in normal form without a numeral before it and a stop behind it."""
    numeral = numeral_at(text)
    return bare(text[numeral.end if numeral else 0 :])


def _stands_alone(text: str) -> bool:
    head = text[:80]
    return bool(
        _DATE.fullmatch(head)
        or _APPENDIX.match(head)
        or is_cell(head)
        or (len(text) <= 30 and is_title(bare(text)))
    )
