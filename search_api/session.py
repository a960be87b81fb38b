"""Opening a home to be searched: the catalog, the index, the query's cutter.

What has to be made or mended first is done in `first_run`, which is loaded only then: it brings in
jieba and the readers, and a plain search must not wait for those.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from indexer.catalog.connect import nothing_there
from indexer.catalog.read import Catalog, open_catalog
from indexer.cut import QueryCutter
from indexer.errors import HomeBusy, HomeNotWritable, IndexUnusable
from indexer.home import Home, find_home
from indexer.stores import manifest as manifests
from indexer.stores.live import FREQUENCIES, require_kept
from indexer.stores.store import MEMORY, VARIABLE, EngineName, require_installed
from indexer.untold import untold
from search_api.engines.base import Engine
from search_api.engines.collect import ReportFacts
from search_api.search import Searcher

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Session:
    """An open home: its catalog, and what searches it."""

    home: Home
    catalog: Catalog
    searcher: Searcher


def _first_run() -> Any:
    """The module that writes. Importing it costs a second, so it is not imported above."""
    return import_module("search_api.first_run")


@contextmanager
def open_home(option: Path | None = None, say: Say = untold) -> Iterator[tuple[Home, Catalog]]:
    """A home and its catalog; with no home yet, one is made from the specimens.

    Raises NoHome where there are none, or where the catalog is one of many and holds nothing yet,
    CatalogUnusable where it cannot be opened.
    """
    home = find_home(option)
    if not home.exists():
        _first_run().make_specimen_home(home, say)
    with ExitStack() as stack:
        catalog = stack.enter_context(open_catalog(home))
        if catalog.generation() == 0:  # the first run was broken off
            if home.shared:
                raise nothing_there(home)
            catalog.close()
            _first_run().make_specimen_home(home, say)
            catalog = stack.enter_context(open_catalog(home))
        yield home, catalog


@contextmanager
def open_session(option: Path | None = None, say: Say = untold) -> Iterator[Session]:
    """A home to be searched. An index that cannot be used, or is behind, is mended first.

    Raises IndexUnusable, HomeBusy or HomeNotWritable where that cannot be done; an index that is
    merely behind is searched as it is then. With GONGKAI_ENGINE=memory the catalog itself is
    searched.
    """
    with open_home(option, say) as (home, catalog), ExitStack() as stack:
        if os.environ.get(VARIABLE) == MEMORY:
            yield Session(home, catalog, stack.enter_context(_first_run().in_memory(catalog)))
            return
        engine = stack.enter_context(closing(_engine(home, catalog, say)))
        folder = home.index / manifests.read(home.index).folder
        cutter = stack.enter_context(QueryCutter(folder / FREQUENCIES))
        yield Session(home, catalog, Searcher(catalog, engine, cutter.words))


class OpenEngine(Engine, Protocol):
    """An engine that holds files."""

    def prepare(self, facts: Mapping[int, ReportFacts]) -> None:
        """Have at hand what searches would otherwise read first; `facts` of the catalog's versions,
        all that are searched."""
        ...

    def close(self) -> None:
        """Let go of them."""
        ...


def open_engine(home: Home, catalog: Catalog) -> OpenEngine:
    """The engine that the live index was made by. Its module has the engine's name.

    Raises IndexUnusable where the index cannot be used, EngineMissing where the engine is not
    installed.
    """
    while True:
        before = manifests.read(home.index)
        if before.engine not in tuple(EngineName):
            message = f"{before.engine} 无此引擎 (no such engine)."
            raise IndexUnusable(message, "请运行 indexer rebuild。")
        require_installed(EngineName(before.engine))
        require_kept(home, catalog, before.generation)
        module = import_module(f"search_api.engines.{before.engine}")
        try:
            engine: OpenEngine = module.open_engine(home, catalog)
        except (IndexUnusable, OSError, ValueError) as error:
            if manifests.read(home.index) != before:
                continue  # a writer put another state in its place while it was opened
            if isinstance(error, IndexUnusable):
                raise
            raise IndexUnusable(f"{error}.", "请运行 indexer rebuild。") from error
        return engine


def _engine(home: Home, catalog: Catalog, say: Say) -> OpenEngine:
    try:
        engine = open_engine(home, catalog)
    except IndexUnusable as unusable:
        say(f"{unusable.message} 正由目录库重建 (rebuilding the index) …")
        try:
            _first_run().mend(home, catalog)
        except OSError as error:
            raise IndexUnusable(
                f"{unusable.message} 重建时：{error.strerror} (cannot write).",
                f"请由能写入 {home.path} 的用户运行 indexer rebuild。",
            ) from error
        return open_engine(home, catalog)
    catalog.refresh()  # a writer may have come between: what the index holds is to be known
    if engine.generation == catalog.generation():
        return engine
    try:
        _first_run().mend(home, catalog)
    except (HomeBusy, HomeNotWritable, OSError):
        require_kept(home, catalog, engine.generation)
        say("索引落后于目录库，先按已有的索引查找 (the index is behind).")
        return engine
    say("索引已补到最新 (the index was behind and has caught up).")
    engine.close()
    return open_engine(home, catalog)
