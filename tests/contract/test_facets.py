"""Facets count exactly, on every engine: each value under everything but its own selection."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from indexer.counted import counted_as
from search_api.engines.base import PASSAGE, REPORT, Engine, Request
from search_api.tree import Everything, Keyword, Or, Words, bare_words
from tests.contract.conftest import World
from tests.contract.test_engines import FACETS, key, selected
from tests.contract.trees import filters, tree


@pytest.mark.parametrize("unit", [PASSAGE, REPORT])
def test_facet_counts_are_exact(world: World, engine: Engine, unit: str) -> None:
    """Each value counts the hits under everything but its own field's selection.

    Where there are bare words, also those of them that hold all of these literally.
    """
    rng = random.Random(world.seed)
    texts = {key(passage): passage.entry.text for passage in world.passages}
    for number in range(20):
        node = world.ready(tree(rng, world.passages, 2))
        if number % 2:
            node = world.ready(Or((node, Words("保密审查"))))
        chosen = filters(rng, world.passages)
        answer = engine.search(
            replace(world.request(node), filters=chosen, facets=FACETS, unit=unit)
        )
        for field in FACETS:
            under = world.meant(selected(node, chosen, but=field))
            bare = bare_words(node)
            counts: dict[str, set[object]] = {}
            literal: dict[str, set[object]] = {}
            for passage in world.passages:
                if key(passage) in under:
                    hit = passage.entry.version if unit == REPORT else key(passage)
                    holds = all(words.text in texts[key(passage)] for words in bare)
                    for value in counted_as(field, passage.entry.values.get(field, ())):
                        counts.setdefault(value, set()).add(hit)
                        literal.setdefault(value, set()).update((hit,) if holds else ())
            told = {b.value: (b.count, b.literal) for b in answer.facets[field] if b.count}

            assert told == {
                value: (len(hits), len(literal[value]) if bare else None)
                for value, hits in counts.items()
            }, field


def test_a_selected_value_is_marked_and_never_vanishes(engine: Engine) -> None:
    """Also where nothing has it, so that it can be taken back."""
    request = Request(
        Everything(), {"aspect": ("basis",), "year": ("2018..2019",)}, facets=("aspect", "year")
    )
    answer = engine.search(request)
    aspects = {bucket.value: bucket for bucket in answer.facets["aspect"]}

    assert answer.total == 0
    assert (aspects["basis"].selected, aspects["basis"].count) == (True, 0)
    assert not aspects["problem"].selected
    assert aspects["problem"].count > 0
    assert all(b.selected == (b.value in ("2018", "2019")) for b in answer.facets["year"])


def test_a_part_counts_what_is_inside_it(engine: Engine) -> None:
    """overview counts its sub-slots, a province its counties."""
    answer = engine.search(Request(Everything(), facets=("section", "region")))
    sections = {bucket.value: bucket.count for bucket in answer.facets["section"]}
    regions = {bucket.value: bucket.count for bucket in answer.facets["region"]}
    inside = engine.search(Request(Keyword("section", "overview"))).total

    assert sections["overview"] == inside > sections.get("overview.proactive", 0)
    assert regions["99"] == engine.search(Request(Keyword("region", "99"))).total
