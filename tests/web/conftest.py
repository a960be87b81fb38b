"""A service over the specimens, asked over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page

from indexer.catalog.read import Catalog, open_catalog
from indexer.home import Home
from search_api.service.settings import Settings
from search_api.session import open_session
from search_api.whole import WholeReport, whole_report
from tests.web.chromium import opened_tab, started_browser
from tests.web.serving import served


@pytest.fixture(scope="session")
def specimen_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of the specimens of corpus/."""
    home = tmp_path_factory.mktemp("web") / "home"
    with open_session(home):
        pass
    return home


@pytest.fixture(scope="session")
def catalog(specimen_home: Path) -> Iterator[Catalog]:
    """What the service's home holds."""
    with open_catalog(Home(specimen_home)) as catalog:
        yield catalog


@pytest.fixture(scope="session")
def reports(catalog: Catalog) -> list[WholeReport]:
    """Every specimen whole."""
    return [whole_report(catalog, row) for row in catalog.current()]


@pytest.fixture(scope="session")
def server(specimen_home: Path) -> Iterator[str]:
    """The address of a service over the specimens."""
    with served(Settings(home=specimen_home)) as address:
        yield address


@pytest.fixture
def client(server: str) -> Iterator[httpx.Client]:
    """Asks the service, as a program does."""
    with httpx.Client(base_url=server, timeout=60.0) as client:
        yield client


@pytest.fixture
def browser(server: str) -> Iterator[httpx.Client]:
    """Asks the service for pages, as a browser without JavaScript does."""
    accept = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}
    with httpx.Client(base_url=server, timeout=60.0, headers=accept) as client:
        yield client


@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    """A real browser for the tests of one file."""
    with started_browser() as browser:
        yield browser


@pytest.fixture
def tab(window: Browser) -> Iterator[Page]:
    """An empty page of a reader who comes for the first time."""
    with opened_tab(window) as tab:
        yield tab
