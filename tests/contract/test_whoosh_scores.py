"""The whoosh engine scores as the oracle does: both compute one formula over the same counts."""

from __future__ import annotations

import random
from dataclasses import replace

from search_api.engines.base import Request
from search_api.engines.bm25 import scored
from search_api.tree import And, Everything, Literal, Near, Node, Not, Or, Pattern, Words
from tests.contract.conftest import World
from tests.contract.trees import tree

ALL = 10_000


def ranked(world: World, name: str, request: Request) -> list[tuple[int, int, float]]:
    """The hits in their order with their scores."""
    hits = world.engines[name].search(replace(request, limit=ALL)).hits
    return [(hit.version, hit.n, hit.score) for hit in hits]


def test_scores_and_order_are_the_oracles(world: World) -> None:
    """Words, literals strict and loose, near texts and patterns all add to a score."""
    rng = random.Random(world.seed)
    kinds = set()
    for _ in range(100):
        node = world.ready(tree(rng, world.passages))
        kinds |= {type(leaf) for leaf in scored(node)}
        request = world.request(node)

        assert ranked(world, "whoosh", request) == ranked(world, "memory", request), node
    assert kinds == {Words, Literal, Near, Pattern}


def test_what_is_negated_adds_nothing(world: World) -> None:
    """Neither in words nor in characters."""
    negated: tuple[Node, ...] = (Literal("公开"), Near("公", "开", 0), Words("公开", ("公开",)))
    node = Or((Everything(), Not(Or(negated))))
    for name in ("memory", "whoosh"):
        scores = {score for _, _, score in ranked(world, name, world.request(And((node,))))}

        assert scores == {0.0}
