"""The tantivy engine: words, literals and fields from postings, counts from columns."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import assert_never

from indexer.catalog.read import Catalog
from indexer.errors import IndexUnusable
from indexer.home import Home
from indexer.stores.live import usable
from indexer.stores.manifest import Manifest
from indexer.stores.tantivy_index import ENGINE
from search_api.engines.base import PASSAGE, Matches, Request, out_of_time
from search_api.engines.collect import Clock, ReportFacts, Row, collect, pushable
from search_api.engines.facts import Facts
from search_api.engines.tantivy_first import FirstPage
from search_api.engines.tantivy_query import Translation
from search_api.engines.tantivy_state import State
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
    Within,
    Words,
    bare_words,
)


class TantivyEngine:
    """One state of a tantivy index. Close it to let go of the files."""

    name = ENGINE

    def __init__(self, home: Home, catalog: Catalog, manifest: Manifest) -> None:
        self._state = State(home, manifest)
        self._facts = Facts(catalog)
        self.generation = manifest.generation
        self.state = manifest.state

    def close(self) -> None:
        """Let go of the files."""
        self._state.close()

    def prepare(self, facts: Mapping[int, ReportFacts]) -> None:
        """Have at hand what searches would otherwise read first."""
        self._facts.prepare(facts)
        self._state.prepare()

    def search(self, request: Request) -> Matches:
        """The answer. Raises IndexUnusable where tantivy cannot read its own files."""
        try:
            return self._search(request)
        except BaseException as error:  # the class of a panic can be had by its name alone
            if not (isinstance(error, ValueError) or type(error).__name__ == "PanicException"):
                raise
            raise IndexUnusable(f"{ENGINE}: {error}.", "请运行 indexer rebuild。") from error

    def _search(self, request: Request) -> Matches:
        clock = Clock(request.deadline)
        translation = Translation(self._state, request, clock)
        first = request.unit == PASSAGE and request.sort == "score" and request.after is None
        if first and self._state.can_count(request.facets):
            return FirstPage(self._state, translation, self._facts, request, clock).matches()
        joined = simplify(And((request.query, pushable(request))))
        query = translation.query(joined)
        if clock.ran_out():
            return out_of_time(request)
        hits = self._state.all_hits(query)
        ords = self._state.column("ord", hits)
        own = self._state.own_values(hits) if request.filters or request.facets else []
        literal = self._literally(request.query, joined, translation)
        texts = self._state.texts
        rows = [
            Row(
                texts.versions[number],
                texts.ns[number],
                translation.score_of(raw),
                number in literal,
                place,
            )
            for place, ((raw, _), number) in enumerate(zip(hits, ords, strict=True))
        ]
        return collect(rows, request, clock, self._facts, lambda row, field: own[row.ref][field])

    def _literally(self, query: Node, joined: Node, translation: Translation) -> Set[int]:
        bare = [Literal(words.text) for words in bare_words(query)]
        if not bare:
            return frozenset()
        return set(self._state.ords(translation.query(simplify(And((joined, *bare))))))

    def terms(self, field: str, prefix: str, most: int) -> tuple[tuple[str, int], ...]:
        """From the list of terms."""
        return self._state.terms(field, prefix, most)

    def asked(self, node: Node) -> str:
        """Which postings or columns are looked into for a node."""
        match node:
            case Words(text, words):
                return f"pairs 短语“{text}” 或 words 倒排 {'、'.join(words)} (phrase or postings)"
            case Literal(text, False):
                return f"pairs 短语“{text}” (phrase of pairs)"
            case Literal() | Near() | Pattern():
                return "pairs、characters 倒排，再逐段核对 texts.bin (postings, then the texts)"
            case Keyword(field) | Range(field):
                return f"{field} 倒排 (postings)"
            case Compare(key) | FigureStatus(key):
                return f"目录库 figures.{key}，再按 version (the catalog, then its reports)"
            case Within():
                return "先查一次，再按 version 或 place (a search of its own, then its reports)"
            case And() | Or() | Not() | Everything() | Nothing():
                return "布尔查询 (boolean query)"
            case _:
                assert_never(node)


def open_engine(home: Home, catalog: Catalog) -> TantivyEngine:
    """The live index of a home.

    Raises IndexUnusable where it is absent, foreign, damaged or made by other rules.
    """
    return TantivyEngine(home, catalog, usable(home.index, catalog.home_id(), ENGINE))
