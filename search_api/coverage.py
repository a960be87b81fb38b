"""Of which agencies and years there are reports, of which there are two, and which are lacking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from indexer.catalog.beside import HeadRow
from indexer.catalog.read import Catalog
from indexer.catalog.rows import FactsRow
from search_api.every_report import Known, every_report
from search_api.kept import Kept
from search_api.notices import Notice
from search_api.selections import meets
from search_api.series.observe import understood

_YEAR = "year"


class State(StrEnum):
    """What there is of an agency's year.

    `LACKS` is a year between its first report and its last; before the first and after the last
    nothing is known: there may have been no such agency.
    """

    HAS = "has"
    TWO_VERSIONS = "two_versions"
    LACKS = "lacks"
    NONE_KNOWN = "none_known"


@dataclass(frozen=True, slots=True)
class Held:
    """The report that stands for a year, and the addresses of its other sources."""

    version: int
    report: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Covered:
    """An agency in one scope, with its reports by year. `latest` is the last of them."""

    latest: FactsRow
    held: Mapping[int, Held]

    @property
    def first(self) -> int:
        """The year of its first report."""
        return min(self.held)

    @property
    def last(self) -> int:
        """The year of its last report."""
        return max(self.held)

    def state(self, year: int) -> State:
        """What there is of the year."""
        found = self.held.get(year)
        if found is not None:
            return State.TWO_VERSIONS if found.others else State.HAS
        return State.LACKS if self.first < year < self.last else State.NONE_KNOWN


@dataclass(frozen=True, slots=True)
class Coverage:
    """Agencies by place and name, `start` counting from 0 among `agencies` in all.

    `totals` counts the states of all agencies that are selected, not only of the rows. `heads` are
    the reports of the rows, by version, for their originals.
    """

    years: tuple[int, ...]
    rows: tuple[Covered, ...]
    agencies: int
    start: int
    totals: Mapping[int, Mapping[State, int]]
    heads: Mapping[int, HeadRow]
    notices: tuple[Notice, ...]

    @property
    def next(self) -> int | None:
        """Where the next page starts, None on the last."""
        end = self.start + len(self.rows)
        return end if end < self.agencies else None

    def cells(self, row: Covered) -> Iterator[tuple[int, State, Held | None]]:
        """Each year of a row with its state and report."""
        for year in self.years:
            yield year, row.state(year), row.held.get(year)


@dataclass(frozen=True, slots=True)
class _Agency:
    """An agency with all values of its reports' fields."""

    covered: Covered
    values: Mapping[str, tuple[str, ...]]


def coverage(
    catalog: Catalog,
    filters: Mapping[str, tuple[str, ...]] | None = None,
    start: int = 0,
    limit: int | None = None,
) -> Coverage:
    """The agencies of which a report meets the filters, with all of their years.

    The filter `year` chooses columns, and leaves out agencies of which nothing is known in them.
    """
    chosen, said = understood(catalog, filters or {})
    years = tuple(_years(chosen.pop(_YEAR, ()), _AGENCIES.of(catalog)))
    found = [
        known.covered
        for known in _AGENCIES.of(catalog)
        if (not chosen or meets(known.values, chosen))
        and any(known.covered.state(year) is not State.NONE_KNOWN for year in years)
    ]
    totals = {year: dict.fromkeys(State, 0) for year in years}
    for one in found:
        for year in years:
            totals[year][one.state(year)] += 1
    rows = tuple(found[start:] if limit is None else found[start : start + limit])
    shown = [one.held[year].version for one in rows for year in years if year in one.held]
    return Coverage(years, rows, len(found), start, totals, catalog.heads(shown), tuple(said))


def _years(wanted: Sequence[str], agencies: Sequence[_Agency]) -> Iterator[int]:
    """Every year between the first and the last that the catalog knows, and that is wanted."""
    if agencies:
        first = min(known.covered.first for known in agencies)
        last = max(known.covered.last for known in agencies)
        for year in range(first, last + 1):
            if not wanted or meets({_YEAR: (str(year),)}, {_YEAR: wanted}):
                yield year


def _agencies(catalog: Catalog) -> tuple[_Agency, ...]:
    """All agencies by place and name."""
    others = {id: tuple(row.address for row in rows) for id, rows in catalog.others().items()}
    reports: dict[str, list[Known]] = {}
    for known in every_report(catalog):
        reports.setdefault(known.row.id.rpartition("-")[0], []).append(known)
    found = [_agency(known, others) for known in reports.values()]
    return tuple(sorted(found, key=lambda one: _place(one.covered.latest)))


def _agency(reports: Sequence[Known], others: Mapping[str, tuple[str, ...]]) -> _Agency:
    rows = [known.row for known in reports]
    held = {row.year: Held(row.version, row.id, others.get(row.id, ())) for row in rows}
    values: dict[str, tuple[str, ...]] = {}
    for known in reports:
        for field, found in known.values.items():
            values[field] = tuple(dict.fromkeys((*values.get(field, ()), *found)))
    latest = max(rows, key=lambda row: row.year)
    return _Agency(Covered(latest, held), values)


def _place(row: FactsRow) -> tuple[bool, str, str, str]:
    return row.code is None, row.code or "", row.agency_normal, row.scope


_AGENCIES = Kept(_agencies)
