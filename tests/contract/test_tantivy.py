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
