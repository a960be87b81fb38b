"""nDCG of every engine and of plain words over the judged queries, as a table.

A query finds what holds all its words, so an engine is held against plain words of which all must
stand in a hit; and, with 或 between the words of the same query, against plain words of which any
may.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from search_api.any_word import any_word
from search_api.syntax import parse
from search_api.tree import with_words
from search_api.written import to_text
from tests.relevance.judgments import Judged, judged
from tests.relevance.ndcg import DEPTH, ndcg
from tests.relevance.plain import PlainWords
from tests.relevance.specimens import Ranker, Specimens, specimens

PLAIN = "plain words"


@dataclass(frozen=True, slots=True)
class Way:
    """How the words of a query are asked for."""

    name: str
    every: bool

    def written(self, query: str, cut: Callable[[str], list[str]]) -> str:
        """The query as an engine is given it."""
        loose = None if self.every else any_word(with_words(parse(query).node, cut))
        return query if loose is None else to_text(loose)


WAYS = (Way("as typed", every=True), Way("或 between the words", every=False))


def scores(corpus: Specimens, way: Way, queries: Sequence[Judged]) -> dict[str, list[float]]:
    """The nDCG of each query, by the name of who ranked."""
    graded = [
        {name: grade for place, grade in query.grades.items() for name in corpus.names(place)}
        for query in queries
    ]

    def told(rank: Ranker, written: Callable[[str], str]) -> list[float]:
        return [
            ndcg(rank(written(query.query), DEPTH), grades)
            for query, grades in zip(queries, graded, strict=True)
        ]

    engines = {
        name: told(rank, lambda query: way.written(query, corpus.cut))
        for name, rank in corpus.engines.items()
    }
    return {**engines, PLAIN: told(PlainWords(corpus.passages, every=way.every), str)}


def lines() -> Iterator[str]:
    """For each way a row for each engine, then the queries that plain words rank better."""
    queries = judged()
    yield f"{len(queries)} judged queries over the specimens: mean nDCG@{DEPTH}"
    with tempfile.TemporaryDirectory() as folder, specimens(Path(folder)) as corpus:
        for way in WAYS:
            told = scores(corpus, way, queries)
            yield from (f"{name:<12} {way.name:<22} {fmean(told[name]):.3f}" for name in told)
            yield from _worse(queries, told)


def _worse(queries: Sequence[Judged], told: Mapping[str, Sequence[float]]) -> Iterator[str]:
    for number, query in enumerate(queries):
        plain = told[PLAIN][number]
        behind = [
            f"{name} {values[number]:.3f}"
            for name, values in told.items()
            if values[number] < plain - 0.0005
        ]
        if behind:
            yield f"  {query.query}: {PLAIN} {plain:.3f}, {', '.join(behind)}"
