"""One report with everything the catalog keeps of it, and as the JSON that others rely on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from indexer.catalog.corrections import Correction
from indexer.catalog.overlay import SetAside
from indexer.catalog.read import Catalog
from indexer.catalog.rows import (
    PassageRow,
    ReportRow,
    SectionRow,
    evidence_json,
    locator_json,
    notice_json,
)
from indexer.model import Figure, Finding
from indexer.report.unassessed import Unassessed, unassessed
from indexer.shapes import figure_json, finding_json, signed_json
from search_api.attached import Attached, attach, attached_json

_PLACES = ("province", "prefecture", "county", "township")


@dataclass(frozen=True, slots=True)
class WholeReport:
    """A version of a report and its parts; `others` are further sources of the same report."""

    report: ReportRow
    sections: tuple[SectionRow, ...]
    passages: tuple[PassageRow, ...]
    figures: Mapping[str, Figure]
    findings: tuple[Finding, ...]
    others: tuple[ReportRow, ...]
    set_aside: tuple[SetAside, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def unassessed(self) -> tuple[Unassessed, ...]:
        """The rows and columns whose arithmetic is left open."""
        return unassessed(self.figures, self.report.forms)

    @property
    def attached(self) -> tuple[Attached, ...]:
        """The findings with the places that they speak of."""
        return attach(self.report.address, self.findings, self.sections, self.passages)


def whole_report(catalog: Catalog, report: ReportRow) -> WholeReport:
    """Everything of one version."""
    version = report.version
    return WholeReport(
        report=report,
        sections=catalog.sections_of(version),
        passages=catalog.passages_of(version),
        figures=catalog.figures([version])[version],
        findings=catalog.findings([version])[version],
        others=tuple(
            other
            for other in (*catalog.find(id=report.id), *catalog.other_versions(report.id))
            if other.version != version
        ),
        set_aside=tuple(catalog.set_aside([version])[version]),
        corrections=tuple(one for one in catalog.corrections(report) if not one.undone),
    )


def whole_json(whole: WholeReport) -> dict[str, Any]:
    """The report with the keys of `indexer parse --json` (`indexer.shapes.report_json`).

    Each finding has `attached` as well: the passages, sections, tables and figures it speaks of;
    `unassessed` are the rows and columns whose arithmetic is left open.
    Where persons set something right, also `corrected` with a figure or passage, and the findings
    that are `set_aside`.
    """
    report = whole.report
    data = {
        "id": report.address,
        "title": report.title,
        "source": {
            "path": report.path,
            "sha256": report.sha256,
            "format": report.format,
            "url": report.url,
            "retrieved": report.retrieved,
            "specimen": report.specimen,
        },
        "identity": _identity_json(report),
        "forms": dict(report.forms),
        "sections": [section_json(section) for section in whole.sections],
        "passages": [passage_json(passage) for passage in whole.passages],
        "figures": {key: figure_json(figure) for key, figure in whole.figures.items()},
        "findings": [
            {**finding_json(one.finding), "attached": attached_json(one)} for one in whole.attached
        ],
        "unassessed": [asdict(one) for one in whole.unassessed],
        "notices": [notice_json(notice) for notice in report.notices],
    }
    if whole.set_aside:
        data["set_aside"] = [_aside_json(aside) for aside in whole.set_aside]
    return data


def section_json(section: SectionRow) -> dict[str, Any]:
    """One section with the ids of its passages."""
    return {
        "slot": section.slot,
        "number": section.number,
        "title": section.title,
        "passages": [f"p{n}" for n in section.passages],
    }


def passage_json(passage: PassageRow) -> dict[str, Any]:
    """One passage; `corrected` where a person set its aspect."""
    data = {
        "id": passage.id,
        "slot": passage.slot,
        "aspect": passage.aspect,
        "zero_statement": passage.zero_statement,
        "topics": list(passage.topics),
        "text": passage.text,
        "locator": locator_json(passage.locator),
    }
    return {**data, "corrected": signed_json(passage.corrected)} if passage.corrected else data


def _aside_json(aside: SetAside) -> dict[str, Any]:
    return {
        **finding_json(aside.finding),
        "reason": "dismissed" if aside.dismissed else "unfounded",
        "correction": aside.by.correction,
        **signed_json(aside.by.signed),
    }


def _identity_json(report: ReportRow) -> dict[str, Any]:
    published = {"date": report.published, "from": report.published_from}
    return {
        "agency": report.agency,
        "name_in_report": report.name_in_report,
        "level": report.level,
        "kind": report.kind,
        "scope": report.scope,
        "year": report.year,
        "period": list(report.period) if report.period else None,
        "published": published if report.published else None,
        **{place: report.place_columns.get(place) for place in _PLACES},
        "code": report.code,
        "evidence": [evidence_json(ground) for ground in report.evidence],
    }
