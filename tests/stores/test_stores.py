"""What every store promises: the index follows the catalog, and comes back whatever happened."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from indexer.catalog.read import open_catalog
from indexer.errors import IndexUnusable
from indexer.home import Home
from indexer.stores.entries import entries
from indexer.stores.live import usable
from indexer.stores.store import store_of
from search_api.session import open_engine
from tests.make import report
from tests.stores.conftest import Curator, catalog_texts


def test_the_index_follows_the_catalog(curator: Curator) -> None:
    """What was added is found, what was replaced or removed is not."""
    curator.put(report(["保密审查。", "培训。"], path="/a.txt"))
    curator.put(report(["信息公开。"], path="/b.txt", year=2021))
    assert curator.texts() == ["保密审查。", "培训。", "信息公开。"]
    curator.put(report(["保密检查。"], path="/a.txt"))
    assert curator.texts() == ["信息公开。", "保密检查。"]
    assert curator.texts("审查") == []
    curator.remove("/b.txt")
    curator.sync()
    assert curator.texts() == ["保密检查。"]


def test_an_index_that_is_behind_catches_up(curator: Curator) -> None:
    """Over several generations at once, as after a process that died between the two commits."""
    curator.put(report(["甲。"], path="/a.txt"))
    curator.keep(report(["乙。"], path="/b.txt", year=2021))
    curator.keep(report(["甲改。"], path="/a.txt"))
    assert curator.sync() == 3
    assert curator.texts() == ["乙。", "甲改。"]


def test_catching_up_twice_does_no_harm(curator: Curator, home: Home) -> None:
    """A state that was written but not told is written over."""
    curator.put(report(["甲。"], path="/a.txt"))
    before = (home.index / "manifest.json").read_bytes()
    curator.put(report(["乙。"], path="/b.txt", year=2021))
    with open_catalog(home) as catalog:
        live = usable(home.index, catalog.home_id())
    kept = home.path / "kept"
    shutil.copytree(home.index / live.folder, kept)
    (home.index / "manifest.json").write_bytes(before)
    assert curator.sync() == 2
    assert curator.texts() == ["甲。", "乙。"]


def _delete(index: Path) -> None:
    shutil.rmtree(index)


def _delete_manifest(index: Path) -> None:
    (index / "manifest.json").unlink()


def _truncate_largest(index: Path) -> None:
    kept = [*index.glob("whoosh-*/MAIN_*.seg"), *index.glob("tantivy-*/state-*/*.idx")]
    path = max(kept, key=lambda file: file.stat().st_size)
    os.truncate(path, path.stat().st_size // 2)


def _truncate_texts(index: Path) -> None:
    path = next(index.glob("*/texts.bin"))
    os.truncate(path, 3)


def _garble_manifest(index: Path) -> None:
    (index / "manifest.json").write_bytes(b"\x80\x04}")


def _array_manifest(index: Path) -> None:
    (index / "manifest.json").write_text("[1]", "utf-8")


def _change_generation(index: Path) -> None:
    path = index / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "generation": 9}), "utf-8")


def _remove_state(index: Path) -> None:
    for path in (*index.glob("whoosh-*/_MAIN_*.toc"), *index.glob("tantivy-*/state-*")):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _remove_frequencies(index: Path) -> None:
    next(index.glob("*/words.tsv")).unlink()


def _change_frequencies(index: Path) -> None:
    next(index.glob("*/words.tsv")).write_bytes(b"")


def _truncate_a_column(index: Path) -> None:
    (path, *_) = [*index.glob("whoosh-*/MAIN_*.seg"), *index.glob("tantivy-*/state-*/*.fast")]
    os.truncate(path, path.stat().st_size - 1)


def _remove_a_segment(index: Path) -> None:
    kept = [*index.glob("whoosh-*/MAIN_*.seg"), *index.glob("tantivy-*/state-*/*.store")]
    kept[0].unlink()


DAMAGES = (
    _remove_frequencies,
    _change_frequencies,
    _truncate_a_column,
    _remove_a_segment,
    _delete,
    _delete_manifest,
    _truncate_largest,
    _truncate_texts,
    _garble_manifest,
    _array_manifest,
    _change_generation,
    _remove_state,
)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: str(damage.__name__))
def test_a_damaged_or_foreign_index_is_told_and_built_anew(
    curator: Curator, home: Home, damage: Callable[[Path], None]
) -> None:
    """A reader refuses it with the next step; a writer rebuilds it from the catalog."""
    curator.put(report(["保密审查。"], path="/a.txt"))
    damage(home.index)
    with open_catalog(home) as catalog, pytest.raises(IndexUnusable, match="indexer rebuild"):
        open_engine(home, catalog)
    curator.sync()

    assert curator.texts("审查") == ["保密审查。"]


def test_an_index_sealed_by_somebody_else_is_never_opened(
    curator: Curator, home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A home that was copied from another user is rebuilt here."""
    curator.put(report(["保密审查。"]))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another"))
    with open_catalog(home) as catalog, pytest.raises(IndexUnusable, match="never opened"):
        open_engine(home, catalog)


