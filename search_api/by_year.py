"""In what share of the reports of each year something is found: more reports have more hits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.catalog.read import Catalog
from indexer.fields import BY_KEY
from search_api.engines.base import REPORT
from search_api.engines.collect import accepts
from search_api.every_report import Known, every_report
from search_api.filters import clause
from search_api.results import Bucket

YEAR = "year"


@dataclass(frozen=True, slots=True)
class Year:
    """Of the `reports` of a year that meet the other filters on reports, `hits` have a hit."""

    year: int
    hits: int
    reports: int
    selected: bool

    @property
    def share(self) -> float:
        """Between 0 and 1."""
        return self.hits / self.reports if self.reports else 0.0


def by_year(
    catalog: Catalog, buckets: Sequence[Bucket], chosen: Mapping[str, Sequence[str]]
) -> tuple[Year, ...]:
    """Every year from the first to the last of the reports that may be searched.

    `buckets` is the year facet of a search with unit report, and `chosen` its filters as values.
    """
    hits = {bucket.value: bucket for bucket in buckets}
    in_all = _under(every_report(catalog), chosen)
    return tuple(
        Year(
            int(year),
            hits[year].count if year in hits else 0,
            in_all[year],
            year in hits and hits[year].selected,
        )
        for year in _between({*in_all, *hits})
    )


def _between(years: Collection[str]) -> Iterator[str]:
    known = sorted(map(int, years))
    if known:
        yield from map(str, range(known[0], known[-1] + 1))


def _under(reports: Sequence[Known], chosen: Mapping[str, Sequence[str]]) -> Counter[str]:
    """How many of the reports there are of each year under the filters on other fields of them."""
    clauses = {
        field: tuple(clause(field, value) for value in values)
        for field, values in chosen.items()
        if values and field != YEAR and BY_KEY[field].of == REPORT
    }
    return Counter(
        str(known.row.year)
        for known in reports
        if all(
            any(accepts(one, field, known.values[field]) for one in either)
            for field, either in clauses.items()
        )
    )
