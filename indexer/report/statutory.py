"""What each row of a document's tables is: a row or header of a statutory table, or neither.

Tables are found by their labels alone; heading, order, pieces and layout do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from indexer.forms.matching import Vocabulary, column_vocabulary, is_exactly, match, row_vocabulary
from indexer.report.cells import Field, Line
from indexer.report.quantities import looks_numeric
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
    place = 0
    while place < len(lines):
        mark = _joined(lines[place : place + MOST_PIECES]) or _mark(lines[place])
        found.append(mark)
        place += 1 + len(mark.cut)
    return tuple(found)


def _mark(line: Line) -> Mark:
    filled = [(place, field) for place, field in enumerate(line.fields) if not field.blank]
    if not filled:
        return Mark(line, "blank")
    if all(_RULE.fullmatch(field.text.strip()) for _, field in filled):
        return Mark(line, "rule")
    texts = [(place, field.text) for place, field in filled if not looks_numeric(field.text)]
    if not texts:
        return Mark(line, "numbers")
    if len(texts) > MOST_TEXTS:
        return Mark(line, "text")
    numbers = any(place > texts[0][0] and looks_numeric(field.text) for place, field in filled)
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


def _joined(lines: Sequence[Line]) -> Mark | None:
    """A row whose label two or three lines share, if it is official to the letter.

    At most one of the lines has values; the values are that line's.
    """
    texts = [_label(line) for line in lines]
    for count in range(len(lines), 1, -1):
        pieces, labels = lines[:count], texts[:count]
        if not all(labels):
            continue
        valued = [line for line in pieces if _has_values(line)]
        whole = "".join(text for _, text in filter(None, labels))
        if len(valued) > 1 or any(line.after_prose for line in pieces[1:]):
            continue
        for table in ("t3", "t2"):
            key = is_exactly(row_vocabulary(table), whole)
            if key is None or key.startswith("#"):
                continue
            rest = (text for _, text in filter(None, labels[1:]))
            if any(match(row_vocabulary(table), text) not in (None, key) for text in rest):
                continue
            kept = valued[0] if valued else max(pieces, key=lambda line: len(line.fields))
            at = labels[pieces.index(kept)]
            others = tuple(line for line in pieces if line is not kept)
            return Mark(kept, "row", table, key, at[0] if at else -1, others)
    return None


def _label(line: Line) -> tuple[int, str] | None:
    """The last text before the first number."""
    last = None
    for place, field in enumerate(line.fields):
        if field.blank:
            continue
        if looks_numeric(field.text):
            break
        last = (place, field.text)
    return last


def _has_values(line: Line) -> bool:
    return any(looks_numeric(field.text) for field in line.fields if not field.blank)
