"""What is true of the whoosh store alone: its files are pickles, and no foreign one is opened."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from indexer.catalog.read import open_catalog
from indexer.errors import IndexUnusable
from indexer.fields import FIELDS
from indexer.home import Home
from indexer.segment import PassageSegmenter
from indexer.stores.store import EngineName
from search_api.engines import whoosh
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


def _terms(home: Home) -> dict[str, tuple[tuple[str, int], ...]]:
    """Every term of every field, with the passages that have it."""
    with open_catalog(home) as catalog, closing(open_engine(home, catalog)) as engine:
        keys = ("words", *(field.key for field in FIELDS))
        return {key: tuple(sorted(engine.terms(key, "", 1_000))) for key in keys}


def _often(home: Home, word: str) -> list[float]:
    """How often each passage that is searched has a word, if it has."""
    with open_catalog(home) as catalog:
        engine = whoosh.open_engine(home, catalog)
        with closing(engine):
            counted = engine.counted(word)
            return sorted(counted[number] for number in counted.keys() - engine.dead)


def test_segments_that_were_merged_hold_what_one_would(
    home: Home, segmenter: PassageSegmenter
) -> None:
    """All terms, how often a passage has one, and nothing of what was replaced."""
    curator = Curator(home, segmenter, EngineName.WHOOSH)
    for year in range(2001, 2010):
        curator.put(report(["公开公开。", f"培训{year}。"], path=f"/{year}.txt", year=year))
        curator.put(report([f"公开{year}。"], path="/again.txt", year=1999))
    left, often, (folder,) = _terms(home), _often(home, "公开"), home.index.glob("whoosh-*")
    merged = len(list(folder.glob("*.seg")))
    curator.rebuild()

    assert merged < 9
    assert left == _terms(home)
    assert often == _often(home, "公开") == [1.0] + [2.0] * 9


def test_what_is_more_than_a_segment_holds_becomes_another(
    home: Home, segmenter: PassageSegmenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So memory is bounded; the live state has all of them, and a reader sees none before."""
    monkeypatch.setattr("indexer.stores.whoosh._POSTINGS_A_SEGMENT", 40)
    curator = Curator(home, segmenter, EngineName.WHOOSH)
    curator.put(*(report(["公开。"], path=f"/{year}.txt", year=year) for year in range(2001, 2010)))
    (folder,) = home.index.glob("whoosh-*")

    assert len(list(folder.glob("*.seg"))) > 1
    assert len(curator.texts("公开")) == 9
