"""form_vs_year and fee_statement: the form used and what it asks for, against the year."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.forms.generations import generations
from indexer.model import Evidence, Finding, Origin, Severity, Status
from indexer.report.checks.quotes import heading
from indexer.report.material import Material, cell

_TABLES = {"t2": "表二", "t3": "表三", "t4": "表四"}
_FEES_FROM = 2021


def form_vs_year(material: Material) -> Iterator[Finding]:
    """A table in a generation of the form that its report year does not have.

    Table four is alike in both generations since 2019 and says nothing.
    """
    year = material.identity.year
    for table in ("t2", "t3"):
        form = generations().get(material.forms.get(table) or "")
        if form is None or form.may_be_used(year):
            continue
        grounds = tuple(_first_cells(material, table))
        if grounds:
            yield Finding(
                "form_vs_year",
                Severity.INFO,
                Origin.REPORT,
                f"{year}年度报告的{_TABLES[table]}用的是{form.label}。",
                f"Table {table} of the {year} report has the {form.key} form.",
                grounds,
            )


def _first_cells(material: Material, table: str) -> Iterator[Evidence]:
    keys = (
        key
        for key, figure in material.figures.items()
        if key.startswith(f"{table}.") and figure.status is Status.REPORTED
    )
    for key in list(keys)[:1]:
        yield cell(material, key)


def fee_statement(material: Material) -> Iterator[Finding]:
    """From 2021 on: section six is there, and nowhere is 信息处理费 or its charging spoken of."""
    if material.identity.year < _FEES_FROM:
        return
    if any("处理费" in p.normal.text or p.passage.slot == "other.fee" for p in material.prose):
        return
    section = next((s for s in material.sections if s.slot == "other" and s.locator), None)
    if section:
        yield Finding(
            "fee_statement",
            Severity.INFO,
            Origin.REPORT,
            "“其他需要报告的事项”部分未见信息处理费收取情况的说明。",
            "Section six says nothing on fees for processing information.",
            (heading(material, section),),
        )
