"""A report as the JSON that others rely on (`indexer parse --json`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from indexer.catalog.rows import evidence_json, evidence_of, locator_json, notice_json
from indexer.model import (
    Figure,
    Finding,
    Identity,
    Kind,
    Level,
    Published,
    Report,
    Scope,
    Signed,
)


def number(value: Decimal | None) -> int | float | None:
    """A value as a JSON number, exact to 15 digits."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def figure_json(figure: Figure) -> dict[str, Any]:
    """One figure: value, status, unit, the characters read, and where they stand.

    Of one that a person set, also `corrected`: by whom, when and why.
    """
    data = {
        "value": number(figure.value),
        "status": figure.status.value,
        "unit": figure.unit,
        "raw": figure.raw,
        "locator": locator_json(figure.locator),
    }
    return {**data, "corrected": signed_json(figure.corrected)} if figure.corrected else data


def signed_json(signed: Signed) -> dict[str, str]:
    """Who said so, when and why."""
    return {"by": signed.by, "when": signed.when, "why": signed.why}


def finding_json(finding: Finding) -> dict[str, Any]:
    """One finding with its evidence."""
    return {
        "check": finding.check,
        "severity": finding.severity.value,
        "origin": finding.origin.value,
        "message": finding.message,
        "message_en": finding.message_en,
        "evidence": [evidence_json(evidence) for evidence in finding.evidence],
    }


def identity_json(identity: Identity) -> dict[str, Any]:
    """Who reports, from where, and how that is known."""
    published = identity.published
    return {
        "agency": identity.agency,
        "name_in_report": identity.name_in_report,
        "level": identity.level.value,
        "kind": identity.kind.value,
        "scope": identity.scope.value,
        "year": identity.year,
        "period": list(identity.period) if identity.period else None,
        "published": {"date": published.date, "from": published.source} if published else None,
        "province": identity.province,
        "prefecture": identity.prefecture,
        "county": identity.county,
        "township": identity.township,
        "code": identity.code,
        "evidence": [evidence_json(evidence) for evidence in identity.evidence],
    }


def identity_of_json(data: Mapping[str, Any]) -> Identity:
    """The inverse of `identity_json`."""
    published = data["published"]
    return Identity(
        **{
            **data,
            "level": Level(data["level"]),
            "kind": Kind(data["kind"]),
            "scope": Scope(data["scope"]),
            "period": tuple(data["period"]) if data["period"] else None,
            "published": Published(published["date"], published["from"]) if published else None,
            "evidence": tuple(evidence_of(item) for item in data["evidence"]),
        }
    )


def passage_ids(indices: Iterable[int]) -> list[str]:
    """The ids of passages, by their places in `Report.passages`."""
    return [f"p{index + 1}" for index in indices]


def report_json(report: Report) -> dict[str, Any]:
    """The whole report."""
    source = report.source
    return {
        "id": report.id,
        "title": report.title,
        "source": {
            "path": source.path,
            "sha256": source.sha256,
            "format": source.format,
            "url": source.given.url or report.document.head.url,
            "retrieved": source.given.retrieved,
            "specimen": source.given.specimen,
        },
        "identity": identity_json(report.identity),
        "forms": dict(report.forms),
        "sections": [
            {
                "slot": section.slot,
                "number": section.number,
                "title": section.title,
                "passages": passage_ids(section.passages),
            }
            for section in report.sections
        ],
        "passages": [
            {
                "id": f"p{n}",
                "slot": passage.slot,
                "aspect": passage.aspect.value,
                "zero_statement": passage.zero_statement,
                "topics": list(passage.topics),
                "text": passage.text,
                "locator": locator_json(passage.locator),
            }
            for n, passage in enumerate(report.passages, 1)
        ],
        "figures": {key: figure_json(figure) for key, figure in report.figures.items()},
        "findings": [finding_json(finding) for finding in report.findings],
        "notices": [notice_json(notice) for notice in report.notices],
    }
