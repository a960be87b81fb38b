"""Where the labels of one table follow one another with nothing but values between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.document import Span
from indexer.readers.run_on_labels import Role, labels

# All repeats are possessive: what was taken is not given back, so that hostile text takes no time.
_UNIT = r"(?:亿元|万元|元|[件条项个次宗](?![\u4e00-\u9fff]))?+"
_NUMBER = rf"(?:[+＋\-－−–—]\s?+)?+[\d０-９]++(?:[.．,，][\d０-９]++)*+{_UNIT}"
_MARK = r"(?:无(?![\u4e00-\u9fff])|[-－—–−]{1,2}+(?!\d)|[/／*＊])"
_VALUES = rf"(?:\s*+(?:{_NUMBER}|{_MARK}))"
VALUES = re.compile(f"{_VALUES}++")
# Text between two values that is no known label: it may be one that was misspelt.
_WORDS = r"[^\d０-９。；;！？!?]{1,80}+"
UNKNOWN = re.compile(rf"(?:[\d０-９][.．、])?+{_WORDS}")
_GAP = re.compile(rf"(?:{_VALUES}++)?+(?:{_WORDS}{_NUMBER}{_VALUES}*+)*+\s*+")
# What the form prints in the corner of table 三.
_NOTE = re.compile(r"[（(]\s*本列数据的勾稽关系[^（()\d]{0,80}\s*\Z")
_WIDEST_GAP = 160
_GOES_ON = "年月日号%％"
FEWEST_ROWS = 4
FEWEST_HEADS = 6


@dataclass(frozen=True, slots=True)
class Label:
    """A label in a text."""

    span: Span
    role: Role


@dataclass(frozen=True, slots=True)
class Chain:
    """One table in a text: its labels in reading order. `span` and places are the document's."""

    table: str
    labels: tuple[Label, ...]
    span: Span


def chains(text: str, offset: int) -> tuple[Chain, ...]:
    """The tables in a text that begins at `offset` of the document, in order, none in another."""
    found: list[Chain] = []
    for table in ("t3", "t2", "t4"):
        for run in _runs(text, table):
            chain = _chain(text, offset, table, run)
            if chain and not any(_meet(chain.span, other.span) for other in found):
                found.append(chain)
    return tuple(sorted(found, key=lambda chain: chain.span))


def _runs(text: str, table: str) -> list[list[Label]]:
    """Labels with nothing but values, or texts with values, between one and the next."""
    words = labels(table)
    runs: list[list[Label]] = []
    for match in words.pattern.finditer(text):
        label = Label(match.span(), words.roles[(match.lastindex or 1) - 1])
        if runs and _joins(text, runs[-1][-1].span[1], label.span[0], table):
            runs[-1].append(label)
        else:
            runs.append([label])
    return runs


def _joins(text: str, start: int, end: int, table: str) -> bool:
    gap = text[start:end]
    if not gap.strip():
        return True
    if table == "t4":
        return False
    if len(gap) > _WIDEST_GAP:
        return VALUES.fullmatch(gap.strip()) is not None
    return _GAP.fullmatch(gap) is not None


def _chain(text: str, offset: int, table: str, run: Sequence[Label]) -> Chain | None:
    """The table that a run of labels makes, if it has enough of them."""
    kept = list(run)
    while kept and not _opens(text, table, kept[0]):
        del kept[0]
    if table != "t4":
        while kept and not _closes(text, kept):
            del kept[-1]
    if kept and (
        note := _NOTE.search(text, max(0, kept[0].span[0] - _WIDEST_GAP), kept[0].span[0])
    ):
        kept.insert(0, Label(note.span(), "head"))
    rows = sum(label.role == "row" for label in kept)
    heads = sum(label.role == "head" for label in kept)
    filled = any(label.role == "row" and _valued(text, label.span[1]) for label in kept)
    enough = {
        "t2": rows > 0 and heads > 0,
        "t3": rows >= FEWEST_ROWS and (filled or heads >= FEWEST_HEADS),
        "t4": heads >= FEWEST_HEADS and bool(kept) and _valued(text, kept[-1].span[1]),
    }
    if not enough[table]:
        return None
    end = _end_of_values(text, kept[-1].span[1])
    return Chain(table, tuple(kept), (offset + kept[0].span[0], offset + end))


def _opens(text: str, table: str, label: Label) -> bool:
    """Whether a table may begin with the label: one that does not stand in prose."""
    if table == "t2":
        return label.role == "article"
    if table == "t3":
        return label.span[1] - label.span[0] > 3
    return True


def _closes(text: str, kept: Sequence[Label]) -> bool:
    """Whether the last label is a row with values, or follows the row before without other text."""
    last = kept[-1]
    if last.role != "row":
        return False
    if _valued(text, last.span[1]) or len(kept) == 1:
        return True
    gap = text[kept[-2].span[1] : last.span[0]].strip()
    return not gap or VALUES.fullmatch(gap) is not None


def _valued(text: str, place: int) -> bool:
    return VALUES.match(text, place) is not None


def _end_of_values(text: str, place: int) -> int:
    """Where the values after the last label end; a word that goes on from them is one of them."""
    found = VALUES.match(text, place)
    if found is None:
        return place
    end = found.end()
    # The number of what follows (`0000000` `2.某事`) is not the table's.
    if end < len(text) and text[end] in "、.．" and end - 1 > place:
        return end - 1
    return end + 1 if end < len(text) and text[end] in _GOES_ON else end


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
