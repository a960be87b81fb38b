"""A query as the algebra of sets: each clause the passages it meets, by their ords."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from typing import Protocol, assert_never

from search_api.engines.base import Request
from search_api.engines.collect import Clock, Row, pushable
from search_api.engines.ranking import combined
from search_api.filters import holds, within
from search_api.near import is_near
from search_api.patterns import has_pattern
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
    walk,
)

_STRIDE = 1024


class Held(Protocol):
    """What an index holds, as sets of ords."""

    @property
    def live(self) -> Set[int]:
        """Every passage that is searched."""
        ...

    def holding(self, literal: Literal) -> Set[int]:
        """The passages that hold a literal."""
        ...

    def scores(self, word: str) -> dict[int, float]:
        """The passages that have a word, with its BM25."""
        ...

    def having(self, field: str, accepted: Callable[[str], bool]) -> Set[int]:
        """The passages with a value of a field that is accepted."""
        ...

    def of_versions(self, versions: Set[int]) -> Set[int]:
        """The passages of these versions of reports."""
        ...

    def sharing(self, unit: Unit, found: Set[int]) -> Set[int]:
        """Every passage that is in one report, or in one section of it, with one of these."""
        ...

    def weigher(self, literal: Literal, holders: Set[int]) -> Callable[[int], float]:
        """What a literal adds to a passage's score."""
        ...

    def text(self, number: int) -> str:
        """The normal text of a passage."""
        ...

    def row(self, number: int, score: float, *, literal: bool) -> Row:
        """A hit by its ord."""
        ...


class Look:
    """One search: what was scanned and scored for it, each once."""

    def __init__(self, held: Held, request: Request, clock: Clock) -> None:
        self._held = held
        self._decided = request.decided
        self._clock = clock
        self._scans: dict[Literal, Set[int]] = {}
        self._scored: dict[str, dict[int, float]] = {}

    def rows(self, request: Request) -> Iterator[Row]:
        """Every passage that meets the query and the filters that may be joined to it."""
        found = self._set(And((request.query, pushable(request))))
        bare = bare_words(request.query)
        held_by = [self._holding(Literal(words.text)) for words in bare]
        weigh = self._weighing(request.query)
        for step, number in enumerate(found):
            if step % _STRIDE == 0 and self._clock.ran_out():
                return
            held = sum(number in holders for holders in held_by)
            yield self._held.row(number, combined(weigh(number), held), literal=held == len(bare))

    def _weighing(self, query: Node) -> Callable[[int], float]:
        """The sum of BM25 over the words and literals that are not negated."""
        scored: dict[str, dict[int, float]] = {}
        literals: dict[Literal, Callable[[int], float]] = {}
        for node, negated in walk(query):
            if isinstance(node, Words) and not negated:
                scored |= {word: self._scores(word) for word in node.words}
            elif isinstance(node, Literal) and not negated:
                literals[node] = self._held.weigher(node, self._holding(node))
        words, weighers = list(scored.values()), list(literals.values())
        return lambda number: (
            sum(word.get(number, 0.0) for word in words) + sum(weigh(number) for weigh in weighers)
        )

    def _holding(self, literal: Literal) -> Set[int]:
        if literal not in self._scans:
            self._scans[literal] = frozenset() if self._out() else self._held.holding(literal)
        return self._scans[literal]

    def _verified(self, pieces: Iterable[str], holds: Callable[[str], bool]) -> Set[int]:
        """The passages that hold all the pieces and then what is asked of them."""
        held = _common([self._holding(Literal(piece)) for piece in pieces])
        found = set()
        for step, number in enumerate(held):
            if step % _STRIDE == 0 and self._out():
                break
            if holds(self._held.text(number)):
                found.add(number)
        return found

    def _scores(self, word: str) -> dict[int, float]:
        if word not in self._scored:
            self._scored[word] = {} if self._out() else self._held.scores(word)
        return self._scored[word]

    def _out(self) -> bool:
        return self._clock.ran_out()

    def _set(self, node: Node) -> Set[int]:
        """The passages that a tree means."""
        match node:
            case Words(text, words):
                literal = self._holding(Literal(text))
                if not words:
                    return literal
                return literal | _common([self._scores(word).keys() for word in words])
            case Literal():
                return self._holding(node)
            case Near(first, second, distance):
                return self._verified(
                    (first, second), lambda text: is_near(first, second, distance, text)
                )
            case Pattern(pieces, gaps):
                return self._verified(pieces, lambda text: has_pattern(pieces, gaps, text))
            case Compare() | FigureStatus():
                return self._held.of_versions(self._decided[node])
            case Within(unit, clause):
                return self._held.sharing(unit, self._set(clause))
            case Keyword(field, value):
                return self._held.having(field, lambda held: holds(field, value, (held,)))
            case Range(field, low, high):
                return self._held.having(field, lambda held: within(low, high, (held,)))
            case And(clauses):
                return _common([self._set(clause) for clause in clauses] or [self._held.live])
            case Or(clauses):
                return set().union(*(self._set(clause) for clause in clauses))
            case Not(clause):
                return self._held.live - self._set(clause)
            case Everything():
                return self._held.live
            case Nothing():
                return frozenset()
            case _:
                assert_never(node)


def _common(sets: list[Set[int]]) -> Set[int]:
    """What is in all of the sets, the smallest looked at first."""
    smallest, *others = sorted(sets, key=len)
    return set(smallest).intersection(*others)
