"""Every report that is searched, with the values of its fields: read once for each state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indexer.catalog.read import Catalog
from indexer.catalog.rows import FactsRow
from indexer.stores.entries import report_values
from search_api.engines.collect import ReportFacts
from search_api.kept import Kept


@dataclass(frozen=True, slots=True)
class Known:
    """A report and what filters look at."""

    row: FactsRow
    values: Mapping[str, tuple[str, ...]]


def every_report(catalog: Catalog) -> tuple[Known, ...]:
    """All of them, by agency and year."""
    return _REPORTS.of(catalog)


def facts_of_every_report(catalog: Catalog) -> Mapping[int, ReportFacts]:
    """What engines ask of them, by version."""
    return _FACTS.of(catalog)


def _facts(catalog: Catalog) -> Mapping[int, ReportFacts]:
    return {
        known.row.version: ReportFacts(
            known.row.id, known.row.year, known.row.agency_normal, known.values
        )
        for known in every_report(catalog)
    }


_REPORTS = Kept(lambda catalog: tuple(Known(row, report_values(row)) for row in catalog.facts()))
_FACTS = Kept(_facts)
