"""Two reports side by side: what became of the text, of the figures, and what was found between."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.catalog.read import Catalog
from indexer.catalog.rows import ReportRow
from indexer.model import Finding
from search_api.compare_figures import FigurePair, compared_figures
from search_api.compare_texts import PartPair, compared_texts
from search_api.headline import disputed_keys


@dataclass(frozen=True, slots=True)
class Comparison:
    """`before` is what stands on the left, whichever of the two is older.

    `between` are the findings of either that rest on the other as well.
    """

    before: ReportRow
    after: ReportRow
    parts: tuple[PartPair, ...]
    figures: tuple[FigurePair, ...]
    disputed_before: frozenset[str]
    disputed_after: frozenset[str]
    between: tuple[tuple[ReportRow, Finding], ...]


def compare(catalog: Catalog, before: ReportRow, after: ReportRow) -> Comparison:
    """Everything in which two reports differ."""
    versions = [before.version, after.version]
    figures = catalog.figures(versions)
    findings = catalog.findings(versions)
    return Comparison(
        before,
        after,
        compared_texts(*(catalog.passages_of(version) for version in versions)),
        compared_figures(before, after, figures[before.version], figures[after.version]),
        disputed_keys(findings[before.version]),
        disputed_keys(findings[after.version]),
        tuple(
            (own, finding)
            for own, other in ((before, after), (after, before))
            for finding in findings[own.version]
            if other.address in {ground.report for ground in finding.evidence}
        ),
    )
