"""Printed lines → paragraphs.

A line goes on in the next one if it is full: the next one's first word did not fit on it. A line
that is indented, set to the right or of another size begins something new.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.readers.page import Page, PageLine
from indexer.readers.page_text import NO_START, latin

_WIDE = 0.4
"""Of the page's width: what is narrower says nothing about the margins."""
_FEW = 3
_INDENT, _SLACK, _GAP = 0.8, 0.4, 1.7
"""Of the letter's size: what is an indent, what a line may fall short of its margin where the next
word does not fit, and how far the next line may lie below."""
_SIZES = 1.15
_TITLE = re.compile(r"政府信息公开.{0,6}(?:报告|年报)\s*$")
_WORD = re.compile(r"[A-Za-z0-9@._%/:+-]+|\S")
_ENDS = frozenset("。！？")
_HEADING = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)](?!项|款|条|目|类))"
)


@dataclass(frozen=True, slots=True)
class Margins:
    """Where full lines begin and end on a page."""

    left: float
    right: float


def margins_of(pages: Sequence[Page]) -> tuple[Margins, ...]:
    """The margins of each page; a page with few lines has those of all."""
    wide = [
        [line.box for line in page.lines if line.box[2] - line.box[0] >= _WIDE * page.width]
        for page in pages
    ]
    every = [box for boxes in wide for box in boxes]
    found = []
    for page, boxes in zip(pages, wide, strict=True):
        ground = boxes if len(boxes) >= _FEW else every
        left = min((box[0] for box in ground), default=0.0)
        right = max((box[2] for box in ground), default=page.width)
        found.append(Margins(left, right))
    return tuple(found)


def is_indented(line: PageLine, here: Margins) -> bool:
    """Whether a line begins further right than full lines do."""
    return line.box[0] > here.left + _INDENT * line.size


def goes_on(
    line: PageLine, here: Margins, following: PageLine, there: Margins, indented: bool
) -> bool:
    """Whether the line's sentence goes on in the following line, wherever that stands.

    `indented`: the line's paragraph begins with an indent. Where none does, a full line that ends
    with a sentence may be a paragraph's last.
    """
    size = min(line.size, following.size)
    if max(line.size, following.size) > _SIZES * size:
        return False
    if is_indented(following, there) or (not indented and line.text[-1:] in _ENDS):
        return False
    if _HEADING.match(following.text) or _is_title(line, here):
        return False
    return here.right - line.box[2] < (_first_width(following.text) + _SLACK) * size


def _is_title(line: PageLine, here: Margins) -> bool:
    """Whether a line that is as good as full is one by chance: a title, set in the middle."""
    left, right = line.box[0] - here.left, here.right - line.box[2]
    return abs(left - right) < _INDENT * line.size and _TITLE.search(line.text) is not None


def is_below(line: PageLine, following: PageLine) -> bool:
    """Whether the following line stands directly under the line, in the same column."""
    gap = following.box[1] - line.box[3]
    across = min(line.box[2], following.box[2]) - max(line.box[0], following.box[0])
    return gap <= _GAP * line.size and across > 0


def together(parts: Sequence[str]) -> str:
    """Lines as one text."""
    text = parts[0]
    for part in parts[1:]:
        text += " " + part if latin(text, part) else part
    return text


def _first_width(text: str) -> float:
    """How wide the first word of a text is, about, in sizes of its letters."""
    text = text.lstrip()
    found = _WORD.match(text)
    end = found.end() if found else 0
    if text[end : end + 1] in NO_START:
        end += 1
    return sum(0.5 if char.isascii() else 1 for char in text[:end])
