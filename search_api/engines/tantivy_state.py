"""One state of a tantivy index, opened for reading: what every search of it shares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from tantivy import DocAddress, Query, Searcher

from indexer.fields import FIELDS
from indexer.home import Home
from indexer.stores.manifest import Manifest
from indexer.stores.tantivy_index import counted_field, open_state, own_hash, own_parts
from indexer.stores.texts import Texts

Hit = tuple[float, DocAddress]
MOST_VALUES = 60_000


class State:
    """Terms, columns and texts of one state."""

    def __init__(self, home: Home, manifest: Manifest) -> None:
        index = open_state(home.index, manifest)
        self.schema = index.schema
        self.searcher: Searcher = index.searcher()
        self.texts = Texts(home.index / manifest.folder, manifest.texts_size, manifest.texts_count)
        self._lexicons: dict[str, tuple[str, ...]] = {}

    def close(self) -> None:
        """Let go of the files."""
        del self.searcher
        self.texts.close()

    def prepare(self) -> None:
        """Read every list of values."""
        for field in FIELDS:
            self.lexicon(field.key)
            self.lexicon(counted_field(field.key))
        _ = self._own

    def count(self, query: Query) -> int:
        """How many passages a query finds."""
        return self.best(query, 0)[0]

    def best(self, query: Query, limit: int) -> tuple[int, Sequence[Hit]]:
        """How many passages a query finds, and the best of them."""
        room = max(1, min(limit, self.searcher.num_docs))  # tantivy takes memory for all of it
        found: Any = self.searcher.search(query, limit=room)  # its type lacks `count`
        return found.count, found.hits[:limit]

    def all_hits(self, query: Query) -> Sequence[Hit]:
        """Every passage that a query finds."""
        found = self.searcher.search(query, limit=max(1, self.count(query)), count=False)
        return found.hits

    def column(self, name: str, hits: Sequence[Hit]) -> list[int]:
        """A number of each hit."""
        values = self.searcher.fast_field_values(name, [address for _, address in hits])
        return [int(value) for value in values if value is not None]

    def ords(self, query: Query) -> list[int]:
        """The ords of all passages that a query finds."""
        return self.column("ord", self.all_hits(query))

    def lexicon(self, field: str) -> tuple[str, ...]:
        """Every value of a field."""
        if field not in self._lexicons:
            found = self.searcher.terms_with_prefix(field, "")
            self._lexicons[field] = tuple(value for value, _ in found)
        return self._lexicons[field]

    def terms(self, field: str, prefix: str, most: int) -> tuple[tuple[str, int], ...]:
        """The values of a field that begin so and stand in the most passages, with how many."""
        # Without a query, passages that were removed would count.
        alive = Query.all_query()
        found = self.searcher.terms_with_prefix(field, prefix, filter_query=alive, limit=most)
        return tuple((term, count) for term, count in found if count)

    def can_count(self, facets: Iterable[str]) -> bool:
        """Whether tantivy will count these facets in one go: it gives up beyond 65,000 values."""
        values = sum(len(self.lexicon(counted_field(facet))) for facet in facets)
        return values <= MOST_VALUES

    def counts(self, query: Query, fields: Iterable[str]) -> dict[str, dict[str, int]]:
        """How many passages that a query finds have each value of each field."""
        terms = {}
        for field in fields:
            size = max(1, len(self.lexicon(field)))  # no segment leaves out what is rare in it
            terms[field] = {"terms": {"field": field, "size": size, "segment_size": size}}
        found = self.searcher.aggregate(query, terms)
        return {
            field: {bucket["key"]: bucket["doc_count"] for bucket in found[field]["buckets"]}
            for field in terms
        }

    @cached_property
    def _own(self) -> dict[int, dict[str, tuple[str, ...]]]:
        return {own_hash(own): own_parts(own) for own in self.lexicon("own")}

    def own_values(self, hits: Sequence[Hit]) -> list[dict[str, tuple[str, ...]]]:
        """The values of the passages' own fields, hit by hit."""
        return [self._own[number] for number in self.column("own_hash", hits)]

    def numbered(self, column: str, numbers: Iterable[int]) -> Query:
        """The passages with one of these numbers in a column."""
        return Query.term_set_query(self.schema, column, list(numbers))

    def having(self, field: str, values: Sequence[str]) -> Query:
        """The passages with one of these values of a field."""
        return Query.term_set_query(self.schema, field, values)
