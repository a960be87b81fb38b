"""An agency over its years as a page: forms, publication, findings, and the years that lack."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from indexer.catalog.rows import ReportRow
from indexer.forms.generations import label_of_form
from indexer.labels import SEVERITIES
from search_api.render.heads import agency_head
from search_api.render.lines import QUIET, WARN, paragraph
from search_api.render.tables import grid
from search_api.report_view import AgencyView
from search_api.values import labels_of

_HEADS = ("年份", "表式", "公布", "核查", "编号")


def agency_lines(view: AgencyView, width: int | None) -> Iterator[Text]:
    """One agency in one scope."""
    yield agency_head(view.years[-1].report)
    rows = [list(_HEADS)]
    for year in view.years:
        report = year.report
        found = str(len(year.findings)) if year.findings else "—"
        rows.append(
            [str(report.year), _forms(report), report.published or "—", found, report.address]
        )
    yield from grid(rows, None)
    if view.gaps:
        told = "、".join(str(year) for year in view.gaps)
        yield Text(f"  缺 {told} 年的报告 (no report for these years)", WARN)
    checks = labels_of("finding")
    for year in view.years:
        for finding in year.findings:
            label = checks.get(finding.check, finding.check)
            severity = SEVERITIES[finding.severity.value]
            told = f"{year.report.year} {severity} {label}：{finding.message}"
            yield from paragraph(told, width, "  ")


def agencies_lines(views: Sequence[AgencyView]) -> Iterator[Text]:
    """Several agencies, one a line, with the years there are."""
    for view in views:
        years = "、".join(str(year.report.year) for year in view.years)
        yield agency_head(view.years[-1].report).append(f"  {years}", QUIET)


def _forms(report: ReportRow) -> str:
    known = dict.fromkeys(form for form in report.forms.values() if form)
    return "、".join(label_of_form(form) for form in known) or "—"
