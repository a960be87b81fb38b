"""Whoosh with the analyzer that comes with jieba, as its manual shows it; a literal is a phrase."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from jieba.analyse import ChineseAnalyzer
from whoosh.fields import STORED, TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.qparser import QueryParser
from whoosh.query import Query
from whoosh.searching import Searcher

from tests.bench.peers.peer import Peer

_POOL_MB = 256


def _build(folder: Path, texts: Sequence[str]) -> None:
    schema = Schema(number=STORED, text=TEXT(analyzer=ChineseAnalyzer()))
    with closing(FileStorage(str(folder)).create_index(schema)) as index:
        writer = index.writer(limitmb=_POOL_MB)
        for number, text in enumerate(texts):
            writer.add_document(number=number, text=text)
        writer.commit()


class _Open:
    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._parser = QueryParser("text", searcher.schema)

    def _phrase(self, literal: str) -> Query:
        return self._parser.parse('"' + literal.replace('"', " ") + '"')

    def top(self, literal: str) -> tuple[list[int], int]:
        """Ordered by BM25F, with the exact length of the results."""
        results = self._searcher.search(self._phrase(literal), limit=10)
        return [hit["number"] for hit in results], len(results)

    def all(self, literal: str) -> set[int]:
        """Every document that the query meets."""
        documents = self._phrase(literal).docs(self._searcher)
        return {self._searcher.stored_fields(document)["number"] for document in documents}


@contextmanager
def _opened(folder: Path) -> Iterator[_Open]:
    index = FileStorage(str(folder)).open_index()
    with closing(index), index.searcher() as searcher:
        yield _Open(searcher)


PEER = Peer("jieba-whoosh", "whoosh, jieba's ChineseAnalyzer", _build, _opened)
