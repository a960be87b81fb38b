"""One report as a page: identity with its grounds, sections, tables, other figures.

Findings stand beside what they speak of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.text import Text

from indexer.catalog.rows import PassageRow, ReportRow
from indexer.forms.form import TABLES
from indexer.forms.generations import label_of_form
from indexer.labels import (
    ASPECTS,
    GROUNDS,
    KINDS,
    LEVELS,
    SCOPES,
    SLOTS,
    SPECIMEN_MARK,
    STATUSES,
)
from indexer.model import Figure, Status
from indexer.report.figure_labels import label_of
from indexer.report.unassessed import told
from search_api.attached import Place
from search_api.headline import disputed_keys
from search_api.render.corrections import correction_lines
from search_api.render.findings import Notes
from search_api.render.lines import HEAD, LABEL, QUIET, WARN, joined, labelled, paragraph
from search_api.render.tables import NUMBERS, table_lines
from search_api.render.values import figure_text
from search_api.render.width import plain
from search_api.values import topics
from search_api.whole import WholeReport

_CELLS = tuple(f"{table}." for table in TABLES)


def report_lines(whole: WholeReport, width: int | None, chosen: str = "") -> Iterator[Text]:
    """The whole report; the passage `chosen` (as `p12`) is marked with ▸."""
    report = whole.report
    yield joined(
        ((SPECIMEN_MARK if report.specimen else "", WARN), (report.title, HEAD)), between=""
    )
    disputed = disputed_keys(whole.findings)
    notes = Notes(whole.attached, whole.sections, whole.figures, width)
    yield from labelled((*_identity(whole), ("核查", notes.summary())), width)
    yield from _narrative(whole, notes, width, chosen)
    for table in TABLES:
        yield Text()
        yield from table_lines(table, report.forms, whole.figures, disputed, width)
        yield from notes.at(Place("table", table), "  ")
    for line in told(whole.unassessed):
        yield from paragraph(line, width, "  ", style=QUIET)
    yield from _other_figures(whole.figures.values(), disputed, width)
    yield from notes.elsewhere()
    yield from correction_lines(whole, width)
    if report.notices:
        yield Text("\n读取说明 notices", HEAD)
        for notice in report.notices:
            yield from paragraph(f"{notice.message}〔{notice.code}〕", width, "  ")


def _identity(whole: WholeReport) -> Iterator[tuple[str, str]]:
    report = whole.report
    named = report.name_in_report
    known = (label_of_form(form) if form else "未识别" for form in report.forms.values())
    yield "编号", report.address
    yield "机关", report.agency + (f"（文中：{named}）" if named != report.agency else "")
    places = " ".join(name for _, name in report.places)
    yield "地区", f"{places or '未能确定'}{f'（{report.code}）' if report.code else ''}"
    yield (
        "年份",
        f"{report.year}{f'（{report.period[0]} 至 {report.period[1]}）' if report.period else ''}",
    )
    yield "类型", f"{KINDS[report.kind]}，{LEVELS[report.level]}，{SCOPES[report.scope]}"
    yield "公布", _published(report)
    yield (
        "表式",
        "，".join(
            f"{NUMBERS.get(table, table)} {form}"
            for table, form in zip(report.forms, known, strict=True)
        ),
    )
    for ground in report.evidence:
        yield "依据", f"{GROUNDS.get(ground.source, ground.source)}：“{ground.quote}”"
    yield "文件", f"{report.path}（{report.format}，sha256 {report.sha256[:8]}）"
    yield "来源", "  ".join(filter(None, (report.url, report.publisher, report.retrieved)))
    for other in whole.others:
        yield "另一来源", f"{other.address}  {other.path}"


def _published(report: ReportRow) -> str:
    if not report.published:
        return "未见"
    source = report.published_from
    return f"{report.published}{f'（{GROUNDS.get(source, source)}）' if source else ''}"


def _narrative(whole: WholeReport, notes: Notes, width: int | None, chosen: str) -> Iterator[Text]:
    by_n = {passage.n: passage for passage in whole.passages}
    for number, section in enumerate(whole.sections):
        label = SLOTS.get(section.slot, section.slot)
        yield Text()
        told = f"〔{label}〕" if label != section.title else ""
        heading = f"{plain(section.number)}{plain(section.title)}"
        yield Text().append("  " * section.depth + heading, HEAD).append(told, QUIET)
        yield from notes.at(Place("section", str(number)), "  " * section.depth + "  ")
        for n in section.passages:
            if n in by_n:
                yield from _passage(by_n.pop(n), notes, width, chosen)
    for passage in by_n.values():
        yield from _passage(passage, notes, width, chosen)


def _passage(passage: PassageRow, notes: Notes, width: int | None, chosen: str) -> Iterator[Text]:
    parts = [ASPECTS.get(passage.aspect, passage.aspect)]
    parts += [STATUSES[Status.CORRECTED]] if passage.corrected else []
    parts += ["零情况"] if passage.zero_statement else []
    told = "、".join(topics().get(topic, topic) for topic in passage.topics)
    sign = "▸ " if passage.id == chosen else "  "
    line = Text().append(sign, WARN).append(passage.id, QUIET)
    yield line.append(f" {'，'.join(parts)}", LABEL).append(f"  {told}" if told else "", QUIET)
    yield from paragraph(passage.text, width, "    ")
    yield from notes.at(Place("passage", passage.id), "    ")


def _other_figures(
    figures: Iterable[Figure], disputed: frozenset[str], width: int | None
) -> Iterator[Text]:
    """What is no cell of a table: derived figures, and those that the prose states."""
    others = [figure for figure in figures if not figure.key.startswith(_CELLS)]
    if not others:
        return
    yield Text("\n其他数据 other figures", HEAD)
    rows = (
        (
            f"  {label_of(figure.key)}",
            figure_text(figure.value, figure.status.value, figure.key in disputed, figure.unit),
        )
        for figure in others
    )
    yield from labelled(rows, width)
