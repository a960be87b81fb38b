"""Invented reports printed in every layout there is, so that each may be compared with each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from random import Random

from tests.bench.invented import Invented, agencies, invented, vocabulary
from tests.printing import (
    Paragraph,
    PrintedReport,
    Section,
    WebPage,
    report_a,
    report_b,
    report_docx,
    report_html,
    table_four,
    table_three,
    table_two,
)
from tests.printing.plain import report_pipes
from tests.printing.reports import Block
from tests.printing.tables import Table
from tests.printing.web_old import report_html_old
from tests.printing.word_changes import changed

# What people write into cells beside plain numbers.
_ODD = ("", "", "-", "/", "１２", "1 234", "4,567", "+3")
# A character of four bytes in GB18030 stands in every report.
_RARE = "𬇙"
_LEVELS = (re.compile(r"[一二三四五六七八九十]+、"), re.compile(r"（[一二三四五六七八九十]+）"))


@dataclass(frozen=True, slots=True)
class Made:
    """A report before any layout, and what is printed in its cells. `odd`: not all are numbers."""

    printed: PrintedReport
    figures: Mapping[str, str]
    odd: bool


def made(count: int) -> Iterator[Made]:
    """Reports with tables, every other one with odd cells."""
    for number, one in enumerate(islice((r for r in _invented() if r.generation), count)):
        yield _made(one, Random(number), bool(number % 2))


def _invented() -> Iterator[Invented]:
    return invented(sum(1 for _ in zip(agencies(), range(400), strict=False)), vocabulary())


def _made(one: Invented, random: Random, odd: bool) -> Made:
    assert one.generation
    figures = dict(one.figures)
    if odd:
        for key in random.sample(sorted(figures), 12):
            figures[key] = random.choice(_ODD)
    tables = iter(
        (
            table_two(one.generation, figures),
            table_three(one.generation, figures),
            table_four(figures),
        )
    )

    def block(old: Block) -> Block:
        return next(tables) if isinstance(old, Table) else old

    printed = replace(
        one.printed,
        preamble=(*one.printed.preamble, f"联系地址：{_RARE}江路{random.randint(1, 99)}号。"),
        sections=tuple(
            Section(section.heading, tuple(map(block, section.body)))
            for section in one.printed.sections
        ),
    )
    return Made(printed, figures, odd)


def numbered(report: PrintedReport) -> PrintedReport:
    """The report with automatic numbers in the place of those that are written."""
    return replace(
        report,
        sections=tuple(
            Section(_numbered(section.heading), tuple(map(_in_body, section.body)))
            for section in report.sections
        ),
    )


def _in_body(block: Block) -> Block:
    return block if isinstance(block, Table) else _numbered(block)


def _numbered(block: str | Paragraph) -> str | Paragraph:
    if isinstance(block, Paragraph):
        return block
    for level, pattern in enumerate(_LEVELS):
        if match := pattern.match(block):
            return Paragraph(block[match.end() :], level, ("control", "tag", None)[len(block) % 3])
    return block


_PAGE = WebPage("溟州省政府网", "https://www.mingzhou.example/1.html")
_DECLARED_GB2312 = replace(_PAGE, charset="gb2312")

# Layout → its bytes and the ending of its name. The first is what the others are compared with;
# `random` draws what has no bearing on the report.
EXACT: dict[str, tuple[str, Callable[[PrintedReport, Random], bytes]]] = {
    "docx": ("docx", lambda report, _: report_docx(report)),
    "docx with automatic numbers": ("docx", lambda report, _: report_docx(numbered(report))),
    "docx with changes": ("docx", lambda report, random: changed(report_docx(report), random)),
    "docx with both": ("docx", lambda r, random: changed(report_docx(numbered(r)), random)),
    "html": ("html", lambda report, _: report_html(report, _PAGE).encode()),
    "html by tables": ("html", lambda report, _: report_html_old(report, _PAGE).encode()),
    "html in GB18030": (
        "htm",
        lambda report, _: report_html_old(report, replace(_PAGE, charset="gb2312")).encode(
            "gb18030"
        ),
    ),
}
FLAT: dict[str, tuple[str, Callable[[PrintedReport, Random], bytes]]] = {
    "one cell a line": ("txt", lambda report, _: report_a(report).encode("gb18030")),
    "one row a line": ("txt", lambda report, _: report_b(report).encode("utf-16")),
    "one row a line, big-endian": ("txt", lambda report, _: report_b(report).encode("utf-16-be")),
    "strokes": ("txt", lambda report, _: report_pipes(report).encode("utf-8-sig")),
}