def test_the_sealing_key_is_the_users_alone(curator: Curator, tmp_path: Path) -> None:
    """Nobody else may read it."""
    curator.put(report(["保密审查。"]))
    (key,) = Path(os.environ["XDG_STATE_HOME"]).rglob("seal.key")

    assert key.stat().st_mode & 0o777 == 0o600


def test_an_index_of_another_catalog_is_not_used(
    curator: Curator, home: Home, tmp_path: Path
) -> None:
    """The manifest names the catalog it was made from."""
    curator.put(report(["保密审查。"]))
    other = Curator(Home(tmp_path / "other"), curator.segmenter, curator.engine)
    other.put(report(["培训。"]))
    shutil.rmtree(other.home.index)
    shutil.copytree(home.index, other.home.index)
    other.sync()

    assert other.texts() == ["培训。"]


def test_an_index_ahead_of_the_catalog_is_built_anew(curator: Curator, home: Home) -> None:
    """As after a catalog was brought back from a copy."""
    curator.put(report(["甲。"], path="/a.txt"))
    for file in home.path.glob("catalog.sqlite*"):
        shutil.copy(file, home.path / f"copy-{file.name}")
    curator.put(report(["乙。"], path="/b.txt", year=2021))
    for file in home.path.glob("catalog.sqlite*"):
        file.unlink()
    for file in home.path.glob("copy-*"):
        file.rename(home.path / file.name.removeprefix("copy-"))
    assert curator.sync() == 1
    assert curator.texts() == ["甲。"]


def test_what_was_not_committed_is_gone(curator: Curator, home: Home) -> None:
    """A writer that was closed or killed before its commit leaves the live state as it was."""
    curator.put(report(["甲。"], path="/a.txt"))
    curator.keep(report(["乙。"], path="/b.txt", year=2021))
    with open_catalog(home) as catalog:
        found = list(entries(catalog, [2]))
        module = store_of(curator.engine)
        with closing(module.resume(home.index, catalog.home_id(), curator.segmenter)) as store:
            store.put(found)
    assert curator.texts() == ["甲。"]
    assert curator.sync() == 2
    assert curator.texts() == ["甲。", "乙。"]


@pytest.mark.slow
def test_a_reader_keeps_what_it_opened(curator: Curator, home: Home) -> None:
    """Commits and a rebuild go on under it; a new reader sees them."""
    curator.put(report(["甲。"], path="/a.txt"))
    with open_catalog(home) as catalog, closing(open_engine(home, catalog)) as engine:
        for year in range(2010, 2020):
            curator.put(report([f"乙{year}。"], path=f"/{year}.txt", year=year))
        curator.rebuild()
        assert catalog_texts(engine, "") == [(1, 1)]
    assert len(curator.texts()) == 11


def test_a_state_that_is_replaced_while_it_is_opened_is_opened_anew(
    curator: Curator, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that was a moment too slow finds the next one."""
    curator.put(report(["甲。"], path="/a.txt"))
    module = import_module(f"search_api.engines.{curator.engine}")
    real, waiting = module.usable, [report(["乙。"], path="/b.txt", year=2021)]

    def slow(*arguments: Any) -> Any:
        manifest = real(*arguments)
        if waiting:
            curator.put(waiting.pop())
        return manifest

    monkeypatch.setattr(module, "usable", slow)
    with open_catalog(home) as catalog, closing(open_engine(home, catalog)) as engine:
        assert engine.generation == 2


def test_one_build_is_left(curator: Curator, home: Home) -> None:
    """Rebuilding beside the live index leaves no other behind."""
    curator.put(report(["甲。"]))
    curator.rebuild()

    assert len([path for path in home.index.iterdir() if path.is_dir()]) == 1


def test_a_build_that_was_broken_off_is_taken_away(curator: Curator, home: Home) -> None:
    """By the next writer, which needs no rebuild for it."""
    curator.put(report(["甲。"]))
    (home.index / "whoosh-broken").mkdir()
    curator.sync()

    assert not (home.index / "whoosh-broken").exists()
    assert curator.texts() == ["甲。"]
