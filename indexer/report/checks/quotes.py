"""Passages as grounds: their clauses in normal form, each leading back to its characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from indexer.document import Locator
from indexer.model import Evidence, Passage, Section
from indexer.report.material import Material
from indexer.report.stretch import part, stretch
from indexer.text import normal_with_origins

_CLAUSE_ENDS = re.compile(r"[,。;!?]")
_SENTENCE_ENDS = re.compile(r"[。;!?]")
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


def quoted(material: Material, passage: Passage, start: int, end: int) -> Evidence:
    """The characters `start:end` of a passage as a ground."""
    whole = stretch(material.document, passage.locator.spans, passage.locator.page)
    piece = part(whole, start, end)
    return Evidence("passage", piece.text, piece.locator)


def ground(material: Material, clause: Clause) -> Evidence:
    """A clause as a ground."""
    return quoted(material, clause.passage, clause.start, clause.end)


def heading(material: Material, section: Section) -> Evidence:
    """A section's heading as a ground."""
    locator = section.locator or Locator(())
    return Evidence("heading", material.document.slice(locator.spans).strip(), locator)


@lru_cache(maxsize=512)
def clauses(passage: Passage) -> tuple[Clause, ...]:
    """The clauses of a passage, in order; titles in 《》 are left out of their text.

    Remembered for the passages of a report, because every check asks for them.
    """
    return tuple(_clauses(passage))


def _clauses(passage: Passage) -> Iterator[Clause]:
    whole = normal_with_origins(passage.text)
    masked = _TITLE.sub(lambda title: "《" + "\0" * (len(title.group()) - 2) + "》", whole.text)
    places = [0, *(match.end() for match in _CLAUSE_ENDS.finditer(masked)), len(masked)]
    sentence = 0
    for start, end in pairwise(places):
        if start and _SENTENCE_ENDS.match(masked, start - 1):
            sentence = start
        text = masked[start:end].rstrip(",。;!?")
        before = masked[max(sentence, start - REACH) : start]
        if text:
            low, high = whole.original((start, start + len(text)))
            yield Clause(
                passage,
                text.replace("\0", ""),
                low,
                high,
                (before + text).replace("\0", ""),
            )
