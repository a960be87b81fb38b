"""What is true of the tantivy engine alone: what it takes, and how it tells literals apart."""

from __future__ import annotations

from typing import Any

import pytest
from tantivy import Query

from search_api.engines.base import Request
from search_api.engines.tantivy import TantivyEngine
from search_api.tree import Everything, Literal, Or, Words
from tests.contract.conftest import World


@pytest.fixture
def tantivy(world: World) -> TantivyEngine:
    """The engine over one corpus."""
    engine = world.engines["tantivy"]
    assert isinstance(engine, TantivyEngine)
    return engine


class Limits:
    """A searcher that tells how many hits it made room for."""

    def __init__(self, searcher: Any) -> None:
        self._searcher = searcher
        self.limits: list[int] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._searcher, name)

    def search(self, query: Query, limit: int, **others: Any) -> Any:
        """The same, noted."""
        self.limits.append(limit)
        return self._searcher.search(query, limit=limit, **others)


def test_a_large_limit_takes_room_for_the_passages_there_are(
    world: World, tantivy: TantivyEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """tantivy reserves memory for as many hits as it is asked for."""
    limits = Limits(tantivy._state.searcher)
    monkeypatch.setattr(tantivy._state, "searcher", limits)
    found = tantivy.search(Request(Everything(), limit=10_000_000))

    assert len(found.hits) == len(world.passages)
    assert max(limits.limits) == len(world.passages)


def test_any_number_of_literals_is_not_a_bare_word_that_is_held(
    world: World, tantivy: TantivyEngine
) -> None:
    """A point is for a bare word held literally; what else is found adds less than one."""
    longest = max((passage.entry.text for passage in world.passages), key=len)
    parts = dict.fromkeys(
        longest[begin : begin + size] for size in range(30, 8, -1) for begin in range(len(longest))
    )
    word = "保密审查"
    others = tuple(Literal(part) for part in list(parts)[:1000] if word not in part)
    query = world.ready(Or((*others, Words(word))))
    texts = {(held.entry.version, held.entry.n): held.entry.text for held in world.passages}
    hits = tantivy.search(Request(query, limit=10_000)).hits

    assert {int(hit.score): word in texts[hit.version, hit.n] for hit in hits} == {
        0: False,
        1: True,
    }
    assert all(int(hit.score) == (word in texts[hit.version, hit.n]) for hit in hits)
