"""One report as a program reads it: whole, with links, citations, and the reports beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any

from indexer.catalog.read import Catalog
from indexer.catalog.rows import ReportRow
from search_api.cite import cite
from search_api.reports_list import item_json, links_json
from search_api.whole import WholeReport, whole_json, whole_report


@dataclass(frozen=True, slots=True)
class ReportTold:
    """A report, and in `years` the reports of the same agency in any scope, by year."""

    whole: WholeReport
    years: tuple[ReportRow, ...]


def report_told(catalog: Catalog, report: ReportRow) -> ReportTold:
    """The report with those beside it; other sources of it are no other years."""
    years = (row for row in catalog.same_agency(report.id) if row.id != report.id)
    return ReportTold(whole_report(catalog, report), tuple(years))


def report_told_json(told: ReportTold, *, today: date, root: str | None = None) -> dict[str, Any]:
    """What `whole.whole_json` gives, and more. `root` is the service's public address.

    Of the file's path only its name: the rest tells of the machine.
    """
    report, data = told.whole.report, whole_json(told.whole)
    cited = cite(report, today=today, root=root)
    return {
        **data,
        "source": {**data["source"], "path": PurePath(report.path).name},
        "links": {
            **links_json(report.address, report.url),
            "api_figures": f"/api/reports/{report.address}/figures",
            "api_source": f"/api/reports/{report.address}/source",
        },
        "citation": {"id": cited.id, "gbt7714": cited.gbt7714, "bibtex": cited.bibtex},
        "others": {
            "sources": [item_json(row) for row in told.whole.others],
            "years": [item_json(row) for row in told.years],
        },
    }
