"""What is true of the whoosh store alone: its files are pickles, and no foreign one is opened."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.catalog.read import open_catalog
from indexer.errors import IndexUnusable
from indexer.home import Home
from indexer.segment import PassageSegmenter
from indexer.stores.store import EngineName
from search_api.session import open_engine
from tests.make import report
from tests.stores.conftest import Curator


class _Bomb:
    """A pickle that leaves a file behind when it is opened."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Callable[[Path], None], tuple[Path]]:
        return Path.touch, (self.path,)


def test_a_planted_pickle_is_not_opened(home: Home, segmenter: PassageSegmenter) -> None:
    """The index counts as altered, and is built anew."""
    curator = Curator(home, segmenter, EngineName.WHOOSH)
    curator.put(report(["保密审查。"], path="/a.txt"))
    toc = next(home.index.glob("whoosh-*/_MAIN_*.toc"))
    body = toc.read_bytes()
    toc.write_bytes(body[:40] + pickle.dumps(_Bomb(home.path / "opened")) + body[40:])
    with open_catalog(home) as catalog, pytest.raises(IndexUnusable, match="indexer rebuild"):
        open_engine(home, catalog)
    curator.sync()

    assert curator.texts("审查") == ["保密审查。"]
    assert not (home.path / "opened").exists()
