"""The first page of passages by score, its totals and facets, all counted inside tantivy.

What is not on the page never comes over to this side, however many passages a query finds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from heapq import nsmallest

from tantivy import Query

from indexer.stores.tantivy_index import counted_field
from search_api.engines.base import Matches, Ranked, Request, out_of_time
from search_api.engines.collect import Clock, Row, buckets
from search_api.engines.facts import Facts
from search_api.engines.ranking import page_of_passages, rounded
from search_api.engines.tantivy_query import Translation
from search_api.engines.tantivy_state import Hit, State
from search_api.filters import clause
from search_api.results import Bucket
from search_api.simplify import simplify
from search_api.tree import (
    And,
    Everything,
    Literal,
    Node,
    Not,
    Or,
    Words,
    bare_words,
    parts,
    rebuilt,
)

_FETCHED = 4  # times the page, for hits that tie with its last
_MORE = 8


@dataclass(frozen=True, slots=True)
class FirstPage:
    """One search. `facts` tells of versions what the order needs."""

    state: State
    translation: Translation
    facts: Facts
    request: Request
    clock: Clock

    def matches(self) -> Matches:
        """The answer; nothing at all where time ran out before the query was made."""
        query = self._query(self.request.query)
        literal = literally(self.request.query)
        if self.clock.ran_out():
            return out_of_time(self.request)
        total, page = self._page(query)
        literal_total = None
        if literal is not None:
            sure = surely_literal(self.request.query)
            literal_total = total if sure else self.state.count(self._query(literal))
        facets = {} if self.clock.ran_out() else self._facets(literal, literal_total == total)
        over = self.clock.ran_out()
        return Matches(
            total=total,
            literal_total=literal_total,
            hits=page[: self.request.limit],
            facets={} if over else facets,
            partial=over,
            more=total > self.request.limit,
        )

    def _query(self, node: Node, but: str | None = None) -> Query:
        """The node under all selections but one field's."""
        selected = (
            Or(tuple(clause(field, value) for value in values))
            for field, values in self.request.filters.items()
            if values and field != but
        )
        return self.translation.query(simplify(And((node, *selected))))

    def _page(self, query: Query) -> tuple[int, tuple[Ranked, ...]]:
        """How many passages there are, and the page."""
        if self.request.limit == 0:
            return self.state.count(query), ()
        total, sure, tied = self._contenders(query)
        texts = self.state.texts
        numbers = [
            *self.state.column("ord", sure),
            *self._foremost(self.state.column("ord", tied), self.request.limit - len(sure)),
        ]
        scores = [self.translation.score_of(raw) for raw, _ in sure]
        last = self.translation.score_of(tied[0][0]) if tied else 0.0
        scores += [last] * (len(numbers) - len(sure))
        rows = [
            Row(texts.versions[number], texts.ns[number], score, False)
            for number, score in zip(numbers, scores, strict=True)
        ]
        facts = self.facts({row.version for row in rows})
        return total, page_of_passages(rows, self.request, facts)

    def _contenders(self, query: Query) -> tuple[int, Sequence[Hit], Sequence[Hit]]:
        """How many passages there are, those above the last of the page, those that tie with it."""
        wanted = self.request.limit
        fetched = _FETCHED * wanted
        while True:
            total, hits = self.state.best(query, fetched)
            least = self._told(hits[min(wanted, len(hits)) - 1]) if hits else 0.0
            first = bisect_left(hits, True, key=lambda hit: self._told(hit) <= least)
            last = bisect_left(hits, True, key=lambda hit: self._told(hit) < least)
            if last < len(hits) or len(hits) == total:
                return total, hits[:first], hits[first:last]
            fetched *= _MORE

    def _told(self, hit: Hit) -> float:
        """The score as it is told and ordered by. Those of hits in order never rise."""
        return rounded(self.translation.score_of(hit[0]))

    def _foremost(self, tied: Sequence[int], wanted: int) -> Sequence[int]:
        """Of passages with one score, those of the reports that come first, as many as wanted.

        Whole reports: where a passage stands among those of its report is settled later.
        """
        if len(tied) <= wanted:
            return tied
        versions = self.state.texts.versions
        counts = Counter(versions[number] for number in tied)
        facts = self.facts(counts.keys())
        chosen: set[int] = set()
        first = nsmallest(wanted, counts, key=lambda one: (-facts[one].year, facts[one].report))
        for version in first:
            if wanted <= 0:
                break
            chosen.add(version)
            wanted -= counts[version]
        return [number for number in tied if versions[number] in chosen]

    def _facets(self, literal: Node | None, all_literal: bool) -> dict[str, tuple[Bucket, ...]]:
        """The facets, one look at the columns for all that are under the same selections."""
        request = self.request
        groups: dict[str | None, list[str]] = {}
        for field in request.facets:
            groups.setdefault(field if request.filters.get(field) else None, []).append(field)
        found = {}
        for but, fields in groups.items():
            counts = self._counts(request.query, but, fields)
            held = None
            if literal is not None:
                alike = all_literal and but is None
                held = counts if alike else self._counts(literal, but, fields)
            for field in fields:
                chosen = request.filters.get(field, ())
                found[field] = buckets(
                    field, counts[field], chosen, None if held is None else held[field]
                )
        return {field: found[field] for field in request.facets}

    def _counts(self, node: Node, but: str | None, fields: list[str]) -> dict[str, dict[str, int]]:
        columns = {field: counted_field(field) for field in fields}
        counts = self.state.counts(self._query(node, but), columns.values())
        return {field: counts[column] for field, column in columns.items()}


def literally(query: Node) -> Node | None:
    """What is met by the hits that hold every bare word literally; None where there is none.

    Those who hold it meet the bare word, so there is nothing left to ask of it.
    """
    bare = bare_words(query)
    if not bare:
        return None
    return simplify(And((_given(query, frozenset(bare)), *(Literal(one.text) for one in bare))))


def surely_literal(query: Node) -> bool:
    """Whether whoever meets the query holds every bare word literally.

    So it is where all must be met and none is cut into several words.
    """
    clauses = query.clauses if isinstance(query, And) else (query,)
    return all(bare in clauses and bare.words in ((), (bare.text,)) for bare in bare_words(query))


def _given(node: Node, held: Set[Words]) -> Node:
    """The node for passages that hold these literally."""
    match node:
        case Words():
            return Everything() if node in held else node
        case And() | Or() | Not():
            return rebuilt(node, tuple(_given(part, held) for part in parts(node)))
        case _:
            return node
