"""A query as the algebra of sets: each clause the passages it meets, by their ords."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import Protocol, assert_never

from indexer.stores.texts import Texts
from search_api.engines.base import Request
from search_api.engines.bm25 import Scored, bm25, length_norm, occurrences, rarity, scored
from search_api.engines.collect import Clock, Row, pushable
from search_api.engines.ranking import combined
from search_api.filters import holds, within
from search_api.simplify import simplify
from search_api.tree import (
    And,
    Compare,
    Everything,
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
)

_STRIDE = 4096
_LOOKED_AT = 64  # texts, which may be long, between two looks at the clock
_SAMPLED = 8


class Held(Protocol):
    """What an index holds. Passages are named by their ords."""

    @property
    def texts(self) -> Texts:
        """Every text, also of passages that are searched no more."""
        ...

    @property
    def dead(self) -> Set[int]:
        """The passages that are searched no more."""
        ...

    def counted(self, word: str) -> Mapping[int, float]:
        """The passages that have a word, and how often. May hold dead ones."""
        ...

    def having(self, field: str, accepted: Callable[[str], bool]) -> Set[int]:
        """The passages with a value of a field that is accepted. May hold dead ones."""
        ...

    def slot(self, number: int) -> str:
        """The slot of a passage."""
        ...


class Look:
    """One search: what was scanned and counted for it, each once.

    Where time runs out, every set is a part of what it should be. So hits may be missing then, and
    none is wrong.
    """

    def __init__(self, held: Held, request: Request, clock: Clock) -> None:
        self._held = held
        self._texts = held.texts
        self._request = request
        self._clock = clock
        self._scans: dict[str, Set[int]] = {}
        self._counts: dict[Scored, Mapping[int, float]] = {}

    def rows(self) -> Iterator[Row]:
        """Every passage that meets the query and the filters that may be joined to it."""
        query = self._request.query
        found = list(self._set(simplify(And((query, pushable(self._request))))))
        bare = bare_words(query)
        holders = [self._holding(words.text) for words in bare]
        sought = [(leaf, self._weight(leaf)) for leaf in scored(query)]
        mean = self._texts.mean_size(self._held.dead)
        versions, ns = self._texts.versions, self._texts.ns
        for start in range(0, len(found), _STRIDE):
            some = found[start : start + _STRIDE]
            norms = [length_norm(self._texts.size(number), mean) for number in some]
            sums = [0.0] * len(some)
            for leaf, weight in sought:
                counts = self._counts_in(leaf, some)
                sums = [
                    total + bm25(weight, count, norm) if count else total
                    for total, count, norm in zip(sums, counts, norms, strict=True)
                ]
            for number, total in zip(some, sums, strict=True):
                held = sum(number in those for those in holders)
                score = combined(total, held)
                yield Row(versions[number], ns[number], score, held == len(bare), number)
            if self._clock.ran_out():
                return

    @cached_property
    def _live(self) -> Set[int]:
        return set(range(self._texts.count)) - self._held.dead

    def _alive(self, found: Set[int]) -> Set[int]:
        return found - self._held.dead if self._held.dead else found

    def _weight(self, leaf: Scored) -> float:
        match leaf:
            case Words(word):
                having = len(self._alive(self._counted(word).keys()))
            case Literal(text, loose=False):
                having = len(self._holding(text))
            case _:
                having = len(self._verified(leaf))
        return rarity(having, self._texts.count - len(self._held.dead))

    def _counts_in(self, leaf: Scored, numbers: Sequence[int]) -> list[float]:
        """How often each of the passages holds it."""
        match leaf:
            case Words(word):
                counts = self._counted(word)
            case Literal(text, loose=False):
                holders = self._holding(text)
                return [self._texts.text(n).count(text) if n in holders else 0 for n in numbers]
            case _:
                counts = self._verified(leaf)
        return [counts.get(number, 0) for number in numbers]

    def _holding(self, text: str) -> Set[int]:
        """The passages that hold these characters."""
        if text not in self._scans:
            found: set[int] = set()
            for some in self._texts.holding(text):
                if self._clock.ran_out():
                    break
                found.update(some)
            self._scans[text] = self._alive(found)
        return self._scans[text]

    def _counted(self, word: str) -> Mapping[int, float]:
        """The passages that have a word, dead ones too."""
        leaf = Words(word)
        if leaf not in self._counts:
            self._counts[leaf] = {} if self._clock.ran_out() else self._held.counted(word)
        return self._counts[leaf]

    def _verified(self, leaf: Literal | Near | Pattern) -> Mapping[int, float]:
        """The passages that hold the parts of a leaf and, looked at, the whole; and how often."""
        if leaf not in self._counts:
            counts: dict[int, float] = {}
            for step, number in enumerate(self._candidates(leaf), 1):
                if step % _LOOKED_AT == 0 and self._clock.ran_out():
                    break
                count = occurrences(leaf, self._texts.text(number))
                if count:
                    counts[number] = count
            self._counts[leaf] = counts
        return self._counts[leaf]

    def _candidates(self, leaf: Literal | Near | Pattern) -> Set[int]:
        match leaf:
            case Literal(text):
                pieces = tuple(dict.fromkeys(text))[:_SAMPLED]
            case Near(first, second):
                pieces = (first, second)
            case Pattern(pieces):
                pass
            case _:
                assert_never(leaf)
        return _common([self._holding(piece) for piece in pieces] or [self._live])

    def _set(self, node: Node) -> Set[int]:
        """The passages that a tree means."""
        match node:
            case Words(text, words):
                literal = self._holding(text)
                if not words:
                    return literal
                having = _common([self._counted(word).keys() for word in words])
                return literal | self._alive(having)
            case Literal(text, loose=False):
                return self._holding(text)
            case Literal() | Near() | Pattern():
                return self._verified(node).keys()
            case Compare() | FigureStatus():
                return self._of_versions(self._request.decided[node])
            case Within(unit, clause):
                return self._sharing(unit, self._set(clause))
            case Keyword(field, value):
                return self._having(field, lambda held: holds(field, value, (held,)))
            case Range(field, low, high):
                return self._having(field, lambda held: within(low, high, (held,)))
            case And(clauses):
                return _common([self._set(clause) for clause in clauses])
            case Or(clauses):
                return set().union(*(self._set(clause) for clause in clauses))
            case Not(clause):
                met = self._set(clause)
                # What was broken off may have met more.
                return frozenset() if self._clock.ran_out() else self._live - met
            case Everything():
                return self._live
            case Nothing():
                return frozenset()
            case _:
                assert_never(node)

    def _having(self, field: str, accepted: Callable[[str], bool]) -> Set[int]:
        return self._alive(self._held.having(field, accepted))

    def _of_versions(self, wanted: Set[int]) -> Set[int]:
        versions = self._texts.versions
        return {number for number in self._live if versions[number] in wanted}

    def _sharing(self, unit: Unit, found: Set[int]) -> Set[int]:
        """Every passage that is in one report, or in one section of it, with one of these."""
        versions, slot = self._texts.versions, self._held.slot
        beside = self._of_versions({versions[number] for number in found})
        match unit:
            case Unit.REPORT:
                return beside
            case Unit.SECTION:
                sections = {(versions[number], slot(number)) for number in found}
                return {n for n in beside if (versions[n], slot(n)) in sections}
            case _:
                assert_never(unit)


def _common(sets: Sequence[Set[int]]) -> Set[int]:
    """What is in all of the sets, the smallest looked at first."""
    smallest, *others = sorted(sets, key=len)
    return set(smallest).intersection(*others) if others else smallest
