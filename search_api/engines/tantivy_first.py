"""The first page of passages by score, its totals and facets, all counted inside tantivy.

What is not on the page never comes over to this side, however many passages a query finds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from tantivy import Query

from indexer.stores.tantivy_index import counted_field
from search_api.engines.base import Matches, Ranked, Request
from search_api.engines.collect import Clock, ReportFacts, Row, buckets
from search_api.engines.ranking import page_of_passages
from search_api.engines.tantivy_query import Translation, score_of
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
_MARGIN = 1e-5  # wider than what rounding can move

Facts = Callable[[Set[int]], Mapping[int, ReportFacts]]


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
            return Matches(0, None if literal is None else 0, (), partial=True)
        total, page = self._page(query)
        literal_total = None
        if literal is not None:
            literal_total = self.state.count(self._query(literal))
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
        total, hits = self._contenders(query)
        texts = self.state.texts
        rows = [
            Row(texts.versions[number], texts.ns[number], score_of(raw), False)
            for (raw, _), number in zip(hits, self.state.column("ord", hits), strict=True)
        ]
        facts = self.facts({row.version for row in rows})
        return total, page_of_passages(rows, self.request, facts)

    def _contenders(self, query: Query) -> tuple[int, Sequence[Hit]]:
        """How many passages there are, and the hits that may be on the page."""
        wanted = self.request.limit
        fetched = _FETCHED * wanted
        while True:
            total, hits = self.state.best(query, fetched)
            if len(hits) <= wanted:
                return total, hits
            least = score_of(hits[wanted - 1][0]) * (1 - _MARGIN)
            last = bisect_left(hits, True, key=lambda hit: score_of(hit[0]) < least)
            if last < len(hits) or len(hits) == total:
                return total, hits[:last]
            fetched *= _MORE

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
                told = buckets(field, counts[field], chosen)
                if held is not None:
                    told = tuple(
                        replace(one, literal=held[field].get(one.value, 0)) for one in told
                    )
                found[field] = told
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


def _given(node: Node, held: Set[Words]) -> Node:
    """The node for passages that hold these literally."""
    match node:
        case Words():
            return Everything() if node in held else node
        case And() | Or() | Not():
            return rebuilt(node, tuple(_given(part, held) for part in parts(node)))
        case _:
            return node
