"""The engines that are measured, and how the index of each is built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from indexer.catalog.read import Catalog
from indexer.home import Home
from indexer.segment import PassageSegmenter
from indexer.stores import sync


@dataclass(frozen=True, slots=True)
class Measured:
    """One engine; a home with its index is opened as every command opens it."""

    name: str
    build: Callable[[Home, Catalog], None]


def _whoosh(home: Home, catalog: Catalog) -> None:
    sync.rebuild(home, catalog, PassageSegmenter()).close()


ENGINES = (Measured("whoosh", _whoosh),)
