"""A question put to a home, and what it gives back as a value: a page, or all there is of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from search_api.context import in_context
from search_api.question import Question
from search_api.results import Hit, SearchResult
from search_api.search import Searcher
from search_api.tree import Node


def asked(searcher: Searcher, question: Question) -> Node:
    """What the question was understood as."""
    return searcher.parsed(question.text, exact=question.paging.exact).node


def searched(searcher: Searcher, question: Question) -> SearchResult:
    """A page of hits, as much of each passage shown as is asked for."""
    result = searcher.search(question.text, question.options())
    return replace(result, hits=tuple(map(showing(searcher, question), result.hits)))


def counted(searcher: Searcher, question: Question) -> SearchResult:
    """The total without any hit."""
    return searcher.search(question.text, replace(question.options(), limit=0))


def showing(searcher: Searcher, question: Question) -> Callable[[Hit], Hit]:
    """What shows as much of a hit's passages as is asked for."""
    side = question.views.side
    if side is None:
        return lambda hit: hit
    query = asked(searcher, question)
    return lambda hit: in_context(hit, query, side)
