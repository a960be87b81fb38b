"""Homes with random reports in them, each opened by every engine, once a run."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from indexer.catalog.read import Catalog, open_catalog
from indexer.catalog.write import batch, writable
from indexer.home import Home
from indexer.model import Report
from indexer.segment import PassageSegmenter
from search_api.engines.base import Engine, Request
from search_api.engines.collect import Clock
from search_api.engines.memory import Held, known_of, matches
from search_api.search import Searcher
from search_api.simplify import simplify
from search_api.tree import Figured, Node, with_words
from tests.catalog.telling import correct
from tests.contract.corpora import FIGURE_KEYS, random_report
from tests.contract.engines import OPENERS, held
from tests.contract.trees import decided
from tests.cutting import precise

SEEDS = (1, 2, 3)
REPORTS = 15
REPLACED = range(0, REPORTS, 3)


@dataclass(frozen=True, slots=True)
class World:
    """One corpus: its catalog, its passages as the oracle holds them, the engines over it."""

    seed: int
    catalog: Catalog
    passages: tuple[Held, ...]
    engines: dict[str, Engine]
    segmenter: PassageSegmenter
    decided: Mapping[Figured, frozenset[int]]

    def request(self, node: Node) -> Request:
        """A request with what is decided of the figures here."""
        return Request(node, decided=self.decided)

    def meant(self, node: Node) -> set[tuple[int, int]]:
        """The passages (version, n) that the meaning gives."""
        known = known_of(node, self.passages, self.decided, Clock(None))
        return {
            (held.entry.version, held.entry.n)
            for held in self.passages
            if matches(node, held, known)
        }

    def cut(self, text: str) -> list[str]:
        """A query's words, as jieba cuts them."""
        return precise(self.segmenter, text)

    def ready(self, node: Node) -> Node:
        """The tree as an engine is given it: simple, its bare words cut."""
        return with_words(simplify(node), self.cut)

    def searcher(self, engine: str) -> Searcher:
        """The whole way from a query to hits."""
        return Searcher(self.catalog, self.engines[engine], self.cut)


@pytest.fixture(scope="session")
def segmenter() -> PassageSegmenter:
    """The dictionary, loaded once."""
    return PassageSegmenter()


@pytest.fixture(scope="session")
def worlds(
    tmp_path_factory: pytest.TempPathFactory, segmenter: PassageSegmenter
) -> Iterator[dict[int, World]]:
    """Every corpus by its seed."""
    with ExitStack() as stack:
        made = {}
        for seed in SEEDS:
            home = Home(tmp_path_factory.mktemp(f"home{seed}"))
            rng = random.Random(seed)
            reports: dict[int, Report] = {}
            for numbers in (range(REPORTS), REPLACED):
                with batch(writable(home)) as writing:
                    for number in numbers:
                        reports[number], codes = random_report(rng, number)
                        writing.put(reports[number], codes, "rules")
                with open_catalog(home) as state:
                    for opener in OPENERS.values():
                        with opener(home, state, segmenter):
                            pass
            for report in list(reports.values())[::3]:
                for key in FIGURE_KEYS[::2]:
                    correct(home, report, key, random.Random(report.id).choice((None, "7", "8.25")))
            catalog = stack.enter_context(open_catalog(home))
            engines = {
                name: stack.enter_context(opener(home, catalog, segmenter))
                for name, opener in OPENERS.items()
            }
            passages = tuple(held(catalog, segmenter))
            made[seed] = World(seed, catalog, passages, engines, segmenter, decided(rng, passages))
        yield made


@pytest.fixture(params=SEEDS)
def world(request: pytest.FixtureRequest, worlds: dict[int, World]) -> World:
    """One corpus after another."""
    seed: int = request.param
    return worlds[seed]


@pytest.fixture(params=sorted(OPENERS))
def name(request: pytest.FixtureRequest) -> str:
    """One engine after another, by its name."""
    chosen: str = request.param
    return chosen


@pytest.fixture
def engine(world: World, name: str) -> Engine:
    """One engine over one corpus."""
    return world.engines[name]
