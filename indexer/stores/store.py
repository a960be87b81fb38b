"""What every store does, which there are, and which one a home is written with.

A store is a module of this package with `create` and `resume`; it is loaded when it is used.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from indexer.errors import EngineMissing, IndexUnusable, WrongUsage
from indexer.stores import manifest as manifests
from indexer.stores.entries import Entry

if TYPE_CHECKING:  # it brings in jieba, which a search does without
    from indexer.segment import PassageSegmenter

VARIABLE = "GONGKAI_ENGINE"
MEMORY = "memory"  # searches the catalog itself and keeps no index, so it has no store


class EngineName(StrEnum):
    """The engines that keep an index, by the names of their stores."""

    WHOOSH = "whoosh"
    TANTIVY = "tantivy"


class Store(Protocol):
    """Writes one index. Every `commit` is a new live state."""

    @property
    def generation(self) -> int:
        """The catalog's generation that the live state holds."""
        ...

    def drop(self, versions: Iterable[int]) -> None:
        """Take the passages of these versions out."""
        ...

    def put(self, entries: Iterable[Entry]) -> None:
        """Add passages. A version that may be in the index already is dropped first."""
        ...

    def commit(self, generation: int) -> None:
        """Make all that was put and dropped the live state, for good once this returns."""
        ...

    def close(self) -> None:
        """Give up what was not committed and let go of the files."""
        ...


class StoreModule(Protocol):
    """How a store is opened."""

    def create(self, index: Path, home: str, segmenter: PassageSegmenter) -> Store:
        """A new, empty index beside the live one. Its first commit swaps it in."""
        ...

    def resume(self, index: Path, home: str, segmenter: PassageSegmenter) -> Store:
        """The live index, to be written to. Raises IndexUnusable where it cannot be."""
        ...


def require_installed(engine: EngineName) -> None:
    """Raises EngineMissing, naming what to install."""
    try:
        import_module(engine)
    except ImportError as error:
        raise EngineMissing(
            f"没有安装 {engine}，或无法载入 (engine not installed): {error}.",
            'pip install "gongkai-search[fast]"，或 indexer rebuild --engine whoosh',
        ) from error


def store_of(engine: EngineName) -> StoreModule:
    """The module of the store of an engine that is installed."""
    return cast(StoreModule, import_module(f"indexer.stores.{engine}"))


def engine_for(index: Path, option: EngineName | None = None) -> EngineName:
    """The engine to write with: the option, else GONGKAI_ENGINE, else the index's own, else whoosh.

    Raises WrongUsage where the variable names no engine, EngineMissing where it is not installed.
    """
    engine = option or _told() or _own(index)
    require_installed(engine)
    return engine


def _told() -> EngineName | None:
    told = os.environ.get(VARIABLE, "")
    return None if told in ("", MEMORY) else named(told, VARIABLE)


def _own(index: Path) -> EngineName:
    try:
        return EngineName(manifests.read(index).engine)
    except (IndexUnusable, ValueError):
        return EngineName.WHOOSH


def named(engine: str, where: str) -> EngineName:
    """The engine of this name. Raises WrongUsage where there is none."""
    try:
        return EngineName(engine)
    except ValueError as error:
        raise WrongUsage(
            f"{where} {engine} 无此引擎 (no such engine).", f"可用：{'、'.join(EngineName)}。"
        ) from error
