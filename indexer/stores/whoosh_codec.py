"""How a segment's postings are gathered and written: as whoosh's own codec reads them.

Whoosh gathers a tuple for each posting, sorts them all, and checks each as it is written; that is
three quarters of what an index costs. Here a term has one array of numbers, only the terms are
sorted, and what belongs to a term becomes one block.
"""

from __future__ import annotations

import pickle
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import sub

from whoosh.codec.base import Segment
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec, W3FieldWriter, W3TermInfo
from whoosh.fields import Schema
from whoosh.filedb.filestore import Storage
from whoosh.system import pack_ushort

_PICKLES = 2  # the protocol that whoosh writes
_COMPRESSION = 3
_TOO_SHORT = 64  # bytes that compressing makes no shorter


class Postings:
    """The terms of a segment, each with the numbers of its documents, ascending.

    A number is there as often as the document has the term. `count` is of all that are kept.
    """

    def __init__(self) -> None:
        self._fields: dict[str, dict[str, array[int]]] = defaultdict(
            lambda: defaultdict(lambda: array("I"))
        )
        self.count = 0

    def add(self, field: str, terms: Sequence[str], number: int) -> None:
        """A document has these terms."""
        found = self._fields[field]
        for term in terms:
            found[term].append(number)
        self.count += len(terms)

    def iter_postings(self) -> Iterator[tuple[str, Mapping[str, array[int]]]]:
        """The fields in their order, each with its terms."""
        yield from sorted(self._fields.items())

    def cleanup(self) -> None:
        """There is nothing on the disk."""


class Codec(W3Codec):
    """Whoosh's codec. What it writes of `Postings`, whoosh's own reads."""

    length_stats = False  # the score takes the length of a text from `texts.idx`

    def field_writer(self, storage: Storage, segment: Segment) -> W3FieldWriter:
        """What writes the terms of a segment."""
        return _FieldWriter(self, storage, segment)


class _FieldWriter(W3FieldWriter):
    def add_postings(
        self,
        schema: Schema,
        lengths: None,
        items: Iterable[tuple[str, Mapping[str, array[int]]]],
    ) -> None:
        for name, terms in items:
            self.start_field(name, schema[name])
            for term in sorted(terms):
                key = pack_ushort(self._fieldid) + term.encode()
                self._tindex.add(key, self._written(Counter(terms[term])).to_bytes())
            self.finish_field()

    def _written(self, counts: Counter[int]) -> W3TermInfo:
        """Write one posting with its term, more as a block."""
        info = W3TermInfo(
            counts.total(), len(counts), 0, 0, max(counts.values()), min(counts), max(counts)
        )
        if len(counts) == 1:
            info.set_inlined(counts, map(float, counts.values()), ())
        else:
            start = self._postfile.tell()
            self._postfile.write(WHOOSH3_HEADER_MAGIC)
            self._write_block(counts, info)
            info.set_extent(start, self._postfile.tell() - start)
        return info

    def _write_block(self, counts: Counter[int], info: W3TermInfo) -> None:
        ids = list(counts)
        steps = tuple(map(sub, ids, [0, *ids]))
        weights = None if info.max_weight() == 1 else tuple(counts.values())
        body, compression = _packed(pickle.dumps((steps, weights, None), _PICKLES))
        head = (len(ids), ids[-1], info.max_weight(), compression, 0, 0)
        told = pickle.dumps(head, _PICKLES)
        self._postfile.write_int(-len(told + body))  # below zero: the last of the term
        self._postfile.write(told)
        self._postfile.write(body)


def _packed(body: bytes) -> tuple[bytes, int]:
    if len(body) < _TOO_SHORT:
        return body, 0
    return zlib.compress(body, _COMPRESSION), _COMPRESSION
