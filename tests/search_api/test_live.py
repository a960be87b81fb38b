"""A home that is searched for long, by several threads, while another process writes to it."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from itertools import chain, product
from pathlib import Path

import pytest
from sqlalchemy import text

from indexer.catalog.connect import viewed
from indexer.catalog.read import open_catalog
from indexer.home import Home
from indexer.segment import PassageSegmenter
from indexer.stores import sync
from indexer.stores.store import EngineName
from search_api import live as living
from search_api.engines.base import PASSAGE, REPORT, SORTS
from search_api.live import Live
from search_api.search import SearchOptions
from search_api.tree import And, Compare, Literal, Operator
from tests.catalog.telling import NEW, correct
from tests.search_api.lively import (
    ENGINES,
    PASSAGES,
    REPORTS,
    TEXTS,
    UNITS,
    WORD,
    made,
    pages,
    write,
    write_on,
)


@pytest.fixture(scope="module")
def segmenter() -> PassageSegmenter:
    """The dictionary, loaded once."""
    return PassageSegmenter()


@pytest.fixture(scope="module", params=ENGINES)
def large(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    segmenter: PassageSegmenter,
) -> Iterator[tuple[Home, Live]]:
    """A home with more than two thousand hits, and open."""
    home = Home(tmp_path_factory.mktemp("large"))
    write(home, segmenter, *map(made, range(REPORTS)), engine=request.param)
    with Live(home) as live:
        yield home, live


@pytest.fixture
def small(tmp_path: Path, segmenter: PassageSegmenter) -> Iterator[tuple[Home, Live]]:
    """A home of some reports, and open."""
    home = Home(tmp_path / "home")
    write(home, segmenter, *map(made, range(12)))
    with Live(home) as live:
        yield home, live


@pytest.mark.slow
def test_who_reads_page_after_page_reads_one_generation(
    large: tuple[Home, Live], segmenter: PassageSegmenter
) -> None:
    """To the end, while reports come, change, and are corrected: each hit once, as it was."""
    home, live = large
    every = [
        SearchOptions(sort=sort, group=unit)
        for sort, unit in (*product(SORTS, (REPORT,)), ("score", PASSAGE))
    ]
    whole = [list(chain(*pages(live, options, 900))) for options in every]
    begun = [pages(live, options, 300) for options in every]
    found = [[*next(read), *next(read)] for read in begun]

    write(home, segmenter, *(made(n, "开展培训。", TEXTS[1]) for n in range(0, 40, 3)))
    correct(home, made(1), NEW, "9")
    live.refresh()
    for hits, read in zip(found, begun, strict=True):
        hits += next(read)
    write(home, segmenter, *(made(n) for n in range(0, 40, 3)), made(1_000))
    live.refresh()
    for hits, read in zip(found, begun, strict=True):
        hits += chain(*read)

    assert found == whole
    assert min(map(len, whole)) == REPORTS
    assert max(map(len, whole)) == REPORTS * PASSAGES
    assert live.search(WORD).generation > live.generations()[0]


def test_a_condition_on_figures_is_of_the_generation_too(
    small: tuple[Home, Live], segmenter: PassageSegmenter
) -> None:
    """A correction meanwhile takes nothing from the pages that follow, nor adds to them."""
    home, live = small
    node = And((Literal(WORD), Compare(NEW, Operator.AT_MOST, Decimal(1))))
    options = SearchOptions(limit=3, group=REPORT)
    first = live.search(node, options)
    before = {hit.report for hit in live.search(node, replace(options, limit=100)).hits}
    for number in range(12):
        correct(home, made(number), NEW, str(number % 2 * 5))
    write(home, segmenter, made(99))
    live.refresh()
    rest = live.search(node, replace(options, limit=100, after=first.next))
    now = {hit.report for hit in live.search(node, replace(options, limit=100)).hits}

    assert rest.notices == ()
    assert {hit.report for hit in (*first.hits, *rest.hits)} == before != now


def test_when_the_generation_is_gone_it_goes_on_and_says_so(
    small: tuple[Home, Live], segmenter: PassageSegmenter
) -> None:
    """In any order, of the reports that did not change nothing stands twice and nothing is left
    out, though scores are others now."""
    home, live = small
    every = [SearchOptions(sort=sort, group=unit, limit=7) for sort, unit in product(SORTS, UNITS)]
    whole = [live.search(WORD, replace(options, limit=999)).hits for options in every]
    begun = [live.search(WORD, options) for options in every]
    for number in range(20, 20 + living.KEPT):
        write(home, segmenter, made(number))
        live.refresh()
    for options, before, first in zip(every, whole, begun, strict=True):
        rest = live.search(WORD, replace(options, limit=999, after=first.next))
        listed = [hit.best.passage for hit in (*first.hits, *rest.hits)]
        names = [hit.best.passage for hit in before]

        assert [notice.code for notice in rest.notices] == ["generation_changed"]
        assert len(set(listed)) == len(listed)
        assert sorted(name for name in listed if name in names) == sorted(names)
    assert len(live.generations()) == living.KEPT


def test_a_hit_that_is_gone_leaves_its_place(
    small: tuple[Home, Live], segmenter: PassageSegmenter
) -> None:
    """Paging goes on after where it stood."""
    home, live = small
    options = SearchOptions(sort="agency", limit=7)
    names = [hit.report for hit in live.search(WORD, replace(options, limit=999)).hits]
    first = live.search(WORD, options)
    gone = next(n for n in range(12) if made(n).id == first.hits[-1].report)
    for text_now in ("开展培训。", "开展业务培训。", "开展培训工作。"):
        write(home, segmenter, made(gone, text_now))
        live.refresh()
    rest = live.search(WORD, replace(options, limit=999, after=first.next))

    assert [hit.report for hit in rest.hits] == [
        name for name in names[7:] if name != made(gone).id
    ]


def test_threads_search_while_a_process_writes(small: tuple[Home, Live]) -> None:
    """Each answer is of one generation, whole, and the newest is seen without opening anew."""
    home, live = small
    before = live.search(WORD)
    spawn = multiprocessing.get_context("spawn")
    writer = spawn.Process(target=write_on, args=(home.path, 100, 6))

    def ask(_: int) -> tuple[int, int]:
        live.refresh()
        result = live.search(WORD, SearchOptions(limit=900))
        assert len(result.hits) == result.total
        return result.generation, result.total

    writer.start()
    answers: list[tuple[int, int]] = []
    with ThreadPoolExecutor(4) as threads:
        while writer.is_alive():
            answers += threads.map(ask, range(8))
        answers += threads.map(ask, range(8))
    writer.join()

    assert writer.exitcode == 0
    assert {total - generation for generation, total in answers} == {
        before.total - before.generation
    }
    assert answers[-1] == (before.generation + 6, before.total + 6)
    assert len(live.generations()) <= living.KEPT


def test_more_searches_than_readers_wait_for_one(
    small: tuple[Home, Live], segmenter: PassageSegmenter
) -> None:
    """Also of a generation of which no more can be opened."""
    home, live = small
    first = live.search(WORD, SearchOptions(limit=3))
    write(home, segmenter, made(50))
    live.refresh()
    options = SearchOptions(limit=3, after=first.next)
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: live.search(WORD, options), range(24)))

    assert all(result.hits == found[0].hits and not result.notices for result in found)


def test_the_log_of_the_database_is_cleared_behind_what_is_kept(
    small: tuple[Home, Live], segmenter: PassageSegmenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A replaced state is let go after a while, though nobody searches and nothing is written."""
    home, live = small

    def held_back() -> bool:
        with viewed(home) as connection:
            _, log, cleared = connection.execute(text("PRAGMA wal_checkpoint(PASSIVE)")).one()
            return bool(cleared < log)

    write(home, segmenter, made(50))
    live.refresh()

    assert held_back()

    monkeypatch.setattr(living, "LONGEST", 0.0)
    live.refresh()

    assert not held_back()
    assert len(live.generations()) == 1


