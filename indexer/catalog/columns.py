"""A report as the rows that the catalog's tables keep of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from indexer.catalog.rows import (
    evidence_json,
    figure_columns,
    finding_columns,
    given_json,
    locator_json,
    notice_json,
)
from indexer.catalog.schema import FIGURES, FINDINGS, PASSAGES, SECTIONS
from indexer.model import Identity, Report
from indexer.text import normal

_PLACE_COLUMNS = ("province", "prefecture", "county", "township")


def places_json(identity: Identity, codes: Mapping[str, str]) -> list[list[str]]:
    """The places of an identity that have a code, from the province down, as (code, name)."""
    named = [getattr(identity, name) for name in _PLACE_COLUMNS]
    return [[codes[name], name] for name in named if name is not None and name in codes]


def version_columns(report: Report, places: list[list[str]]) -> dict[str, Any]:
    """A report's row of the versions table, but for its standing."""
    identity, given = report.identity, report.source.given
    head = report.document.head
    published = identity.published
    return {
        "report": report.id,
        "path": report.source.path,
        "sha256": report.source.sha256,
        "size": report.source.size,
        "format": report.source.format,
        "title": report.title,
        "agency": identity.agency,
        "agency_normal": normal(identity.agency),
        "name_in_report": identity.name_in_report,
        "level": identity.level.value,
        "kind": identity.kind.value,
        "scope": identity.scope.value,
        "year": identity.year,
        "period": list(identity.period) if identity.period else None,
        "published": published.date if published else None,
        "published_from": published.source if published else None,
        "code": identity.code,
        "places": places,
        "place_columns": {name: getattr(identity, name) for name in _PLACE_COLUMNS},
        "url": given.url or head.url,
        "publisher": given.publisher or head.publisher,
        "retrieved": given.retrieved,
        "specimen": given.specimen,
        "given": given_json(given),
        "forms": dict(report.forms),
        "evidence": [evidence_json(item) for item in identity.evidence],
        "notices": [notice_json(item) for item in report.notices],
        "finding_keys": sorted({finding.check for finding in report.findings}),
        "text": report.document.text,
    }


def part_rows(report: Report, version: int) -> dict[str, list[dict[str, Any]]]:
    """The rows of a report's parts, by table."""
    sections = [
        {
            "version": version,
            "n": n,
            "slot": section.slot,
            "number": section.number,
            "title": section.title,
            "depth": section.depth,
            "spans": [list(span) for span in section.locator.spans] if section.locator else None,
            "passages": [index + 1 for index in section.passages],
        }
        for n, section in enumerate(report.sections, 1)
    ]
    passages = [
        {
            "version": version,
            "n": n,
            "slot": passage.slot,
            "aspect": passage.aspect.value,
            "zero_statement": passage.zero_statement,
            "boilerplate": passage.boilerplate,
            "topics": list(passage.topics),
            "text": passage.text,
            "locator": locator_json(passage.locator),
        }
        for n, passage in enumerate(report.passages, 1)
    ]
    figures = [{"version": version, **figure_columns(f)} for f in report.figures.values()]
    findings = [
        {"version": version, "n": n, **finding_columns(finding)}
        for n, finding in enumerate(report.findings, 1)
    ]
    return {
        SECTIONS.name: sections,
        PASSAGES.name: passages,
        FIGURES.name: figures,
        FINDINGS.name: findings,
    }
