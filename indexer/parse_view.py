"""One report, as read, for a person at a terminal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from indexer.forms.generations import label_of_form
from indexer.labels import (
    ASPECTS,
    GROUNDS,
    KINDS,
    LEVELS,
    SCOPES,
    SEVERITIES,
    SLOTS,
    SPECIMEN_MARK,
    STATUSES,
)
from indexer.model import Report, Section

# What could steer the terminal: control characters, and marks that turn the writing direction.
_STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """The text without what could steer a terminal."""
    return _STEERING.sub("", text)


def print_report(console: Console, report: Report) -> None:
    """Identity with its grounds, sections with their passages, figures by status, findings."""
    for line in _lines(report):
        console.print(Text(printable(line)), soft_wrap=True)


def _lines(report: Report) -> Iterator[str]:
    yield f"{SPECIMEN_MARK if report.source.given.specimen else ''}{report.title}"
    for label, text in _identity(report):
        yield f"{label}  {text}"
    for section in report.sections:
        yield f"\n{section.number or ''}{section.title}〔{SLOTS[section.slot]}〕"
        yield from _passages(report, section)
    counted = Counter(figure.status for figure in report.figures.values())
    told = "，".join(f"{STATUSES[status]} {count}" for status, count in counted.items())
    yield f"\n数据 figures：{told or '无'}"
    for figure in report.figures.values():
        if figure.value is None:
            yield f"  {figure.key}  {STATUSES[figure.status]}"
        else:
            yield f"  {figure.key} = {figure.value:f}{f' {figure.unit}' if figure.unit else ''}"
    yield f"\n核查 findings：{len(report.findings)}"
    for finding in report.findings:
        yield f"  {SEVERITIES[finding.severity]}：{finding.message}"
    if report.notices:
        yield "\n读取说明 notices"
    for notice in report.notices:
        yield f"  {notice.message}〔{notice.code}〕"


def _identity(report: Report) -> Iterator[tuple[str, str]]:
    identity = report.identity
    places = (identity.province, identity.prefecture, identity.county, identity.township)
    published = identity.published
    yield "编号", report.id
    yield "机关", identity.agency
    yield "地区", " ".join(filter(None, places)) or "未能确定"
    yield "代码", identity.code or "—"
    yield "年份", str(identity.year)
    yield "类型", f"{KINDS[identity.kind]}，{LEVELS[identity.level]}，{SCOPES[identity.scope]}"
    source = GROUNDS.get(published.source, published.source) if published else ""
    yield "公布", f"{published.date}（{source}）" if published else "未见"
    yield (
        "表式",
        "，".join(f"{t} {label_of_form(f)}" for t, f in report.forms.items() if f) or "未识别",
    )
    for ground in identity.evidence:
        yield "依据", f"{GROUNDS.get(ground.source, ground.source)}：“{ground.quote}”"


def _passages(report: Report, section: Section) -> Iterator[str]:
    for index in section.passages:
        passage = report.passages[index]
        yield " ".join(["", f" p{index + 1}", ASPECTS[passage.aspect], *passage.topics])
        yield f"    {passage.text}"