def test_a_search_that_runs_keeps_its_state(
    small: tuple[Home, Live], segmenter: PassageSegmenter
) -> None:
    """Until it ends, also when the home is closed meanwhile."""
    home, live = small
    with live.session() as session:
        before = session.searcher.search(WORD, SearchOptions(limit=5))
        for number in range(20, 20 + living.KEPT):
            write(home, segmenter, made(number))
            live.refresh()
        live.close()
        after = session.searcher.search(WORD, SearchOptions(limit=5))

        assert after.hits == before.hits


def test_what_cannot_be_opened_leaves_what_is_open(small: tuple[Home, Live]) -> None:
    """A damaged index is searched as it was until it is mended."""
    home, live = small
    before = live.search(WORD)
    (home.index / "manifest.json").write_text("{}")
    live.refresh()

    assert live.search(WORD).hits == before.hits


def test_a_rebuild_takes_the_place_of_its_generation(
    small: tuple[Home, Live], segmenter: PassageSegmenter
) -> None:
    """Its files are others, what it holds is the same."""
    home, live = small
    first = live.search(WORD, SearchOptions(limit=3))
    with open_catalog(home) as catalog:
        sync.rebuild(home, catalog, segmenter).close()
    live.refresh()
    rest = live.search(WORD, SearchOptions(limit=999, after=first.next))

    assert live.generations() == (first.generation,)
    assert len(first.hits) + len(rest.hits) == first.total


@pytest.mark.parametrize("engine", ENGINES)
def test_after_a_rebuild_paging_goes_on_and_says_so(
    tmp_path: Path, segmenter: PassageSegmenter, engine: EngineName
) -> None:
    """Scores are others where an engine counts what was deleted until a rebuild."""
    home = Home(tmp_path / "home")
    write(home, segmenter, *map(made, range(30)), engine=engine)
    write(home, segmenter, *(made(n, "开展培训。") for n in range(20)))
    query = f"{WORD} OR 培训"
    with Live(home) as live:
        first = live.search(query, SearchOptions(limit=40))
        with open_catalog(home) as catalog:
            sync.rebuild(home, catalog, segmenter).close()
        live.refresh()
        rest = live.search(query, SearchOptions(limit=999, after=first.next))
    listed = {hit.best.passage for hit in (*first.hits, *rest.hits)}

    assert [notice.code for notice in rest.notices] == ["generation_changed"]
    assert len(first.hits) + len(rest.hits) == len(listed) == first.total
