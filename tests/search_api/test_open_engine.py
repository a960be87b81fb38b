"""Opening an index while a writer puts another one in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.catalog.read import Catalog, open_catalog
from indexer.errors import IndexUnusable
from indexer.home import Home
from indexer.segment import PassageSegmenter
from indexer.stores import manifest as manifests
from indexer.stores import sync
from search_api.engines import whoosh
from search_api.engines.whoosh import WhooshEngine
from search_api.session import open_engine
from tests.search_api.lively import made, write


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home of two reports."""
    home = Home(tmp_path / "home")
    write(home, PassageSegmenter(), made(1), made(2))
    return home


def test_the_folder_that_is_swept_while_it_is_opened(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its manifest was read when a rebuild came: what was built is opened instead."""
    before = manifests.read(home.index)
    opened = whoosh.open_engine

    def late(home: Home, catalog: Catalog) -> WhooshEngine:
        if manifests.read(home.index) == before:
            sync.rebuild(home, catalog, PassageSegmenter()).close()
            return WhooshEngine(home, catalog, before)
        return opened(home, catalog)

    monkeypatch.setattr(whoosh, "open_engine", late)
    with open_catalog(home) as catalog:
        engine = open_engine(home, catalog)
        assert engine.state == manifests.read(home.index).state
        engine.close()


@pytest.mark.parametrize("error", [FileNotFoundError("texts.bin"), ValueError("mmap")])
def test_what_fails_though_nothing_changed_is_no_index(
    home: Home, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """It can be built anew."""

    def broken(_home: Home, _catalog: Catalog) -> WhooshEngine:
        raise error

    monkeypatch.setattr(whoosh, "open_engine", broken)
    with open_catalog(home) as catalog, pytest.raises(IndexUnusable, match="rebuild"):
        open_engine(home, catalog)
