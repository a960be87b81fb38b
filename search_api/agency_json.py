"""An agency over its years as JSON."""

from __future__ import annotations

from typing import Any

from indexer.shapes import finding_json
from search_api.report_view import AgencyView, AgencyYear


def agency_json(view: AgencyView) -> dict[str, Any]:
    """One agency in one scope; `gaps` are the years between the first and the last without one."""
    return {
        "agency": view.agency,
        "scope": view.scope,
        "region": [name for _, name in view.places],
        "code": view.years[-1].report.code,
        "specimen": any(year.report.specimen for year in view.years),
        "years": [_year_json(year) for year in view.years],
        "gaps": list(view.gaps),
    }


def _year_json(year: AgencyYear) -> dict[str, Any]:
    report = year.report
    return {
        "year": report.year,
        "report": report.address,
        "title": report.title,
        "forms": dict(report.forms),
        "published": report.published,
        "findings": [finding_json(finding) for finding in year.findings],
    }
