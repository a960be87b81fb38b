"""Searching a home over and over, in a thread or a process, and telling every answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from search_api.live import Live
from search_api.results import SearchResult
from search_api.search import SearchOptions
from search_api.session import open_session
from tests.ingest.writing import QUERIES

_OPTIONS = SearchOptions(limit=1_000, facets=("year",), timeout=None)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one search found: hits as (report, text), their count, what the facet counts."""

    generation: int
    query: str
    hits: frozenset[tuple[str, str]]
    listed: int
    total: int
    counted: int


def answer_of(query: str, result: SearchResult) -> Answer:
    """The answer to a query."""
    of_reports = result.unit == "report"
    hits = [  # what another generation has replaced is named by its bytes, after a ~
        (hit.report.partition("~")[0], "" if of_reports else hit.best.text) for hit in result.hits
    ]
    counted = sum(bucket.count for bucket in result.facets["year"].buckets)
    return Answer(result.generation, query, frozenset(hits), len(hits), result.total, counted)


def _silent(_message: str) -> None:
    """It is behind, while it is written to."""


def search_anew(home: Path, stop: Path) -> list[Answer]:
    """Open the home, ask one query, close it, until there is a file to stop at."""
    answers = []
    for query in cycle(QUERIES):
        with open_session(home, _silent) as session:
            answers.append(answer_of(query, session.searcher.search(query, _OPTIONS)))
        if stop.exists():
            return answers
    raise AssertionError


def search_live(live: Live, stopped: Callable[[], bool]) -> list[Answer]:
    """Ask a home that stays open, until it is to stop."""
    answers = []
    for query in cycle(QUERIES):
        live.refresh()
        answers.append(answer_of(query, live.search(query, _OPTIONS)))
        if stopped():
            return answers
    raise AssertionError
