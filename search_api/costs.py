"""What would be found with less: each word by itself, without each filter, with any of the words.

That is what helps where nothing was found, or too little.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from search_api.any_word import any_word
from search_api.engines.base import PASSAGE
from search_api.engines.collect import Clock
from search_api.search import Searcher, SearchOptions
from search_api.tree import Node, bare_words
from search_api.written import to_text

_MOST_WORDS = 6


class Part(StrEnum):
    """What of a question is looked at by itself, or left out."""

    WORD = "word"
    FILTER = "filter"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Cost:
    """What is found with less than was asked.

    Of a word: its `text`, how the query cut it into `words`, and how many passages hold it
    literally without any filter. Of a filter: its field as `text`, and what is found without it.
    Of any word: the query with OR between them as `text`. `partial`: at least so many.
    """

    part: Part
    text: str
    total: int
    unit: str
    words: tuple[str, ...] = ()
    partial: bool = False


def costs(searcher: Searcher, query: str, options: SearchOptions, clock: Clock) -> Iterator[Cost]:
    """The costs one after another, each searched when it is asked for, as far as the clock goes.

    Any of the words is told only where it finds something.
    """
    options = replace(options, sort="score", limit=0, after=None, facets=())
    asked, chosen = searcher.parsed(query, exact=options.exact).node, options.filters

    def found(part: Part, text: str, query: str | Node, changed: SearchOptions) -> Cost:
        result = searcher.search(query, replace(changed, timeout=clock.left))
        return Cost(part, text, result.total, result.unit, partial=result.partial)

    whole = replace(options, filters={}, exact=True, group=PASSAGE)
    for word in bare_words(asked)[:_MOST_WORDS]:
        yield replace(found(Part.WORD, word.text, word.text, whole), words=word.words)
    for name in chosen:
        rest = {key: kept for key, kept in chosen.items() if key != name}
        yield found(Part.FILTER, name, query, replace(options, filters=rest))
    loose = any_word(asked)
    if loose is not None:
        either = found(Part.ANY, to_text(loose), loose, options)
        if either.total:
            yield either
