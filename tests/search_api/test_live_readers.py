"""The readers of a home that is searched for long: how many there are, and who waits for one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Thread
from time import sleep

import pytest
from sqlalchemy.exc import OperationalError

from indexer.catalog.write import batch, writable
from indexer.errors import HomeClosed, TooManySearches
from indexer.home import Home
from indexer.segment import PassageSegmenter
from search_api import live as living
from search_api.live import Live
from search_api.reader import Reader, open_reader
from search_api.results import SearchResult
from search_api.search import Searcher, SearchOptions
from tests.search_api.lively import WORD, made, write


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home of some reports."""
    home = Home(tmp_path / "home")
    write(home, PassageSegmenter(), *map(made, range(12)))
    return home


@pytest.fixture
def live(home: Home) -> Iterator[Live]:
    """It, open."""
    with Live(home) as live:
        yield live


def test_while_the_catalog_is_ahead_as_many_search_at_once(home: Home, live: Live) -> None:
    """A long add commits it before the index; every reader is of the state as it was."""
    live.refresh()
    before = live.search(WORD)
    with batch(writable(home)) as writing:
        writing.remove(sorted(writing.paths())[0])
    live.refresh()
    with ExitStack() as held:
        sessions = [held.enter_context(live.session()) for _ in range(living.READERS)]
        found = [session.searcher.search(WORD) for session in sessions]

    assert all(result.hits == before.hits and not result.notices for result in found)


@pytest.mark.parametrize("error", [OperationalError("", {}, Exception("disk I/O")), ValueError()])
def test_no_failed_opening_takes_the_place_of_a_reader(
    home: Home, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """Whatever is raised, the home is looked at again, and all readers are opened then."""
    openings = iter([None, *[error] * (living.READERS + 1)])

    def broken(home: Home) -> Reader:
        if (raised := next(openings, None)) is not None:
            raise raised
        return open_reader(home)

    monkeypatch.setattr(living, "open_reader", broken)
    with Live(home) as live:
        for _ in range(living.READERS + 2):
            live.refresh()
        with ExitStack() as held:
            sessions = [held.enter_context(live.session()) for _ in range(living.READERS)]
            assert len({id(session) for session in sessions}) == living.READERS


def test_a_closed_home_stays_closed(live: Live) -> None:
    """Nothing is opened any more, and who searches is told."""
    live.close()
    live.close()
    live.refresh()

    assert live.generations() == ()
    with pytest.raises(HomeClosed):
        live.search(WORD)


def test_waiting_for_a_reader_is_part_of_the_time(live: Live) -> None:
    """Where all are lent until it is over, the search is refused; later it is answered."""
    live.refresh()
    with ExitStack() as held:
        for _ in range(living.READERS):
            held.enter_context(live.session())
        with pytest.raises(TooManySearches):
            live.search(WORD, SearchOptions(timeout=0.05))

    assert live.search(WORD, SearchOptions(timeout=None)).total


def test_what_is_left_of_the_time_is_for_the_search(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A search that waited has less."""
    live.refresh()
    asked: list[float | None] = []
    search = Searcher.search

    def noted(self: Searcher, query: str, options: SearchOptions) -> SearchResult:
        asked.append(options.timeout)
        return search(self, query, options)

    monkeypatch.setattr(Searcher, "search", noted)
    with ExitStack() as held:
        for _ in range(living.READERS):
            held.enter_context(live.session())
        waits = Thread(target=live.search, args=(WORD, SearchOptions(timeout=600.0)))
        waits.start()
        while not live._states[-1].waiting:
            sleep(0.01)
        sleep(0.2)
    waits.join()
    live.search(WORD, SearchOptions(timeout=None))

    assert asked[0] is not None
    assert asked[0] <= 599.8
    assert asked[1] is None


@contextmanager
def waiting(live: Live, served: list[tuple[int, int]]) -> Iterator[None]:
    """Three threads that wait for a reader, one after another; each tells its generation."""

    def take(number: int) -> None:
        with live.session() as session:
            served.append((number, session.searcher.engine.generation))

    threads = [Thread(target=take, args=(number,)) for number in range(3)]
    for number, thread in enumerate(threads, 1):
        thread.start()
        while len(live._states[-1].waiting) < number:
            sleep(0.01)
    yield
    for thread in threads:
        thread.join()


def test_a_reader_that_comes_back_is_for_who_waits_longest(live: Live) -> None:
    """Who comes at that time waits behind all of them."""
    live.refresh()
    served: list[tuple[int, int]] = []
    with ExitStack() as held, ExitStack() as one:
        one.enter_context(live.session())
        for _ in range(living.READERS - 1):
            held.enter_context(live.session())
        with waiting(live, served):
            one.close()
            with live.session():
                assert [number for number, _ in served] == [0, 1, 2]


def test_who_waits_is_given_the_readers_of_a_new_state(home: Home, live: Live) -> None:
    """Those of the old one may stay lent for as long as they like."""
    live.refresh()
    served: list[tuple[int, int]] = []
    with ExitStack() as held:
        for _ in range(living.READERS):
            held.enter_context(live.session())
        with waiting(live, served):
            write(home, PassageSegmenter(), made(50))
            live.refresh()

    assert sorted(served) == [(number, live.generations()[-1]) for number in range(3)]
    assert len(live.generations()) == 2
