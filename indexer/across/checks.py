"""The registry of checks that need more than one report.

A finding belongs to the second of the two: the later year, or the source that stands. What these
functions say is kept in the catalog; when one of them changes, `report.build.BUILD_VERSION` has to
be raised, so that the files are read anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from indexer.across.equations import carry_over, in_force_series, items_series
from indexer.across.sameness import same_as_last_year
from indexer.across.told import Told
from indexer.across.versions import versions_differ
from indexer.model import Finding

AcrossCheck = Callable[[Told, Told], Iterator[Finding]]

# By key, in the order in which findings are told; `indexer.labels.CHECKS` has their Chinese names.
OF_YEARS: dict[str, AcrossCheck] = {
    "carry_over": carry_over,
    "in_force_series": in_force_series,
    "items_series": items_series,
    "same_as_last_year": same_as_last_year,
}
OF_SOURCES: dict[str, AcrossCheck] = {"versions_differ": versions_differ}


def between_years(last: Told, this: Told) -> Iterator[Finding]:
    """What the report of a year says that does not go with the one of the year before."""
    for check in OF_YEARS.values():
        yield from check(last, this)


def between_sources(other: Told, stands: Told) -> Iterator[Finding]:
    """What another source of the same report says differently."""
    for check in OF_SOURCES.values():
        yield from check(other, stands)
