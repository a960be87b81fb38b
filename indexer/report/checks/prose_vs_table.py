"""prose_vs_table: "none" and counts in prose against the cells of the statutory tables.

A family of statements is a file of wordings (stated_…); how they are held against cells is
indexer.report.checks.counted.
"""

from __future__ import annotations

from collections.abc import Iterator

from indexer.model import Finding, Scope
from indexer.report.checks import stated_cases, stated_documents, stated_none, stated_requests
from indexer.report.checks.counted import against, with_counts
from indexer.report.checks.told import WHOLE, told
from indexer.report.material import Material


def prose_vs_table(material: Material) -> Iterator[Finding]:
    """Statements of the prose that the tables contradict."""
    clauses = told(material)
    yield from stated_none.contradicted(material, clauses)
    counts = with_counts(clauses)
    for counted in (*stated_requests.STATED, *stated_cases.STATED):
        yield from against(material, counts, counted)
    # A government tells of its own documents beside a table that sums those of all.
    if material.identity.scope is not Scope.OWN:
        counts = tuple(clause for clause in counts if WHOLE.search(clause.sentence))
    for counted in stated_documents.STATED.get(material.forms.get("t2") or "", ()):
        yield from against(material, counts, counted)
