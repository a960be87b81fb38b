"""The registry of checks, and what they find in one report.

A finding claims no more than its evidence shows. What a check cannot assess (a blank cell, a part
that was not recognised) is no finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from indexer.model import Finding, Origin
from indexer.report.checks.blanks import blank_count
from indexer.report.checks.form import fee_statement, form_vs_year
from indexer.report.checks.heading_content import heading_content
from indexer.report.checks.late import late
from indexer.report.checks.names import foreign_agency_word, foreign_place
from indexer.report.checks.parts_present import section_missing, section_numbering
from indexer.report.checks.powers import rules_without_power
from indexer.report.checks.prose_sum import prose_sum
from indexer.report.checks.prose_vs_table import prose_vs_table
from indexer.report.checks.sums import t3_flow, t3_result_sum, t3_row_sum, t4_sum
from indexer.report.given import CHECK
from indexer.report.material import Material

Check = Callable[[Material], Iterator[Finding]]

# By key, in the order in which findings are told; `indexer.labels.CHECKS` has their Chinese names.
CHECKS: dict[str, Check] = {
    CHECK: lambda material: iter(material.contradictions),
    "t3_flow": t3_flow,
    "t3_result_sum": t3_result_sum,
    "t3_row_sum": t3_row_sum,
    "t4_sum": t4_sum,
    "section_missing": section_missing,
    "section_numbering": section_numbering,
    "blank_count": blank_count,
    "prose_vs_table": prose_vs_table,
    "prose_sum": prose_sum,
    "foreign_place": foreign_place,
    "foreign_agency_word": foreign_agency_word,
    "heading_content": heading_content,
    "form_vs_year": form_vs_year,
    "fee_statement": fee_statement,
    "rules_without_power": rules_without_power,
    "late": late,
}

# What holds numbers of the prose against others. In prose no sum tells a number from a misreading.
_OF_NUMBERS = frozenset({"prose_vs_table", "prose_sum", "blank_count"})


def find(material: Material) -> tuple[Finding, ...]:
    """Every finding of every check, in the order of the registry and of the report.

    Where characters were recognised on pictures, numbers of the prose are held against nothing, and
    a wrong word may be the recogniser's.
    """
    if material.document.recognised:
        return tuple(_of_pictures(material))
    return tuple(finding for check in CHECKS.values() for finding in check(material))


def _of_pictures(material: Material) -> Iterator[Finding]:
    for name, check in CHECKS.items():
        if name not in _OF_NUMBERS:
            for finding in check(material):
                yield replace(finding, origin=Origin.CONVERSION)
