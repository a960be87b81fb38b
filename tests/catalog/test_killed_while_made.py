"""A kill while the catalog is first made leaves a home that holds nothing yet, or a whole one."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from indexer.catalog.read import open_catalog
from indexer.catalog.write import writable
from indexer.errors import NoHome
from indexer.home import Home

ROOT = Path(__file__).parents[2]
_KILLED = """
import os, pathlib, sys
from indexer.catalog import connect, sqlite, write
from indexer.home import Home
def die(*_, **__):
    os._exit(9)
{owner}.{name} = die
write.writable(Home(pathlib.Path(sys.argv[1])))
"""
# Before the tables are made, between them and their content, before the file has its name.
MOMENTS = [
    ("connect.METADATA", "create_all"),
    ("connect", "insert"),
    ("pathlib.Path", "replace"),
]


@pytest.mark.parametrize(("owner", "name"), MOMENTS)
def test_a_home_holds_nothing_until_it_holds_a_catalog(
    tmp_path: Path, owner: str, name: str
) -> None:
    """Whoever reads is told that nothing was added yet, and adding goes on."""
    home = Home(tmp_path)
    program = _KILLED.format(owner=owner, name=name)
    words = [sys.executable, "-c", program, str(home.path)]
    assert subprocess.run(words, cwd=ROOT, check=False).returncode == 9
    assert not home.exists()
    with pytest.raises(NoHome):
        open_catalog(home)

    writable(home).dispose()
    with open_catalog(home) as catalog:
        assert catalog.generation() == 0
    assert [file.name for file in home.path.iterdir()] == ["catalog.sqlite"]


def test_the_log_of_a_catalog_that_was_moved_away_is_not_replayed(tmp_path: Path) -> None:
    """Its changes are of another file."""
    home = Home(tmp_path)
    writable(home).dispose()
    with closing(sqlite3.connect(home.catalog)) as raw:
        raw.execute("UPDATE state SET generation = 7")
        raw.commit()
        log = home.catalog.with_name("catalog.sqlite-wal")
        content = log.read_bytes()
    home.catalog.unlink()
    log.write_bytes(content)
    writable(home).dispose()

    with open_catalog(home) as catalog:
        assert catalog.generation() == 0
