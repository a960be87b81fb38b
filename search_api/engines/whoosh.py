"""The whoosh engine: words and fields from whoosh's postings, literals by scanning the texts.

Whoosh's own phrases are not used: jieba cuts 中华人民共和国政府 as one word, so a phrase of words
misses what the characters hold. A scan of the mapped texts does not, and needs no index.
Nor are its boolean matchers: they drop documents whose score is 0, and And with Not loses its
place. The clauses are sets of ords here, and a tree is the algebra of its sets.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Set
from functools import cached_property
from math import log
from typing import assert_never

from whoosh.reading import IndexReader
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from indexer.catalog.read import Catalog
from indexer.home import Home
from indexer.stores.entries import facts_of
from indexer.stores.manifest import Manifest
from indexer.stores.texts import Texts
from indexer.stores.whoosh_index import SEPARATOR, open_reader, usable
from search_api.engines.algebra import Look
from search_api.engines.base import Matches, Request
from search_api.engines.collect import Clock, ReportFacts, Row, collect
from search_api.loose import without_punctuation
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
)

_K1, _B = 1.2, 0.75


class WhooshEngine:
    """One state of a whoosh index. Close it to let go of the files."""

    name = "whoosh"

    def __init__(self, home: Home, catalog: Catalog, manifest: Manifest) -> None:
        self._catalog = catalog
        self._manifest = manifest
        folder = home.index / manifest.folder
        self._texts = Texts(folder, manifest.texts_size, manifest.texts_count)
        self._reader: IndexReader = open_reader(home.index, manifest)
        self._searcher = Searcher(self._reader, weighting=BM25F(), closereader=True)
        self._facts: dict[int, ReportFacts] = {}

    @property
    def generation(self) -> int:
        """The generation of the catalog that this index holds."""
        return self._manifest.generation

    def close(self) -> None:
        """Let go of the files."""
        self._searcher.close()
        self._texts.close()

    def search(self, request: Request) -> Matches:
        """The answer; the filters that no facet needs undone are joined to the query."""
        clock = Clock(request.deadline)
        rows = list(Look(self, request, clock).rows(request))
        self._learn({row.version for row in rows})
        return collect(rows, request, clock, self._facts.__getitem__, self._values)

    def _learn(self, versions: Set[int]) -> None:
        """Ask the catalog for what is not known yet of these versions: it is of one state."""
        unknown = versions - self._facts.keys()
        for version, report, year, agency, values in facts_of(self._catalog, unknown):
            self._facts[version] = ReportFacts(report, year, agency, values)

    def _values(self, row: Row, field: str) -> tuple[str, ...]:
        """A passage's own values of a field, from the column that keeps them together."""
        kept = self._own[self._numbers[row.ref]].decode()
        slot, aspect, *topics = kept.split(SEPARATOR)
        match field:
            case "section":
                return (slot,)
            case "aspect":
                return (aspect,)
            case _:
                return tuple(topics)

    # -- what the index holds, as sets of ords ----------------------------------------------------

    @cached_property
    def _ords(self) -> array[int]:
        """The ord of each document, by whoosh's number."""
        ords = array("I")
        for leaf, _ in self._reader.leaf_readers():
            ords.extend(_ords_of(leaf))
        return ords

    @cached_property
    def _numbers(self) -> dict[int, int]:
        """Whoosh's number of each passage that is not deleted, by its ord."""
        numbers = dict(zip(self._ords, range(len(self._ords)), strict=True))
        for leaf, first in self._reader.leaf_readers():
            if leaf.has_deletions():
                for number in range(leaf.doc_count_all()):
                    if leaf.is_deleted(number):
                        del numbers[self._ords[first + number]]
        return numbers

    @cached_property
    def _own(self) -> IndexReader:
        return self._reader.column_reader("own")

    @property
    def live(self) -> Set[int]:
        """Every passage that is searched."""
        return self._numbers.keys()

    def holding(self, literal: Literal) -> Set[int]:
        """The passages that hold a literal."""
        if not literal.loose:
            return self.live & set(self._texts.holding(literal.text))
        characters = set(literal.text)
        if not characters:
            return self.live
        rarest = min((self._texts.holding(character) for character in characters), key=len)
        return {
            number
            for number in self.live & set(rarest)
            if literal.text in without_punctuation(self._texts.text(number))
        }

    def scores(self, word: str) -> dict[int, float]:
        """The passages that have a word, with its BM25."""
        ords = self._ords
        found: dict[int, float] = {}
        for leaf, first in self._searcher.leaf_searchers():
            if ("words", word) not in leaf.reader():
                continue
            matcher = leaf.postings("words", word)
            while matcher.is_active():
                found[ords[first + matcher.id()]] = matcher.score()
                matcher.next()
        return found

    def having(self, field: str, accepted: Callable[[str], bool]) -> set[int]:
        """The passages with a value of a field that is accepted."""
        ords = self._ords
        found: set[int] = set()
        for value in self._reader.lexicon(field):
            if accepted(value.decode()):
                numbers = self._reader.postings(field, value).all_ids()
                found.update(ords[number] for number in numbers)
        return found

    def text(self, number: int) -> str:
        """The normal text of a passage."""
        return self._texts.text(number)

    def of_versions(self, versions: Set[int]) -> Set[int]:
        """The passages of these versions of reports."""
        known = self._texts.versions
        return {number for number in self.live if known[number] in versions}

    def sharing(self, unit: Unit, found: Set[int]) -> Set[int]:
        """Every passage that is in one report, or in one section of it, with one of these."""
        versions = {self._texts.versions[number] for number in found}
        beside = self.of_versions(versions)
        if unit is Unit.REPORT:
            return beside
        sections = {self._section(number) for number in found}
        return {number for number in beside if self._section(number) in sections}

    def _section(self, number: int) -> tuple[int, str]:
        slot = self._own[self._numbers[number]].decode().partition(SEPARATOR)[0]
        return self._texts.versions[number], slot

    def asked(self, node: Node) -> str:
        """Which file is looked into for a node."""
        match node:
            case Words(_, words):
                return f"扫描 texts.bin；whoosh 倒排 words:{'、'.join(words)} (scan; postings)"
            case Literal() | Near() | Pattern():
                return "扫描 texts.bin (scan of the texts)"
            case Keyword(field) | Range(field):
                return f"whoosh 倒排 {field} (postings)"
            case Compare(key) | FigureStatus(key):
                return f"目录库 figures.{key} (the catalog)"
            case Within() | And() | Or() | Not() | Everything() | Nothing():
                return "集合运算 (algebra of sets)"
            case _:
                assert_never(node)

    def weigher(self, literal: Literal, holders: Set[int]) -> Callable[[int], float]:
        """What a literal adds to a passage's score: BM25 over its occurrences."""
        rarity = log(1 + (len(self.live) - len(holders) + 0.5) / (len(holders) + 0.5))
        mean = max(1.0, self._manifest.texts_size / max(1, self._texts.count))

        def weigh(number: int) -> float:
            if number not in holders:
                return 0.0
            text = self._texts.text(number)
            count = max(1, text.count(literal.text))
            norm = _K1 * (1 - _B + _B * len(text.encode("utf-8", "surrogatepass")) / mean)
            return rarity * count * (_K1 + 1) / (count + norm)

        return weigh

    def row(self, number: int, score: float, *, literal: bool) -> Row:
        """A hit by its ord."""
        return Row(self._texts.versions[number], self._texts.ns[number], score, literal, number)


def _ords_of(leaf: IndexReader) -> array[int]:
    """The ords of a segment's documents, all at once: one by one takes longer than a search.

    The column keeps them as 32-bit numbers, the highest byte first, without zeros at the end.
    """
    kept = array("I")
    if leaf.has_column("ord"):
        column = leaf.column_reader("ord", translate=False)
        kept.frombytes(column._dbfile.get(column._basepos, column._count * kept.itemsize))
        if sys.byteorder == "little":
            kept.byteswap()
    kept.extend([0] * (leaf.doc_count_all() - len(kept)))
    return kept


def open_engine(home: Home, catalog: Catalog) -> WhooshEngine:
    """The live index of a home.

    Raises IndexUnusable where it is absent, foreign, damaged or made by other rules.
    """
    return WhooshEngine(home, catalog, usable(home.index, catalog.home_id()))
