"""Empty homes for tests that must hold for every database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from indexer.home import Home
from tests.postgres import Server, served

NewHome = Callable[[Path], Home]
EVERY_DATABASE = ("sqlite", pytest.param("postgresql", marks=pytest.mark.slow))


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server, started when it is first asked for."""
    with served() as running:
        yield running


@pytest.fixture(scope="session", params=EVERY_DATABASE)
def new_home(request: pytest.FixtureRequest) -> NewHome:
    """Gives a folder an empty catalog, in each database."""
    if request.param == "sqlite":
        return Home
    running: Server = request.getfixturevalue("server")
    return lambda path: Home(path, running.new())
