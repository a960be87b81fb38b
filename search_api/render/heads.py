"""The line that says whose report it is: agency, place, year."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from indexer.catalog.rows import ReportRow
from indexer.labels import SCOPES, SPECIMEN_MARK
from indexer.model import Scope
from search_api.render.lines import HEAD, WARN, joined
from search_api.results import Hit

_TOWN_DIGITS = 9


def hit_head(hit: Hit) -> Text:
    """The head of a hit's report."""
    return _head(hit.specimen, hit.agency, hit.region, hit.code, f"{hit.year}年", hit.scope)


def report_head(report: ReportRow) -> Text:
    """The head of a report."""
    places = [name for _, name in report.places]
    return _head(
        report.specimen, report.agency, places, report.code, f"{report.year}年", report.scope
    )


def agency_head(report: ReportRow) -> Text:
    """The head of an agency, by one of its reports."""
    places = [name for _, name in report.places]
    return _head(report.specimen, report.agency, places, report.code, "", report.scope)


def _head(
    specimen: bool,
    agency: str,
    places: Sequence[str],
    code: str | None,
    year: str,
    scope: str,
) -> Text:
    """A town's own name is not said twice; an invented agency is marked as such."""
    town = len(code or "") == _TOWN_DIGITS and places and places[-1] in agency
    return joined(
        (
            (agency, HEAD),
            (SPECIMEN_MARK if specimen else "", WARN),
            (" ".join(places[:-1] if town else places), ""),
            (year, HEAD),
            (SCOPES[scope] if scope == Scope.AGGREGATE else "", ""),
        )
    )
