"""One report, as read, for a person at a terminal."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.table import Table

from indexer.labels import ASPECTS, FORMS, KINDS, LEVELS, SCOPES, SEVERITIES, SLOTS, STATUSES
from indexer.model import Report


def _identity(report: Report) -> list[tuple[str, str]]:
    identity = report.identity
    places = (identity.province, identity.prefecture, identity.county, identity.township)
    published = identity.published
    return [
        ("机关", identity.agency),
        ("地区", " ".join(filter(None, places)) or "未能确定"),
        ("代码", identity.code or "—"),
        ("年份", str(identity.year)),
        ("类型", f"{KINDS[identity.kind]}，{LEVELS[identity.level]}，{SCOPES[identity.scope]}"),
        ("公布", f"{published.date}（{published.source}）" if published else "—"),
        ("表式", "，".join(f"{t} {FORMS[f]}" for t, f in report.forms.items() if f) or "—"),
        *((f"依据·{ground.source}", ground.quote) for ground in identity.evidence),
    ]


def print_report(console: Console, report: Report) -> None:
    """Identity with its grounds, sections with their passages, figures by status, findings."""
    console.print(f"{report.title}\n{report.id}", markup=False)
    table = Table(box=None, show_header=False)
    for row in _identity(report):
        table.add_row(*row)
    console.print(table)
    for section in report.sections:
        console.print(
            f"\n{section.number or ''} {section.title}〔{SLOTS[section.slot]}〕", markup=False
        )
        for index in section.passages:
            passage = report.passages[index]
            console.print(
                f"  p{index + 1} {ASPECTS[passage.aspect]} {' '.join(passage.topics)}", markup=False
            )
            console.print(f"    {passage.text}", markup=False)
    counted = Counter(figure.status for figure in report.figures.values())
    told = "，".join(f"{STATUSES[status]} {count}" for status, count in counted.items())
    console.print(f"\n数据 figures：{told or '无'}", markup=False)
    for figure in report.figures.values():
        if figure.value:
            console.print(f"  {figure.key} = {figure.value} {figure.unit or ''}", markup=False)
    for finding in report.findings:
        console.print(f"  {SEVERITIES[finding.severity]}：{finding.message}", markup=False)
    for notice in report.notices:
        console.print(f"  〔{notice.code}〕{notice.message}", markup=False)
