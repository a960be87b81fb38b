"""What a query means, in the plainest code that can say it.

The other engines must agree with `matches`; tests/contract asks them with random trees.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import assert_never

from indexer.stores.entries import Entry
from search_api.engines.base import Matches, Request
from search_api.engines.collect import Clock, ReportFacts, Row, collect
from search_api.engines.ranking import combined
from search_api.filters import holds, within
from search_api.loose import without_punctuation
from search_api.tree import (
    And,
    Everything,
    Keyword,
    Literal,
    Node,
    Not,
    Nothing,
    Or,
    Range,
    Words,
    bare_words,
    walk,
)

_STRIDE = 64
_K1, _B = 1.2, 0.75


@dataclass(frozen=True)
class Held:
    """A passage as this engine holds it: its entry and its words with their counts."""

    entry: Entry
    words: Mapping[str, int]

    @cached_property
    def loose(self) -> str:
        """The text without punctuation."""
        return without_punctuation(self.entry.text)


def hold(entry: Entry, cut: Callable[[str], list[str]]) -> Held:
    """The entry with what `cut`, the index side's segmenter, makes of its text."""
    return Held(entry, Counter(cut(entry.text)))


def matches(node: Node, passage: Held) -> bool:
    """The meaning of a query."""
    entry = passage.entry
    match node:
        case Words(text, words):
            return text in entry.text or (bool(words) and all(w in passage.words for w in words))
        case Literal(text, loose):
            return text in (passage.loose if loose else entry.text)
        case Keyword(field, value):
            return holds(field, value, entry.values.get(field, ()))
        case Range(field, low, high):
            return within(low, high, entry.values.get(field, ()))
        case And(clauses):
            return all(matches(clause, passage) for clause in clauses)
        case Or(clauses):
            return any(matches(clause, passage) for clause in clauses)
        case Not(clause):
            return not matches(clause, passage)
        case Everything():
            return True
        case Nothing():
            return False
        case _:
            assert_never(node)


class MemoryEngine:
    """The meaning as an engine: every passage is looked at for every query."""

    name = "memory"

    def __init__(self, passages: Sequence[Held], generation: int = 0) -> None:
        self.generation = generation
        self._passages = passages
        self._facts = {
            held.entry.version: ReportFacts(
                held.entry.report, held.entry.year, held.entry.agency, held.entry.values
            )
            for held in passages
        }

    def search(self, request: Request) -> Matches:
        """The answer by looking at every passage. The query has at most MAX_LEVELS levels."""
        clock = Clock(request.deadline)
        return collect(
            self._rows(request.query, clock),
            request,
            clock,
            self._facts.__getitem__,
            lambda row, field: self._passages[row.ref].entry.values.get(field, ()),
        )

    def _rows(self, query: Node, clock: Clock) -> Iterator[Row]:
        sought = _scored(query)
        weights = self._weights(sought, clock)
        mean = sum(len(held.entry.text) for held in self._passages) / max(1, len(self._passages))
        bare = bare_words(query)
        for ref, passage in enumerate(self._passages):
            if ref % _STRIDE == 0 and clock.ran_out():
                return
            if not matches(query, passage):
                continue
            entry = passage.entry
            literally = sum(words.text in entry.text for words in bare)
            norm = _K1 * (1 - _B + _B * len(entry.text) / max(1.0, mean))
            bm25 = sum(
                weight * count * (_K1 + 1) / (count + norm)
                for leaf, weight in zip(sought, weights, strict=True)
                if (count := _count(leaf, passage))
            )
            score = combined(bm25, literally)
            yield Row(entry.version, entry.n, score, literally == len(bare), ref)

    def _weights(self, sought: Sequence[Words | Literal], clock: Clock) -> list[float]:
        total = len(self._passages)
        weights = []
        for leaf in sought:
            having = 0 if clock.ran_out() else sum(_count(leaf, p) > 0 for p in self._passages)
            weights.append(math.log(1 + (total - having + 0.5) / (having + 0.5)))
        return weights


def _scored(query: Node) -> tuple[Words | Literal, ...]:
    """What a score counts: the literals, and each word of the bare words as a bare word."""
    found: dict[Words | Literal, None] = {}
    for node, negated in walk(query):
        if isinstance(node, Literal) and not negated:
            found[node] = None
        elif isinstance(node, Words) and not negated:
            found |= dict.fromkeys(Words(word) for word in node.words)
    return tuple(found)


def _count(leaf: Words | Literal, passage: Held) -> int:
    """How often a passage holds a single word, or a literal."""
    if isinstance(leaf, Words):
        return passage.words.get(leaf.text, 0)
    return (passage.loose if leaf.loose else passage.entry.text).count(leaf.text)
