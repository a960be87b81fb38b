"""What a query means, in the plainest code that can say it.

The other engines must agree with `matches`; tests/contract asks them with random trees.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import assert_never

from indexer.stores.entries import Entry
from search_api.engines.base import WORDS, Matches, Request
from search_api.engines.bm25 import Scored, bm25, length_norm, occurrences, rarity, scored
from search_api.engines.collect import Clock, ReportFacts, Row, collect
from search_api.engines.ranking import combined
from search_api.engines.terms import Counted, most_frequent
from search_api.filters import holds, within
from search_api.loose import without_punctuation
from search_api.near import is_near
from search_api.patterns import has_pattern
from search_api.tree import (
    And,
    Compare,
    Everything,
    Figured,
    FigureStatus,
    Keyword,
    Literal,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Pattern,
    Range,
    Unit,
    Within,
    Words,
    bare_words,
    walk,
)

_STRIDE = 64


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


@dataclass(frozen=True, slots=True)
class Known:
    """What a passage alone does not tell: the versions that meet a condition on figures, and the
    reports or sections (`place_of`) in which some passage matches the clause of a Within."""

    figures: Mapping[Figured, Set[int]] = field(default_factory=dict)
    places: Mapping[Within, Set[tuple[int, str]]] = field(default_factory=dict)


NOTHING_KNOWN = Known()


def known_of(
    node: Node, passages: Sequence[Held], figures: Mapping[Figured, Set[int]], clock: Clock
) -> Known:
    """What has to be known for a query, found by looking at every passage, innermost first."""
    places: dict[Within, Set[tuple[int, str]]] = {}
    known = Known(figures, places)
    for this in reversed([this for this, _ in walk(node) if isinstance(this, Within)]):
        if this not in places:
            places[this] = {
                place_of(this.unit, passage)
                for step, passage in enumerate(passages)
                if not (step % _STRIDE == 0 and clock.ran_out())
                and matches(this.clause, passage, known)
            }
    return known


def place_of(unit: Unit, passage: Held) -> tuple[int, str]:
    """The report or the section that a passage is in."""
    match unit:
        case Unit.REPORT:
            return passage.entry.version, ""
        case Unit.SECTION:
            return passage.entry.version, passage.entry.slot
        case _:
            assert_never(unit)


def matches(node: Node, passage: Held, known: Known = NOTHING_KNOWN) -> bool:
    """The meaning of a query."""
    entry = passage.entry
    match node:
        case Words(text, words):
            return text in entry.text or (bool(words) and all(w in passage.words for w in words))
        case Literal(text, loose):
            return text in (passage.loose if loose else entry.text)
        case Near(first, second, distance):
            return is_near(first, second, distance, entry.text)
        case Pattern(pieces, gaps):
            return has_pattern(pieces, gaps, entry.text)
        case Keyword(field, value):
            return holds(field, value, entry.values.get(field, ()))
        case Range(field, low, high):
            return within(low, high, entry.values.get(field, ()))
        case Compare() | FigureStatus():
            return entry.version in known.figures[node]
        case Within(unit):
            return place_of(unit, passage) in known.places[node]
        case And(clauses):
            return all(matches(clause, passage, known) for clause in clauses)
        case Or(clauses):
            return any(matches(clause, passage, known) for clause in clauses)
        case Not(clause):
            return not matches(clause, passage, known)
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
        self.state = f"{self.name} {generation}"
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
            self._rows(request, clock),
            request,
            clock,
            lambda _: self._facts,
            lambda row, field: self._passages[row.ref].entry.values.get(field, ()),
        )

    def terms(self, field: str, prefix: str, most: int) -> Counted:
        """What begins so in the words or values of the passages."""
        counts = Counter(
            value
            for held in self._passages
            for value in {*(held.words if field == WORDS else held.entry.values.get(field, ()))}
            if value.startswith(prefix)
        )
        return most_frequent(counts, counts.__getitem__, most)

    def asked(self, node: Node) -> str:
        """Every clause is asked of every passage."""
        return f"逐段比对 {len(self._passages)} 段 (each passage is looked at)"

    def _rows(self, request: Request, clock: Clock) -> Iterator[Row]:
        query = request.query
        known = known_of(query, self._passages, request.decided, clock)
        sought = scored(query)
        weights = self._weights(sought, clock)
        mean = max(1.0, sum(map(_size, self._passages)) / max(1, len(self._passages)))
        bare = bare_words(query)
        for ref, passage in enumerate(self._passages):
            if ref % _STRIDE == 0 and clock.ran_out():
                return
            if not matches(query, passage, known):
                continue
            entry = passage.entry
            literally = sum(words.text in entry.text for words in bare)
            norm = length_norm(_size(passage), mean)
            total = sum(
                bm25(weight, count, norm)
                for leaf, weight in zip(sought, weights, strict=True)
                if (count := _count(leaf, passage))
            )
            score = combined(total, literally)
            yield Row(entry.version, entry.n, score, literally == len(bare), ref)

    def _weights(self, sought: Sequence[Scored], clock: Clock) -> list[float]:
        weights = []
        for leaf in sought:
            having = 0 if clock.ran_out() else sum(_count(leaf, p) > 0 for p in self._passages)
            weights.append(rarity(having, len(self._passages)))
        return weights


def _size(passage: Held) -> int:
    return len(passage.entry.text.encode("utf-8", "surrogatepass"))


def _count(leaf: Scored, passage: Held) -> int:
    """How often a passage holds a single word, or characters."""
    if isinstance(leaf, Words):
        return passage.words.get(leaf.text, 0)
    return occurrences(leaf, passage.entry.text)
