"""A part of one report: its sections of a slot, with what stands in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from indexer.catalog.read import Catalog
from indexer.catalog.rows import PassageRow, ReportRow, SectionRow
from indexer.errors import NoSuchSection
from indexer.fields import BY_KEY
from indexer.labels import SLOTS
from search_api.filters import holds
from search_api.notices import nearest, shown
from search_api.values import understand
from search_api.whole import passage_json, section_json

_SECTION = "section"


@dataclass(frozen=True, slots=True)
class ReportPart:
    """The sections of a slot and of the slots below it, in reading order."""

    report: ReportRow
    slot: str
    sections: tuple[tuple[SectionRow, tuple[PassageRow, ...]], ...]


def report_part(catalog: Catalog, report: ReportRow, name: str) -> ReportPart:
    """The part that a slot's key or Chinese label names.

    Raises NoSuchSection where the report has none, or no slot is called so.
    """
    slot = understand(BY_KEY[_SECTION], name).values[0]
    passages = {passage.n: passage for passage in catalog.passages_of(report.version)}
    every = catalog.sections_of(report.version)
    found = tuple(
        (section, tuple(passages[n] for n in section.passages))
        for section in every
        if holds(_SECTION, slot, (section.slot,))
    )
    if not found:
        if slot in SLOTS:
            there = dict.fromkeys(SLOTS.get(section.slot, section.slot) for section in every)
            raise NoSuchSection(
                f"{report.address} 没有“{SLOTS[slot]}”部分 (no such section in this report).",
                f"有：{'、'.join(there)}。" if there else "这份报告没有分部分。",
            )
        near = nearest(name, tuple(SLOTS.values())).lstrip("；")
        raise NoSuchSection(
            f"没有叫“{shown(name)}”的部分 (no such section).",
            f"{near or '部分有：' + '、'.join(SLOTS.values())}。",
        )
    return ReportPart(report, slot, found)


def part_json(part: ReportPart) -> dict[str, Any]:
    """The sections with their passages in full."""
    report = part.report
    data: dict[str, Any] = {
        "report": report.address,
        "agency": report.agency,
        "year": report.year,
        "slot": part.slot,
        "label": SLOTS.get(part.slot, part.slot),
        "sections": [
            {
                **section_json(section),
                "label": SLOTS.get(section.slot, section.slot),
                "passages": [
                    {
                        **passage_json(passage),
                        "link": f"/reports/{report.address}#{passage.id}",
                    }
                    for passage in passages
                ],
            }
            for section, passages in part.sections
        ],
    }
    return {**data, "specimen": True} if report.specimen else data
