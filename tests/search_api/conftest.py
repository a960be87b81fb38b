"""A small catalog with an engine over it, for what is built on both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.catalog.read import Catalog, open_catalog
from indexer.catalog.write import batch, writable
from indexer.document import Locator
from indexer.home import Home
from indexer.model import Aspect, Figure, Given, Kind, Level, Passage, Report, Status
from indexer.stores.entries import entries
from search_api.engines.memory import MemoryEngine, hold
from search_api.search import Searcher
from tests.make import CODES, figure, report

CODES_TWICE = {**CODES, "青芷县": "980121", "澜州省": "98"}


def characters(text: str) -> list[str]:
    """A cutter that knows pairs of characters: enough to tell words from literals."""
    return [text[place : place + 2] for place in range(0, len(text), 2) if text[place].isalnum()]


def windows(text: str) -> list[str]:
    """The index side of `characters`: every pair."""
    return [text[place : place + 2] for place in range(len(text))]


def made() -> list[Report]:
    """A town over two years, a bureau elsewhere with a town's name in its county's."""
    town = report(
        ["做好保密审查。全年未收到申请。", "信息审查严格，保密意识强。", "开展培训。"],
        path="/reports/town2020.txt",
        published="2021-01-20",
        topics=("secrecy_review",),
        figures=[
            figure("t3.new_received.total", "1"),
            figure("t3.result.denied.state_secret.total", None, Status.BLANK),
            Figure("n.training", None, Status.MISSING),
        ],
        specimen=True,
    )
    later = report(
        ["继续做好保密审查工作。"], path="/reports/town2021.txt", year=2021, slot="problems"
    )
    later = replace(
        later,
        source=replace(
            later.source,
            given=Given(url="https://example.invalid/a?b=1&c=2", retrieved="2022-02-03T04:05:06Z"),
        ),
    )
    bureau = report(
        ["=1+1 是公式。", "新媒体账号3个。"],
        path="/reports/bureau.txt",
        agency="青芷县司法局",
        year=2021,
    )
    bureau = replace(
        bureau,
        id="980121-00000001-own-2021",
        identity=replace(
            bureau.identity,
            level=Level.COUNTY,
            kind=Kind.DEPARTMENT,
            province="澜州省",
            prefecture=None,
            county="青芷县",
            township=None,
            code="980121",
        ),
        passages=(
            bureau.passages[0],
            Passage("problems", Aspect.PROBLEM, "新媒体账号3个。", Locator(((0, 1),))),
        ),
        findings=(),
    )
    return [town, later, bureau]


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    """The three reports."""
    home = Home(tmp_path / "home")
    with batch(writable(home)) as writing:
        for item in made():
            writing.put(item, CODES_TWICE, "rules")
    with open_catalog(home) as opened:
        yield opened


@pytest.fixture
def searcher(catalog: Catalog) -> Searcher:
    """The memory engine over them."""
    versions = [row.version for row in catalog.current()]
    passages = [hold(entry, windows) for entry in entries(catalog, versions)]
    return Searcher(catalog, MemoryEngine(passages, catalog.generation()), characters)
