"""Whether the first row on a page is a row of its own, or the rest of the row before the cut.

Told by the official labels and by what can be printed: a number goes on only from a full line, and
what stands on one line stands on one side of the cut. What neither tells stays open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from indexer.forms.matching import Vocabulary, column_vocabulary, is_exactly, match, row_vocabulary
from indexer.readers.page_fragments import Held, Row, cells_in

_NUMBER = re.compile(
    r"[\s\d０-９,，.．+\-—–−－/\\%％*无]*(?:亿元|万元|元|件|条|项|个|次|人次|人)?\s*", re.ASCII
)
_NUMBERED = re.compile(
    r"\s*(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|[(（]?\d{1,2}[)）、.．]\D)"
)

Pair = tuple[Held | None, Held | None]


class Cut(Enum):
    """How the row below a cut stands to the row above it."""

    BETWEEN = auto()
    INSIDE = auto()
    OPEN = auto()


def is_number(held: Held | None) -> bool:
    """Whether a cell holds a number or a mark in the place of one."""
    return not is_blank(held) and _NUMBER.fullmatch(_text(held)) is not None


def is_blank(held: Held | None) -> bool:
    """Whether nothing is printed in a cell."""
    return not _text(held).strip()


def is_words(held: Held | None) -> bool:
    """Whether a cell holds something else than a number."""
    return not is_blank(held) and not is_number(held)


def is_numbered(held: Held | None) -> bool:
    """Whether a label begins with its enumerator."""
    return _NUMBERED.match(_text(held)) is not None


def is_label(*pieces: Held | None) -> bool:
    """Whether the pieces together are a label of a form, to the letter."""
    text = "".join(map(_text, pieces))
    return any(is_exactly(words, text) is not None for words in _vocabularies())


def pairs_of(last: Row, first: Row) -> tuple[Pair, ...] | None:
    """The cells above and below the cut that stand in the same columns; None if any differ."""
    above, below = cells_in(last), cells_in(first)
    if [cell[:2] for cell in above] != [cell[:2] for cell in below]:
        return None
    pairs = tuple((upper[2], lower[2]) for upper, lower in zip(above, below, strict=True))
    return None if any((a is None) != (b is None) for a, b in pairs) else pairs


def cut_of(pairs: Sequence[Pair]) -> Cut:
    """How the rows of these cells stand to one another."""
    if any({*map(_kind, pair)} == {"words", "number"} for pair in pairs):
        return Cut.BETWEEN
    labels, numbers = _divided(pairs)
    if not numbers:
        return _of_words(labels)
    above, below = labels[-1] if labels else (None, None)
    fits = _fits(numbers)
    if is_blank(below):
        rest = all(is_blank(b) or not is_blank(a) for a, b in numbers)
        return Cut.INSIDE if fits and (rest or not labels) else Cut.OPEN
    if is_label(above, below) and not is_label(above):
        return Cut.INSIDE if fits else Cut.OPEN
    if is_numbered(below) or _is_row(below) or not fits:
        return Cut.BETWEEN
    return Cut.OPEN


def _divided(pairs: Sequence[Pair]) -> tuple[Sequence[Pair], Sequence[Pair]]:
    """The cells before the first number, and those from it on."""
    first = next((at for at, pair in enumerate(pairs) if any(map(is_number, pair))), len(pairs))
    words = [at for at, pair in enumerate(pairs[:first]) if any(map(is_words, pair))]
    start = words[-1] + 1 if words else 0
    return (pairs[:start], pairs[start:]) if first < len(pairs) else (pairs, ())


def _of_words(pairs: Sequence[Pair]) -> Cut:
    both = [pair for pair in pairs if not is_blank(pair[0]) and not is_blank(pair[1])]
    if both and all(is_label(a, b) for a, b in both) and not all(is_label(b) for _, b in both):
        return Cut.INSIDE
    filled = [below for _, below in pairs if not is_blank(below)]
    if any(map(is_numbered, filled)) or any(map(is_label, filled)):
        return Cut.BETWEEN
    return Cut.OPEN


def _fits(numbers: Sequence[Pair]) -> bool:
    """Whether these can be the two parts of one row."""
    both = [(a, b) for a, b in numbers if not is_blank(a) and not is_blank(b)]
    above = any(is_blank(b) and not is_blank(a) for a, b in numbers)
    below = any(is_blank(a) and not is_blank(b) for a, b in numbers)
    return all(a is not None and a.runs_on for a, _ in both) and not (above and below)


def _is_row(held: Held | None) -> bool:
    return any(match(row_vocabulary(table), _text(held)) is not None for table in ("t2", "t3"))


def _vocabularies() -> tuple[Vocabulary, ...]:
    tables = ("t2", "t3", "t4")
    return (*map(row_vocabulary, tables), *map(column_vocabulary, tables))


def _kind(held: Held | None) -> str:
    return "blank" if is_blank(held) else "number" if is_number(held) else "words"


def _text(held: Held | None) -> str:
    return "" if held is None else held.text
