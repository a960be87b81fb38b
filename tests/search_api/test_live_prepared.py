"""The first search after a commit: nothing waits to be read for it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from indexer.catalog.read import Catalog
from indexer.home import Home
from indexer.segment import PassageSegmenter
from indexer.stores.store import EngineName
from search_api import live as living
from search_api import reader as reading
from search_api.engines.base import PASSAGE, REPORT
from search_api.engines.collect import ReportFacts
from search_api.every_report import facts_of_every_report
from search_api.live import Live
from search_api.reader import open_reader
from search_api.search import SearchOptions
from search_api.session import Session
from search_api.tree import And, Keyword, Literal
from tests.search_api.lively import ENGINES, WORD, made, write

ROOT = Path(__file__).parents[2]
FACETS = ("year", "region", "agency", "level", "section", "topic")


def asked(session: Session) -> None:
    """Searches that between them look at all that a state keeps: facts, names, lists of values."""
    node = And((Literal(WORD), Keyword("agency", "司法局")))
    for unit in (PASSAGE, REPORT):
        for filters in ({}, {"region": ("990121",), "section": ("measures",)}):
            for query in (Literal(WORD), node):
                options = SearchOptions(group=unit, filters=filters, facets=FACETS, limit=3)
                session.searcher.search(query, options)


def called(run: Callable[[], object]) -> set[tuple[str, str]]:
    """Every function of the project that runs, and what they call of others."""
    found: set[tuple[str, str]] = set()

    def note(frame: FrameType, event: str, argument: Any) -> None:
        code = frame.f_code
        if code.co_filename.startswith((f"{ROOT / 'indexer'}", f"{ROOT / 'search_api'}")):
            name = argument.__qualname__ if event == "c_call" else code.co_qualname
            found.add((code.co_filename, name))

    sys.setprofile(note)
    try:
        run()
    finally:
        sys.setprofile(None)
    return found


@pytest.mark.parametrize("engine", ENGINES)
def test_the_first_search_of_a_state_does_what_the_second_does(
    tmp_path: Path, engine: EngineName
) -> None:
    """Whichever reader it is given: whatever is read once for a state has been read by then."""
    home, segmenter = Home(tmp_path / "home"), PassageSegmenter()
    write(home, segmenter, *map(made, range(12)), engine=engine)
    with Live(home) as live:
        with live.session() as session:
            asked(session)  # what is made once for a process
        write(home, segmenter, made(50))
        live.refresh()
        with ExitStack() as held:
            sessions = [held.enter_context(live.session()) for _ in range(living.READERS)]
            for session in sessions:
                first = called(partial(asked, session))
                second = called(partial(asked, session))

                assert first - second == set()
                assert session.searcher.engine.generation == live.generations()[-1]


def test_a_state_is_opened_though_a_writer_commits_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is committed while it is read is another state, and does not keep it from being had."""
    home, segmenter = Home(tmp_path / "home"), PassageSegmenter()
    write(home, segmenter, *map(made, range(3)))
    numbers: Iterator[int] = count(20)

    def meanwhile(catalog: Catalog) -> Mapping[int, ReportFacts]:
        write(home, segmenter, made(next(numbers)))
        return facts_of_every_report(catalog)

    monkeypatch.setattr(reading, "facts_of_every_report", meanwhile)
    reader = open_reader(home)

    assert reader.session.searcher.search(Literal(WORD), SearchOptions(group=REPORT)).total == 3
    assert next(numbers) == 21
    reader.close()
