"""A document's paragraphs as lines to be matched: each in normal form, with the way back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from indexer.document import Document, Paragraph, Span
from indexer.model import Evidence
from indexer.report.stretch import Stretch, part, stretch
from indexer.text import Normal, normal_with_origins

# Of one paragraph no more is looked at: a report that lost its line breaks is one paragraph.
_LONGEST = 6_000


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph that is not blank: its characters, and those in normal form."""

    whole: Stretch
    normal: Normal

    @property
    def text(self) -> str:
        return self.normal.text

    def piece(self, span: Span) -> Stretch:
        """What stands in the document at a span of the normal text."""
        return part(self.whole, *self.normal.original(span))

    def evidence(self, source: str, span: Span | None = None) -> Evidence:
        """The line, or a span of its normal text, as a ground."""
        found = self.whole if span is None else self.piece(span)
        return Evidence(source, tidy(found.text), found.locator)


def first_lines(document: Document, count: int, length: int) -> tuple[Line, ...]:
    """The first `count` lines, no more than `length` characters in all."""
    return _lines(document, document.blocks, count, length)


def head_of(lines: tuple[Line, ...], count: int, length: int) -> tuple[Line, ...]:
    """The first `count` of the lines, no more than `length` characters in all."""
    kept: list[Line] = []
    for line in lines[:count]:
        if length <= 0:
            break
        fits = len(line.whole.text) <= length
        first = line if fits else line_of(part(line.whole, 0, length))
        if first.text:
            kept.append(first)
            length -= len(first.whole.text)
    return tuple(kept)


def last_lines(
    document: Document, count: int, length: int, known: tuple[Line, ...] = ()
) -> tuple[Line, ...]:
    """The last `count` lines, in reading order, no more than `length` characters in all.

    `known` are lines that were made already.
    """
    return _lines(document, reversed(document.blocks), count, length, known)[::-1]


def line_of(whole: Stretch) -> Line:
    """A stretch as a line."""
    return Line(whole, normal_with_origins(whole.text))


def tidy(text: str) -> str:
    """The text on one line, without the white space that is layout; no character is changed.

    >>> tidy(" 利通区 胜利镇\\n2020 年 报告  (AB CD)")
    '利通区胜利镇2020年报告(AB CD)'
    """
    kept = dict.fromkeys(normal_with_origins(text).origins)
    return "".join(" " if text[place].isspace() else text[place] for place in kept)


def _lines(
    document: Document,
    blocks: Iterable[object],
    count: int,
    length: int,
    known: tuple[Line, ...] = (),
) -> tuple[Line, ...]:
    whole_lines = {line.whole.spans: line for line in known}
    lines: list[Line] = []
    for block in blocks:
        if len(lines) >= count or length <= 0:
            break
        if not isinstance(block, Paragraph):
            continue
        line = whole_lines.get(block.spans)
        if line is None or len(line.whole.text) > length:
            whole = stretch(document, block.spans, block.page)
            line = line_of(part(whole, 0, min(_LONGEST, length)))
        if line.text:
            lines.append(line)
            length -= len(line.whole.text)
    return tuple(lines)
