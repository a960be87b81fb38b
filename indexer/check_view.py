"""Findings as they are printed: for a person at a terminal, as JSON, as CSV."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TextIO

from rich.console import Console
from rich.text import Text

from indexer.catalog.read import Catalog
from indexer.catalog.rows import ReportRow
from indexer.document import Locator
from indexer.labels import (
    CHECKS,
    GROUNDS,
    ORIGINS,
    SEVERITIES,
    SPECIMEN_MARK,
    place_words,
    some_grounds,
)
from indexer.model import Evidence, Finding
from indexer.parse_view import printable
from indexer.report.figure_labels import label_of
from indexer.report.unassessed import told, unassessed
from indexer.shapes import finding_json
from indexer.sheets import Cell, write_sheet

Found = Iterable[tuple[ReportRow, tuple[Finding, ...]]]
_QUOTE = 80  # characters of a ground that a terminal shows; the other forms have all of them

# Column → its heading in Chinese and what stands in it. Columns are only ever added, at the end.
COLUMNS: dict[str, tuple[str, Callable[[ReportRow, Finding], Cell]]] = {
    "report": ("报告编号", lambda row, _: row.address),
    "agency": ("机关", lambda row, _: row.agency),
    "year": ("年份", lambda row, _: row.year),
    "check": ("检查项", lambda _, finding: finding.check),
    "label": ("名称", lambda _, finding: CHECKS.get(finding.check, finding.check)),
    "severity": ("轻重", lambda _, finding: SEVERITIES[finding.severity]),
    "origin": ("来源", lambda _, finding: ORIGINS[finding.origin]),
    "message": ("说明", lambda _, finding: finding.message),
    "message_en": ("英文说明", lambda _, finding: finding.message_en),
    "evidence": ("依据", lambda row, finding: "\n".join(_grounds(row, finding.evidence, None))),
    "specimen": ("样例", lambda row, _: SPECIMEN_MARK if row.specimen else ""),
}


def print_findings(console: Console, found: Found) -> int:
    """Findings under their reports with the grounds, and how many there are of each check."""
    counts: Counter[str] = Counter()
    reports = 0
    for row, findings in found:
        reports += 1
        counts.update(finding.check for finding in findings)
        for line in _lines(row, findings):
            console.print(Text(printable(line)), soft_wrap=True)
    if counts:
        told = "，".join(f"{CHECKS.get(key, key)} {n}" for key, n in counts.most_common())
        console.print(Text(f"\n共 {counts.total()} 条，见于 {reports} 份报告：{told}"))
    return counts.total()


def print_unassessed(console: Console, catalog: Catalog, reports: Iterable[ReportRow]) -> None:
    """The arithmetic of each report that cells without a number leave open, which is no finding."""
    for row in reports:
        lines = list(told(unassessed(catalog.figures([row.version])[row.version], row.forms)))
        if lines:
            console.print(Text(f"{row.agency} {row.year}"), soft_wrap=True)
        for line in lines:
            console.print(Text(f"  {printable(line)}"), soft_wrap=True)


def _lines(row: ReportRow, findings: Iterable[Finding]) -> Iterator[str]:
    mark = SPECIMEN_MARK if row.specimen else ""
    yield f"{mark}{row.agency} {row.year}  {row.address}"
    for finding in findings:
        label = CHECKS.get(finding.check, finding.check)
        yield f"  {SEVERITIES[finding.severity]} {label}（{ORIGINS[finding.origin]}）"
        yield f"    {finding.message}"
        shown, more = some_grounds(finding.evidence)
        for ground in (*_grounds(row, shown, _QUOTE), *more):
            yield f"      {ground}"


def _grounds(row: ReportRow, grounds: Iterable[Evidence], most: int | None) -> Iterator[str]:
    for ground in grounds:
        quote = " ".join(ground.quote.split())
        shown = quote if most is None or len(quote) <= most else quote[: most - 1] + "…"
        place = "，".join(_places(row, ground))
        yield f"{_name(ground)}：“{shown}”{f'〔{place}〕' if place else ''}"


def _name(ground: Evidence) -> str:
    if ground.figure is not None:
        return label_of(ground.figure)
    return GROUNDS.get(ground.source, ground.source)


def _places(row: ReportRow, ground: Evidence) -> Iterator[str]:
    """The other report that a ground stands in, and where in it."""
    if ground.report is not None and ground.report != row.address:
        yield ground.report
    locator = ground.locator or Locator(())
    yield from place_words(locator)
    if locator.spans:
        start = min(start for start, _ in locator.spans)
        yield f"字符 {start}–{max(end for _, end in locator.spans)}"


def write_json(found: Found, out: TextIO) -> int:
    """An array of findings, each with the report it is of; how many there are."""
    count = 0
    out.write("[")
    for row, findings in found:
        for finding in findings:
            out.write(",\n" if count else "\n")
            json.dump(_json(row, finding), out, ensure_ascii=False)
            count += 1
    out.write("\n]\n" if count else "]\n")
    return count


def _json(row: ReportRow, finding: Finding) -> dict[str, Any]:
    data: dict[str, Any] = {"report": row.address, "agency": row.agency, "year": row.year}
    if row.specimen:
        data["specimen"] = True
    return {**data, **finding_json(finding)}


def write_csv(found: Found, out: TextIO, *, excel: bool) -> int:
    """A heading and a row for each finding; how many there are."""
    heads = [label if excel else key for key, (label, _) in COLUMNS.items()]
    rows = (
        [value(row, finding) for _, value in COLUMNS.values()]
        for row, findings in found
        for finding in findings
    )
    return write_sheet(out, heads, rows, excel=excel)
