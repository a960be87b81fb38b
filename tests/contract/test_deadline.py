"""Where time runs out, hits may be missing, and none is wrong: whenever that is."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest

from indexer.stores import texts
from search_api.engines import algebra, collect, memory
from search_api.engines.base import PASSAGE, REPORT, Engine, Request
from search_api.tree import And, Literal, Near, Node, Not, Unit, Within, Words
from tests.contract.conftest import World
from tests.contract.trees import filters, tree

ALL = 10_000
FACETS = ("year", "section")


class Askings:
    """A clock that tells how often it was asked."""

    def __init__(self) -> None:
        self.count = 0

    def monotonic(self) -> float:
        """One more each time."""
        self.count += 1
        return self.count


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small corpora are worked through in many steps, as large ones are."""
    monkeypatch.setattr(texts, "_PIECE", 5)
    monkeypatch.setattr(algebra, "_STRIDE", 3)
    monkeypatch.setattr(algebra, "_LOOKED_AT", 2)
    monkeypatch.setattr(memory, "_STRIDE", 2)
    monkeypatch.setattr(collect, "_STRIDE", 2)


def nodes(world: World, rng: random.Random) -> list[Node]:
    """Random trees, and what a broken-off scan would make wrong most easily."""
    negated: tuple[Node, ...] = (
        Literal("公"),
        Literal("先审查后公开", loose=True),
        Near("公", "开", 3),
        Words("保密审查"),
        Within(Unit.SECTION, Literal("审")),
        And((Not(Literal("公开")), Literal("查"))),
    )
    random_trees = [tree(rng, world.passages) for _ in range(60)]
    return [world.ready(node) for node in (*map(Not, negated), *random_trees)]


@pytest.mark.slow
def test_a_hit_is_right_whenever_time_runs_out(
    world: World, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer is whole, or says that it is partial: fewer hits, a lower total, no facets."""
    rng = random.Random(world.seed)
    partial, some = 0, 0
    for node in nodes(world, rng):
        request = replace(
            world.request(node),
            filters=filters(rng, world.passages) if rng.random() < 0.3 else {},
            facets=FACETS,
            limit=ALL,
        )
        truth = engine.search(request)
        right = {(hit.version, hit.n) for hit in truth.hits}
        for asking in {*rng.sample(range(1, 90), k=8), 1, 2}:
            monkeypatch.setattr(collect, "time", Askings())
            answer = engine.search(replace(request, deadline=asking))
            found = {(hit.version, hit.n) for hit in answer.hits}

            assert len(found) == len(answer.hits) == answer.total
            if answer.partial:
                partial += 1
                some += bool(found)
                assert answer.facets == {}
                assert found <= right, node
                assert (answer.literal_total or 0) <= (truth.literal_total or 0)
            else:
                assert replace(answer, hits=()) == replace(truth, hits=())
                assert answer.hits == truth.hits, node

    assert partial > 50
    assert some > 0


def ways(request: Request, engine: Engine) -> list[Request]:
    """A request by report, in another order, and on a later page."""
    first = engine.search(replace(request, limit=3)).hits
    later = [replace(request, after=first[-1].key)] if first else []
    units = [replace(request, unit=unit, sort="newest") for unit in (PASSAGE, REPORT)]
    return [*units, replace(request, unit=REPORT), replace(request, sort="agency"), *later]


@pytest.mark.slow
def test_a_hit_is_right_in_every_order_unit_and_page(
    world: World, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is found when time runs out is of what the query means; else it is the whole answer."""
    rng = random.Random(world.seed)
    for node in nodes(world, rng)[:30]:
        meant = world.meant(node)
        versions = {version for version, _ in meant}
        monkeypatch.setattr(collect, "time", time)
        for request in ways(replace(world.request(node), limit=ALL), engine):
            truth = engine.search(request)
            for asking in {*rng.sample(range(1, 60), k=6), 1, 2, 3, 4, 5}:
                monkeypatch.setattr(collect, "time", Askings())
                answer = engine.search(replace(request, deadline=asking))

                assert answer.total <= truth.total
                assert {hit.version for hit in answer.hits} <= versions, node
                assert {(hit.version, hit.n) for hit in answer.hits} <= meant, node
                if not answer.partial:
                    assert answer.hits == truth.hits, node
