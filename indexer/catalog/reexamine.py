"""Which findings hold once figures or aspects are corrected, told from what the catalog keeps.

The checks run twice, before and after: what only the first run finds no longer holds, what only the
second finds is new, and all else stays as it was found in the file. So what a check needs of the
file and the catalog does not keep makes no difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer.catalog.corrections import finding_print
from indexer.model import Figure, Finding, Passage, Report, Status
from indexer.report.findings import CHECKS, find
from indexer.report.material import Material


@dataclass(frozen=True, slots=True)
class Reexamined:
    """The findings that hold, in the order of the registry, and those that no longer do."""

    holding: tuple[Finding, ...]
    unfounded: tuple[Finding, ...]


def material_of(
    report: Report, figures: Mapping[str, Figure], passages: Sequence[Passage]
) -> Material:
    """What the checks look at. The divisions play no part in what a correction can change."""
    return Material(
        identity=report.identity,
        sections=report.sections,
        passages=tuple(passages),
        figures=figures,
        forms=report.forms,
        document=report.document,
        is_place=lambda _name: False,
    )


def reexamine(before: Material, after: Material, findings: Sequence[Finding]) -> Reexamined:
    """What becomes of the findings when `before` is corrected to `after`."""
    was = {finding_print(finding) for finding in find(before)}
    found = {finding_print(finding): finding for finding in find(after)}
    gone = was - found.keys()
    holding = [
        finding
        for finding in findings
        if finding_print(finding) not in gone and not _outdated(finding, after.figures)
    ]
    known = {finding_print(finding) for finding in holding} | was
    holding += [finding for key, finding in found.items() if key not in known]
    order = {check: place for place, check in enumerate(CHECKS)}
    holding.sort(key=lambda finding: order.get(finding.check, len(order)))
    kept = {finding_print(finding) for finding in holding}
    return Reexamined(
        tuple(holding),
        tuple(finding for finding in findings if finding_print(finding) not in kept),
    )


def _outdated(finding: Finding, figures: Mapping[str, Figure]) -> bool:
    """One of its grounds is a cell that was corrected to something else."""
    for ground in finding.evidence:
        figure = figures.get(ground.figure or "")
        if figure and figure.status is Status.CORRECTED:
            value = "" if figure.value is None else str(figure.value)
            if ground.quote != value:
                return True
    return False
