"""What a word that nothing holds may be a slip for: names and words of the reports close to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from indexer.labels import SLOTS
from search_api.engines.base import WORDS
from search_api.places import Names
from search_api.search import Searcher
from search_api.tree import Node, bare_words
from search_api.values import topics

_MOST_WORDS = 6
_LONGEST = 20  # characters: what is longer is no word or name that was mistyped
_SHORTEST = 2
_EACH = 3
_LIKE = 0.6
_TERMS = 100_000


@dataclass(frozen=True, slots=True)
class Near:
    """A piece of the query as it was written, and what stands in the reports and resembles it."""

    written: str
    known: str


def near_words(searcher: Searcher, node: Node) -> tuple[Near, ...]:
    """For each bare word the nearest names, and the words of the texts that differ from it, or
    from a part of it that no passage holds, in one character."""
    found: dict[Near, None] = {}
    names = dict.fromkeys(_names(searcher.names()))
    words = bare_words(node)[:_MOST_WORDS]
    for word in words:
        found.update(dict.fromkeys(_like(word.text, names)))
    doubtful = dict.fromkeys(
        part
        for word in words
        for part in (word.text, *word.words)
        if _SHORTEST <= len(part) <= _LONGEST and not _held(searcher, part)
    )
    if doubtful:
        terms = [term for term, _ in searcher.engine.terms(WORDS, "", _TERMS)]
        for part in doubtful:
            slips = (Near(part, term) for term in terms if _one_apart(part, term))
            found.update(dict.fromkeys(islice(slips, _EACH)))
    return tuple(found)


def _names(names: Names) -> Iterator[str]:
    yield from topics().values()
    yield from SLOTS.values()
    yield from names.agencies
    for chain in names.places.values():
        yield chain[-1]
        yield "".join(chain[-2:])


def _held(searcher: Searcher, word: str) -> bool:
    return any(term == word for term, _ in searcher.engine.terms(WORDS, word, _TERMS))


def _like(written: str, names: Iterable[str]) -> Iterator[Near]:
    """Comparing is slow, so only with what has half of the characters and about the length."""
    if not _SHORTEST <= len(written) <= _LONGEST:
        return
    letters = set(written)
    close = [
        name
        for name in names
        if 2 * abs(len(name) - len(written)) <= max(len(written), 2)
        and 2 * len(letters & set(name)) >= len(letters)
        and name != written
    ]
    for name in get_close_matches(written, close, _EACH, _LIKE):
        yield Near(written, name)


def _one_apart(written: str, term: str) -> bool:
    """Whether one character stands for another, and the rest is alike."""
    if len(written) != len(term):
        return False
    return sum(one != other for one, other in zip(written, term, strict=True)) == 1
