"""The reports that the filters of a list mean, as the catalog chooses them."""

from __future__ import annotations

from collections.abc import Mapping

from indexer.catalog.chosen import Between, Chosen
from indexer.catalog.read import Catalog
from search_api.filters import clause
from search_api.notices import Notice
from search_api.series.observe import understood
from search_api.tree import Keyword, Range


def choice(
    catalog: Catalog, written: Mapping[str, tuple[str, ...]]
) -> tuple[Chosen, tuple[Notice, ...]]:
    """What is chosen by the written filters of reports, and what is odd about them.

    Raises WrongUsage for a value that is empty, and for more values than a query may hold.
    """
    values, notices = understood(catalog, written)
    chosen = {field: [_alternative(field, one) for one in of] for field, of in values.items()}
    return chosen, tuple(notices)


def _alternative(field: str, value: str) -> str | Between:
    match clause(field, value):
        case Range(_, low, high):
            return Between(low, high)
        case Keyword(_, wanted):
            return wanted
        case other:
            raise AssertionError(other)
