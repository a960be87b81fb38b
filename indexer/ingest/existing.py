"""The catalog that a home has already."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from indexer.catalog.read import Catalog, open_catalog
from indexer.errors import NoHome
from indexer.home import Home


def existing(home: Home) -> AbstractContextManager[Catalog | None]:
    """It for a block, or None where nothing was added yet. Raises CatalogUnusable."""
    try:
        return open_catalog(home)
    except NoHome:
        return nullcontext()
