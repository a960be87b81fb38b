"""What each row of a document's tables is: a row or header of a statutory table, or neither.

Tables are found by their labels alone; heading, order, pieces and layout do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from indexer.forms.matching import Vocabulary, column_vocabulary, is_exactly, match, row_vocabulary
from indexer.report.cells import Field, Line
from indexer.text import fold

Part = Literal["article", "head", "row", "numbers", "text", "blank", "rule"]

_ARTICLE = re.compile(r"第二十条第.{1,4}项")
_RULE = re.compile(r"[-\u2010-\u2015_=|:+]{2,}")
_SHARED = frozenset({"other_org", "total", "result.other.misc", "result.total"})
# A row of one form and a group of the other: before another label it is no row.
_SPLIT_ELSEWHERE = frozenset({"result.other.unsplit"})
MOST_PIECES = 3
# The widest header has 15 labels; the tallest, one label a line, 20. More is no header.
MOST_TEXTS = 24
TALLEST_HEAD = 24


@dataclass(frozen=True, slots=True)
class Mark:
    """What a line is. `table` is t2, t3 or t4, or empty; `key` the row's key.

    `label` is the index of the innermost label among the line's fields, -1 without one. `cut` are
    the lines that the label goes on in.
    """

    line: Line
    part: Part
    table: str = ""
    key: str = ""
    label: int = -1
    cut: tuple[Line, ...] = ()

    @property
    def values(self) -> tuple[Field, ...]:
        """The fields after the label."""
        return self.line.fields[self.label + 1 :]


def marks(lines: Sequence[Line]) -> tuple[Mark, ...]:
    """What each line is, labels that a page cut put together again."""
    found: list[Mark] = []
    pieces = [_piece(line) for line in lines]
    place = 0
    while place < len(lines):
        mark = _joined(_run(pieces[place : place + MOST_PIECES])) or _mark(lines[place])
        found.append(mark)
        place += 1 + len(mark.cut)
    return tuple(found)


def _mark(line: Line) -> Mark:
    filled = [(place, field) for place, field in enumerate(line.fields) if not field.blank]
    if not filled:
        return Mark(line, "blank")
    if all(_RULE.fullmatch(field.text.strip()) for _, field in filled):
        return Mark(line, "rule")
    texts = [(place, field.text) for place, field in filled if not field.numeric]
    if not texts:
        return Mark(line, "numbers")
    if len(texts) > MOST_TEXTS:
        return Mark(line, "text")
    numbers = any(place > texts[0][0] and field.numeric for place, field in filled)
    if not numbers and (head := _head(line, [text for _, text in texts])):
        return head
    for table in ("t3", "t2"):
        for place, text in reversed(texts):
            key = match(row_vocabulary(table), text)
            if key in _SPLIT_ELSEWHERE and place != texts[-1][0]:
                continue
            if key is not None and not key.startswith("#"):
                return Mark(line, "row", table, key, place)
    for place, text in reversed(texts) if numbers else ():
        if (key := match(row_vocabulary("t4"), text)) is not None:
            return Mark(line, "row", "t4", key, place)
    return Mark(line, "text")


def _head(line: Line, texts: list[str]) -> Mark | None:
    if any(_ARTICLE.search("".join(fold(text[:40]).split())) for text in texts):
        return Mark(line, "article", "t2")
    if any(match(column_vocabulary("t2"), text) for text in texts):
        return Mark(line, "head", "t2")
    rows = {match(row_vocabulary("t3"), text) for text in texts} - _SHARED - {None}
    if not any(key and not key.startswith("#") for key in rows) and _names(
        column_vocabulary("t3"), texts
    ):
        return Mark(line, "head", "t3")
    if _names(column_vocabulary("t4"), texts) or _names(row_vocabulary("t4"), texts):
        return Mark(line, "head", "t4")
    return None


def _names(words: Vocabulary, texts: list[str]) -> set[str]:
    return {key for text in texts if (key := match(words, text)) and key not in _SHARED}


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line that may have a part of a label: the last text before its first number, if any."""

    line: Line
    at: int
    text: str
    valued: bool


def _piece(line: Line) -> _Piece | None:
    filled = [(at, field) for at, field in enumerate(line.fields) if not field.blank]
    texts = list(takewhile(lambda found: not found[1].numeric, filled))
    if not texts:
        return None
    at, field = texts[-1]
    return _Piece(line, at, field.text, len(texts) < len(filled))


def _run(lines: Sequence[_Piece | None]) -> list[_Piece]:
    """The lines from the first on that may share a label.

    Each has a text before its numbers, at most one has numbers, and no prose parts them.
    """
    run: list[_Piece] = []
    for piece in lines:
        if piece is None or (run and piece.line.after_prose):
            break
        run.append(piece)
        if sum(one.valued for one in run) > 1:
            return run[:-1]
    return run


def _joined(run: Sequence[_Piece]) -> Mark | None:
    """A row whose label two or three lines share, if it is official to the letter.

    The values are those of the line that has any.
    """
    for count in range(len(run), 1, -1):
        pieces = run[:count]
        whole = "".join(piece.text for piece in pieces)
        for table in ("t3", "t2"):
            key = is_exactly(row_vocabulary(table), whole)
            if key is None or key.startswith("#"):
                continue
            if any(match(row_vocabulary(table), p.text) not in (None, key) for p in pieces[1:]):
                continue
            kept = max(pieces, key=lambda piece: (piece.valued, len(piece.line.fields)))
            others = tuple(piece.line for piece in pieces if piece is not kept)
            return Mark(kept.line, "row", table, key, kept.at, others)
    return None
