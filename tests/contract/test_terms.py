"""Which terms begin with something, and in how many passages they stand: alike on every engine."""

from __future__ import annotations

import pytest

from search_api.engines.base import WORDS, Engine
from tests.contract.conftest import World


@pytest.mark.parametrize("field", [WORDS, "topic", "year"])
def test_terms_are_counted_as_they_stand(world: World, engine: Engine, field: str) -> None:
    """Each in the passages that are searched, not in those that were removed."""
    counts: dict[str, int] = {}
    for held in world.passages:
        for value in {*(held.words if field == WORDS else held.entry.values.get(field, ()))}:
            counts[value] = counts.get(value, 0) + 1
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    for prefix in ("", *dict.fromkeys(term[:1] for term in counts), "没有这样的"):
        expected = [(term, count) for term, count in ordered if term.startswith(prefix)]

        assert list(engine.terms(field, prefix, 5)) == expected[:5], prefix
        assert list(engine.terms(field, prefix, 10_000)) == expected, prefix
