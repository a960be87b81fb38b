"""A query tree as a query of tantivy.

What tantivy cannot decide by its postings (texts near each other, gaps, loose literals, other
passages of a report) is decided here first, and joined as a set of numbers.
Scores: BM25 of words and of pairs of characters; who holds a bare word literally has more than all
of that can come to; what does not ask for text adds nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import ceil, log, log2
from typing import assert_never

from tantivy import Occur, Query

from indexer.stores.grams import characters, pairs, word
from search_api.engines.base import Request
from search_api.engines.collect import Clock
from search_api.engines.ranking import combined
from search_api.engines.tantivy_state import State
from search_api.filters import holds, within
from search_api.loose import without_punctuation
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
    walk,
)

_LEAST = 4096.0  # of a score's 24 bits it leaves 11 behind the point
_HEAVIEST = 2.2  # what BM25 gives at most for something of rarity 1
_LONGEST_PHRASE = 64
_STRIDE = 1024
_NUMBER_OF = {Unit.REPORT: "version", Unit.SECTION: "place"}


def above_all(query: Node, passages: int) -> float:
    """A power of two that is more than the BM25 of all that a query asks for."""
    rarest = log(2 * passages + 2)
    most = _HEAVIEST * rarest * sum(_terms(node) for node, _ in walk(query))
    return max(_LEAST, 2.0 ** ceil(log2(most + 1)))


def _terms(node: Node) -> int:
    """How many terms, at most, a node adds to the score."""
    match node:
        case Words(_, words):
            return len(words)
        case Literal(text, loose):
            return len(set(text)) if loose else min(len(text), _LONGEST_PHRASE)
        case Near(first, second):
            return _terms(Literal(first)) + _terms(Literal(second))
        case Pattern(pieces):
            return sum(_terms(Literal(piece)) for piece in pieces)
        case _:
            return 0


def _silent(query: Query) -> Query:
    """The same passages, without a score."""
    return Query.const_score_query(query, 0.0)


def all_of(queries: Iterable[Query]) -> Query:
    """What all of the queries find."""
    clauses = [(Occur.Must, query) for query in queries]
    return clauses[0][1] if len(clauses) == 1 else Query.boolean_query(clauses)


def _some_of(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


EVERYTHING = _silent(Query.all_query())


class Translation:
    """Makes queries of tantivy for one search."""

    def __init__(self, state: State, request: Request, clock: Clock) -> None:
        self._state = state
        self._decided = request.decided
        self._clock = clock
        self._held = above_all(request.query, state.texts.count)
        self._made: dict[Node, Query] = {}

    def score_of(self, raw: float) -> float:
        """A passage's score as the other engines give it."""
        held = int(raw // self._held)
        return combined(raw - held * self._held, held)

    def query(self, node: Node) -> Query:
        """The query that finds what a tree means; part of it when time runs out."""
        if node not in self._made:
            self._made[node] = Query.empty_query() if self._clock.ran_out() else self._query(node)
        return self._made[node]

    def _query(self, node: Node) -> Query:
        match node:
            case Words(text, words):
                literal = Query.const_score_query(self._literal(text), self._held)
                if not words:
                    return literal
                return _some_of((literal, all_of(self._word(one) for one in words)))
            case Literal(text, loose):
                return self._loose(text) if loose else self._literal(text)
            case Near(first, second, distance):
                return self._verified(
                    (first, second), lambda text: is_near(first, second, distance, text)
                )
            case Pattern(pieces, gaps):
                return self._verified(pieces, lambda text: has_pattern(pieces, gaps, text))
            case Keyword(field, value):
                return self._having(field, lambda held: holds(field, value, (held,)))
            case Range(field, low, high):
                return self._having(field, lambda held: within(low, high, (held,)))
            case Compare() | FigureStatus():
                return _silent(self._state.numbered("version", self._decided[node]))
            case Within(unit, clause):
                return self._sharing(unit, self.query(clause))
            case And(clauses):
                return all_of(self.query(clause) for clause in clauses) if clauses else EVERYTHING
            case Or(clauses):
                return _some_of(self.query(clause) for clause in clauses)
            case Not(clause):
                found = self.query(clause)
                if self._clock.ran_out():  # what is not known to be out is not in
                    return Query.empty_query()
                return Query.boolean_query([(Occur.Must, EVERYTHING), (Occur.MustNot, found)])
            case Everything():
                return EVERYTHING
            case Nothing():
                return Query.empty_query()
            case _:
                assert_never(node)

    def _word(self, token: str) -> Query:
        return Query.term_query(self._state.schema, "words", word(token), "freq")

    def _character(self, form: str) -> Query:
        return Query.term_query(self._state.schema, "characters", form, "basic")

    def _literal(self, text: str) -> Query:
        """The passages that hold exactly these characters."""
        forms = pairs(text)
        if not forms:
            return self._character(*characters(text)) if text else EVERYTHING
        if len(forms) > _LONGEST_PHRASE:
            return self._checked(self._phrase(forms[:_LONGEST_PHRASE]), lambda held: text in held)
        return self._phrase(forms)

    def _phrase(self, forms: list[str]) -> Query:
        if len(forms) == 1:
            return Query.term_query(self._state.schema, "pairs", forms[0], "freq")
        return Query.phrase_query(self._state.schema, "pairs", list(forms))

    def _loose(self, text: str) -> Query:
        """The passages that hold these letters, whatever punctuation is among them."""
        if not text:
            return EVERYTHING
        candidates = all_of(self._character(form) for form in dict.fromkeys(characters(text)))
        return self._checked(candidates, lambda held: text in without_punctuation(held))

    def _verified(self, pieces: Iterable[str], holds: Callable[[str], bool]) -> Query:
        """The passages that hold all the pieces and then what is asked of them."""
        literals = dict.fromkeys(Literal(piece) for piece in pieces)
        return self._checked(all_of(self.query(literal) for literal in literals), holds)

    def _checked(self, candidates: Query, holds: Callable[[str], bool]) -> Query:
        found = []
        for step, number in enumerate(self._state.ords(candidates)):
            if step % _STRIDE == 0 and self._clock.ran_out():
                break
            if holds(self._state.texts.text(number)):
                found.append(number)
        return all_of((candidates, _silent(self._state.numbered("ord", found))))

    def _having(self, field: str, accepted: Callable[[str], bool]) -> Query:
        values = [value for value in self._state.lexicon(field) if accepted(value)]
        return _silent(self._state.having(field, values))

    def _sharing(self, unit: Unit, clause: Query) -> Query:
        """The passages in a report, or in a section of it, with one that the clause finds."""
        column = _NUMBER_OF[unit]
        numbers = set(self._state.column(column, self._state.all_hits(clause)))
        beside = _silent(self._state.numbered(column, numbers))
        return Query.boolean_query([(Occur.Must, beside), (Occur.Should, clause)])
