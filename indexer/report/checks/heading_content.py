"""heading_content: a part on applications that tells of published items instead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.model import Finding, Origin, Section, Severity
from indexer.report.checks.quotes import ground, heading
from indexer.report.material import Material
from indexer.text import normal

_PUBLISHED = re.compile(
    r"(?:公开|发布)(?:了|各类|有关)?(?:政府|政务)?信息(?:共|共计|累计)?\d+(?:余)?[条项篇件]"
)
_APPLICATION = re.compile(r"申请")


def heading_content(material: Material) -> Iterator[Finding]:
    """The part 依申请公开 counts what was published and has no word on applications."""
    for section in material.sections:
        if section.slot == "overview.on_request" and section.locator and section.passages:
            yield from _misplaced(material, section)


def _misplaced(material: Material, section: Section) -> Iterator[Finding]:
    title = normal(material.document.slice(section.locator.spans)) if section.locator else ""
    said = [material.prose[index] for index in section.passages]
    if any(_APPLICATION.search(prose.normal.text.removeprefix(title)) for prose in said):
        return
    told = (clause for prose in said for clause in prose.clauses)
    published = next((clause for clause in told if _PUBLISHED.search(clause.text)), None)
    if published:
        yield Finding(
            "heading_content",
            Severity.INFO,
            Origin.REPORT,
            "“依申请公开”部分未见申请情况，所述为主动公开数量。",
            "The part on applications says nothing of them; it counts what was published.",
            (heading(material, section), ground(material, published)),
        )
