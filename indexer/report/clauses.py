"""What a check reads of a passage: its normal form, and its clauses, each with its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from indexer.model import Passage
from indexer.text import Normal, normal_with_origins

_MARKS = ",。;!?"
_SENTENCE_MARKS = "。;!?"
_MARK = re.compile(f"[{_MARKS}]")
REACH = 400
_TITLE = re.compile(r"《[^《》]{0,200}》")


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a passage between marks: its normal text, and where it stands in the original.

    `sentence` is the normal text of the sentence it belongs to, up to its own end; of a very long
    one the last `REACH` characters before the clause.
    """

    passage: Passage
    text: str
    start: int
    end: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A passage in normal form, and its clauses in order; these are without titles in 《》."""

    passage: Passage
    normal: Normal
    clauses: tuple[Clause, ...]


def prose_of(passage: Passage) -> Prose:
    """The passage as checks read it."""
    whole = normal_with_origins(passage.text)
    return Prose(passage, whole, tuple(_clauses(passage, whole)))


def _clauses(passage: Passage, whole: Normal) -> Iterator[Clause]:
    masked = _TITLE.sub(lambda title: "《" + "\0" * (len(title.group()) - 2) + "》", whole.text)
    places = [0, *(match.end() for match in _MARK.finditer(masked)), len(masked)]
    sentence = 0
    for start, end in pairwise(places):
        if start and masked[start - 1] in _SENTENCE_MARKS:
            sentence = start
        text = masked[start:end].rstrip(_MARKS)
        if text:
            stop = start + len(text)
            said = masked[max(sentence, start - REACH) : stop]
            low, high = whole.original((start, stop))
            yield Clause(passage, text.replace("\0", ""), low, high, said.replace("\0", ""))
