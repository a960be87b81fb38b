"""Opening a home: what is made or mended before a search."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.catalog.write import batch, writable
from indexer.errors import HomeBusy, IndexUnusable
from indexer.home import Home, writer_lock
from search_api.session import open_session
from tests.make import CODES, report


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home whose catalog holds one report that no index has."""
    made = Home(tmp_path / "home")
    keep(made, "年内开展保密审查。", 2020)
    return made


def keep(home: Home, text: str, year: int) -> None:
    """Put a report into the catalog alone."""
    engine = writable(home)
    with batch(engine) as writing:
        writing.put(report([text], path=f"/r/{year}.txt", year=year), CODES, "rules")
    engine.dispose()


def found(home: Home, said: list[str]) -> int:
    """How many passages a search finds, and what it says."""
    with open_session(home.path, said.append) as session:
        return session.searcher.search("保密审查").total


def test_an_index_is_made_where_there_is_none(home: Home) -> None:
    """Saying so; the next search says nothing."""
    said: list[str] = []

    assert found(home, said) == 1
    assert len(said) == 1
    assert found(home, said) == 1
    assert len(said) == 1


def test_an_index_that_is_behind_catches_up(home: Home) -> None:
    """What was committed without it is found."""
    found(home, [])
    keep(home, "再次开展保密审查。", 2021)
    said: list[str] = []

    assert found(home, said) == 2
    assert "已补到最新" in said[0]


def test_an_index_behind_a_busy_writer_is_searched_as_it_is(home: Home) -> None:
    """A search does not wait for an `indexer add` that goes on."""
    found(home, [])
    keep(home, "再次开展保密审查。", 2021)
    said: list[str] = []
    with writer_lock(home):
        assert found(home, said) == 1

    assert "落后" in said[0]


def test_without_an_index_a_busy_writer_is_named(home: Home) -> None:
    """There is nothing to search until it is done."""
    with writer_lock(home), pytest.raises(HomeBusy), open_session(home.path, print):
        pass


def test_an_index_that_cannot_be_written_is_told(home: Home) -> None:
    """With who can mend it."""
    home.index.write_text("a file where the folder should be", "utf-8")
    with pytest.raises(IndexUnusable, match="rebuild"), open_session(home.path, print):
        pass


def test_a_first_run_that_was_broken_off_is_done_again(tmp_path: Path) -> None:
    """A catalog in which nothing was ever committed is no home."""
    home = Home(tmp_path / "empty")
    home.path.mkdir()
    writable(home).dispose()
    said: list[str] = []

    assert found(home, said) > 3
    assert "样例" in said[0]
