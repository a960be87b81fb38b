"""The text of a report as it was read, and where in it everything stands.

Places are half-open spans of the text's characters (Unicode code points).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from indexer.catalog.read import Catalog
from indexer.catalog.rows import PassageRow, ReportRow, SectionRow
from indexer.document import Span
from indexer.labels import SLOTS
from indexer.model import Figure
from indexer.report.figure_labels import label_of


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text and what was read in it; a heading is a section that has one."""

    report: ReportRow
    text: str
    figures: Mapping[str, Figure]
    passages: tuple[PassageRow, ...]
    sections: tuple[SectionRow, ...]


def source_text(catalog: Catalog, report: ReportRow) -> SourceText:
    """The text of one version."""
    version = report.version
    return SourceText(
        report,
        catalog.document_text(version),
        catalog.figures([version])[version],
        catalog.passages_of(version),
        catalog.sections_of(version),
    )


def source_json(source: SourceText) -> dict[str, Any]:
    """The text with the places of figures, passages and headings, each in reading order.

    Figures that stand nowhere, being computed or absent, are left out. `section` counts from 0 as
    the sections of the report do.
    """
    report = source.report
    figures = [
        {"key": figure.key, "label": label_of(figure.key), "raw": figure.raw, "spans": spans}
        for figure in source.figures.values()
        if figure.locator is not None and (spans := _spans(figure.locator.spans))
    ]
    data: dict[str, Any] = {
        "report": report.address,
        "agency": report.agency,
        "year": report.year,
        "format": report.format,
        "sha256": report.sha256,
        "url": report.url,
        "length": len(source.text),
        "text": source.text,
        "figures": sorted(figures, key=lambda figure: figure["spans"]),
        "passages": [
            {"id": passage.id, "slot": passage.slot, "spans": _spans(passage.locator.spans)}
            for passage in source.passages
        ],
        "headings": [
            {
                "section": number,
                "slot": section.slot,
                "label": SLOTS.get(section.slot, section.slot),
                "number": section.number,
                "title": section.title,
                "spans": _spans(section.spans),
            }
            for number, section in enumerate(source.sections)
            if section.spans
        ],
    }
    return {**data, "specimen": True} if report.specimen else data


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [list(span) for span in spans]
