"""The whoosh engine: words and fields from whoosh's postings, literals by scanning the texts.

Whoosh's own phrases are not used: jieba cuts 中华人民共和国政府 as one word, so a phrase of words
misses what the characters hold. A scan of the mapped texts does not, and needs no index.
Nor are its boolean matchers: they drop documents whose score is 0, and And with Not loses its
place. The clauses are sets of ords here, and a tree is the algebra of its sets.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import assert_never

from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.matching import LeafMatcher
from whoosh.reading import IndexReader

from indexer.catalog.read import Catalog
from indexer.home import Home
from indexer.stores.manifest import Manifest
from indexer.stores.texts import Texts
from indexer.stores.whoosh_index import SEPARATOR, open_reader, usable
from search_api.engines.algebra import Look
from search_api.engines.base import Matches, Request
from search_api.engines.collect import Clock, ReportFacts, Row, collect
from search_api.engines.facts import Facts
from search_api.engines.terms import Counted, most_frequent
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
)


class WhooshEngine:
    """One state of a whoosh index. Close it to let go of the files."""

    name = "whoosh"

    def __init__(self, home: Home, catalog: Catalog, manifest: Manifest) -> None:
        self._manifest = manifest
        folder = home.index / manifest.folder
        self.texts = Texts(folder, manifest.texts_size, manifest.texts_count)
        self._reader: IndexReader = open_reader(home.index, manifest)
        self._facts = Facts(catalog)

    @property
    def generation(self) -> int:
        """The generation of the catalog that this index holds."""
        return self._manifest.generation

    @property
    def state(self) -> str:
        """Which files these are."""
        return self._manifest.state

    def close(self) -> None:
        """Let go of the files."""
        self._reader.close()
        self.texts.close()

    def prepare(self, facts: Mapping[int, ReportFacts]) -> None:
        """Have at hand what searches would otherwise read first."""
        self._facts.prepare(facts)
        _ = self.dead, self._own

    def search(self, request: Request) -> Matches:
        """The answer; the filters that no facet needs undone are joined to the query."""
        clock = Clock(request.deadline)
        rows = Look(self, request, clock).rows()
        return collect(rows, request, clock, self._facts, self._values)

    def _values(self, row: Row, field: str) -> tuple[str, ...]:
        """A passage's own values of a field."""
        own, kept = self._own
        return kept[own[row.ref]][field]

    # -- what the index holds, by ords ------------------------------------------------------------

    @cached_property
    def _segments(self) -> tuple[tuple[IndexReader, array[int]], ...]:
        """Each segment, and the ord of each of its documents."""
        return tuple((leaf, _ords_of(leaf)) for leaf, _ in self._reader.leaf_readers())

    @cached_property
    def dead(self) -> Set[int]:
        """The passages that are searched no more."""
        if self._reader.doc_count() == self.texts.count:
            return frozenset()
        dead = set(range(self.texts.count))
        for leaf, ords in self._segments:
            dead.difference_update(ords)
            dead.update(ords[number] for number in leaf.deleted_docs_set)
        return dead

    @cached_property
    def _own(self) -> tuple[array[int], Sequence[Mapping[str, tuple[str, ...]]]]:
        """The number of each passage's own values, by its ord, and the values by that number."""
        numbers: dict[bytes, int] = {}
        own = array("I", bytes(4 * self.texts.count))
        for leaf, ords in self._segments:
            for ord, kept in zip(ords, leaf.column_reader("own"), strict=True):
                own[ord] = numbers.setdefault(kept, len(numbers))
        return own, [_parts(kept) for kept in numbers]

    def counted(self, word: str) -> Mapping[int, float]:
        """The passages that have a word, and how often."""
        counts: dict[int, float] = {}
        for leaf, ords in self._segments:
            for block in _blocks(leaf, "words", word):
                numbers = map(ords.__getitem__, _numbers(block))
                counts.update(zip(numbers, _weights(block), strict=True))
        return counts

    def having(self, field: str, accepted: Callable[[str], bool]) -> Set[int]:
        """The passages with a value of a field that is accepted."""
        found: set[int] = set()
        for leaf, ords in self._segments:
            for value in map(bytes.decode, leaf.lexicon(field)):
                if accepted(value):
                    for block in _blocks(leaf, field, value):
                        found.update(map(ords.__getitem__, _numbers(block)))
        return found

    def terms(self, field: str, prefix: str, most: int) -> Counted:
        """From the list of terms; their passages are looked at where some are searched no more."""
        bounds: Counter[str] = Counter()
        for leaf, _ in self._segments:
            for term in leaf.expand_prefix(field, prefix):
                bounds[term.decode()] += leaf.doc_frequency(field, term)

        def living(term: str) -> int:
            return len(self._passages(field, term) - self.dead)

        return most_frequent(bounds, living if self.dead else bounds.__getitem__, most)

    def _passages(self, field: str, value: str) -> Set[int]:
        return {
            ords[number]
            for leaf, ords in self._segments
            for block in _blocks(leaf, field, value)
            for number in _numbers(block)
        }

    def slot(self, number: int) -> str:
        """The slot of a passage."""
        own, kept = self._own
        return kept[own[number]]["section"][0]

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


def _blocks(leaf: IndexReader, field: str, value: str) -> Iterator[LeafMatcher]:
    """Whoosh's reader of postings, standing before each block of those of a value.

    Whole blocks are taken, for one posting after another takes many times as long. What whoosh
    deleted is among them.
    """
    if (field, value) in leaf:
        block = leaf._terms.matcher(field, value.encode(), leaf.schema[field].format)
        while block.is_active():
            yield block
            if isinstance(block, W3LeafMatcher):
                block._next_block()
            else:  # a single posting, kept with its term
                block.next()


def _numbers(block: LeafMatcher) -> Sequence[int]:
    """Whoosh's numbers of the documents in a block."""
    number: int = block.id()  # reads the block
    return block._ids if isinstance(block, W3LeafMatcher) else (number,)


def _weights(block: LeafMatcher) -> Sequence[float]:
    """How often each document of a block has the value."""
    weight: float = block.weight()
    return block._weights if isinstance(block, W3LeafMatcher) else (weight,)


def _parts(own: bytes) -> Mapping[str, tuple[str, ...]]:
    slot, aspect, *topics = own.decode().split(SEPARATOR)
    return {"section": (slot,), "aspect": (aspect,), "topic": tuple(topics)}


def open_engine(home: Home, catalog: Catalog) -> WhooshEngine:
    """The live index of a home.

    Raises IndexUnusable where it is absent, foreign, damaged or made by other rules.
    """
    return WhooshEngine(home, catalog, usable(home.index, catalog.home_id()))
