"""Findings as the JSON that others rely on: `GET /api/findings`."""

from __future__ import annotations

from typing import Any

from indexer.shapes import finding_json
from search_api.findings_list import FindingsFound, FoundFinding
from search_api.reports_list import links_json


def line_json(found: FoundFinding) -> dict[str, Any]:
    """One finding, with the keys of `indexer check --json` and more: its number among those of its
    report, from 1, and links. `specimen` stands where it is true."""
    report = found.report
    data: dict[str, Any] = {"report": report.address, "agency": report.agency, "year": report.year}
    if report.specimen:
        data["specimen"] = True
    links = links_json(report.address, report.url)
    return {**data, **finding_json(found.finding), "number": found.number, "links": links}


def findings_json(found: FindingsFound) -> dict[str, Any]:
    """One page."""
    return {
        "total": found.total,
        "generation": found.generation,
        "by_check": dict(found.by_check),
        "by_severity": dict(found.by_severity),
        "by_origin": dict(found.by_origin),
        "findings": [line_json(row) for row in found.rows],
        "notices": [{"code": one.code, "message": one.message} for one in found.notices],
        "next": found.next,
    }
