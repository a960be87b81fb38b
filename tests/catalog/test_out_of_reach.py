"""A home whose files are whole, but cannot be reached or written."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from indexer.catalog.read import open_catalog
from indexer.catalog.write import writable
from indexer.errors import CatalogUnusable, HomeNotWritable
from indexer.home import Home, writer_lock


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home with a catalog."""
    home = Home(tmp_path / "home")
    home.path.mkdir()
    writable(home).dispose()
    return home


def test_a_catalog_out_of_reach_is_not_to_be_moved_away(home: Home) -> None:
    """SQLite cannot open it, for its log cannot be made: what it holds is not lost."""
    log = home.catalog.with_name(f"{home.catalog.name}-wal")
    log.mkdir()
    for opening in (open_catalog, writable):
        with pytest.raises(CatalogUnusable) as told:
            opening(home)
        assert "权限" in told.value.next_step
    log.rmdir()

    with open_catalog(home) as catalog:
        assert catalog.generation() == 0


def test_a_catalog_that_is_damaged_is(home: Home) -> None:
    """Its pages are no pages any more."""
    with sqlite3.connect(home.catalog) as raw:
        raw.execute("PRAGMA journal_mode=DELETE")
    raw.close()
    content = home.catalog.read_bytes()
    home.catalog.write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    with pytest.raises(CatalogUnusable, match="移开"):
        open_catalog(home)


@pytest.mark.parametrize(
    "missing",
    [
        "DROP TABLE cross_findings",
        "ALTER TABLE versions DROP COLUMN given",
        "UPDATE state SET schema = 1",
    ],
)
def test_a_catalog_of_another_release_is_told_when_it_is_opened(home: Home, missing: str) -> None:
    """Not when what it lacks is asked for, which nobody could make sense of."""
    with closing(sqlite3.connect(home.catalog)) as raw:
        raw.execute(missing)
        raw.commit()
    with pytest.raises(CatalogUnusable, match="移开"):
        open_catalog(home)


@pytest.mark.parametrize("content", [b"", b"no database at all, but some bytes" * 40])
def test_a_foreign_file_is_no_catalog(home: Home, content: bytes) -> None:
    """It is told with the next step and left as it is."""
    home.catalog.write_bytes(content)
    with pytest.raises(CatalogUnusable, match="indexer add"):
        open_catalog(home)

    assert home.catalog.read_bytes() == content


def test_a_lock_that_cannot_be_made_is_told(home: Home) -> None:
    """With what to look at."""
    home.lock.mkdir()
    with pytest.raises(HomeNotWritable, match="权限"), writer_lock(home):
        pass
