"""The whoosh engine: words and fields from whoosh's postings, literals by scanning the texts.

Whoosh's own phrases are not used: jieba cuts 中华人民共和国政府 as one word, so a phrase of words
misses what the characters hold. A scan of the mapped texts does not, and needs no index.
Nor are its boolean matchers: they drop documents whose score is 0, and And with Not loses its
place. The clauses are sets of ords here, and a tree is the algebra of its sets.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Iterator, Set
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
from search_api.engines.base import Matches, Request
from search_api.engines.collect import Clock, ReportFacts, Row, collect, pushable
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

_STRIDE = 1024
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
        rows = list(_Look(self, clock).rows(request))
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


class _Look:
    """One search: what was scanned and scored for it, each once."""

    def __init__(self, engine: WhooshEngine, clock: Clock) -> None:
        self._engine = engine
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
            yield self._engine.row(number, combined(weigh(number), held), literal=held == len(bare))

    def _weighing(self, query: Node) -> Callable[[int], float]:
        """The sum of BM25 over the words and literals that are not negated."""
        scored: dict[str, dict[int, float]] = {}
        literals: dict[Literal, Callable[[int], float]] = {}
        for node, negated in walk(query):
            if isinstance(node, Words) and not negated:
                scored |= {word: self._scores(word) for word in node.words}
            elif isinstance(node, Literal) and not negated:
                literals[node] = self._engine.weigher(node, self._holding(node))
        words, weighers = list(scored.values()), list(literals.values())
        return lambda number: (
            sum(word.get(number, 0.0) for word in words) + sum(weigh(number) for weigh in weighers)
        )

    def _holding(self, literal: Literal) -> Set[int]:
        if literal not in self._scans:
            self._scans[literal] = frozenset() if self._out() else self._engine.holding(literal)
        return self._scans[literal]

    def _scores(self, word: str) -> dict[int, float]:
        if word not in self._scored:
            self._scored[word] = {} if self._out() else self._engine.scores(word)
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
            case Keyword(field, value):
                return self._engine.having(field, lambda held: holds(field, value, (held,)))
            case Range(field, low, high):
                return self._engine.having(field, lambda held: within(low, high, (held,)))
            case And(clauses):
                return _common([self._set(clause) for clause in clauses] or [self._engine.live])
            case Or(clauses):
                return set().union(*(self._set(clause) for clause in clauses))
            case Not(clause):
                return self._engine.live - self._set(clause)
            case Everything():
                return self._engine.live
            case Nothing():
                return frozenset()
            case _:
                assert_never(node)


def _common(sets: list[Set[int]]) -> Set[int]:
    """What is in all of the sets, the smallest looked at first."""
    smallest, *others = sorted(sets, key=len)
    return set(smallest).intersection(*others)


def open_engine(home: Home, catalog: Catalog) -> WhooshEngine:
    """The live index of a home.

    Raises IndexUnusable where it is absent, foreign, damaged or made by other rules.
    """
    return WhooshEngine(home, catalog, usable(home.index, catalog.home_id()))
