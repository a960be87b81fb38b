"""Document → sections and passages: what the narrative says, part by part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from indexer.document import Document, Locator, Notice, Span
from indexer.model import Passage, Section
from indexer.report.aspects import (
    aspect_of,
    begins_as_plan,
    is_boilerplate,
    is_lacking,
    is_none,
    is_rectified,
)
from indexer.report.parts import Part, parts
from indexer.report.passages import statements
from indexer.report.stretch import Stretch
from indexer.report.topics import topics_of
from indexer.text import normal

_OTHER = (
    ("other.fee", re.compile(r"信息处理费|处理费用|收取[^。]{0,12}费|收费")),
    (
        "other.proposals",
        re.compile(r"(?:人大|代表)[^。]{0,8}建议|(?:政协|委员)[^。]{0,8}提案|建议提案"),
    ),
    ("other.tasks", re.compile(r"(?:政务公开|信息公开)[^。]{0,10}(?:工作要点|重点工作|重点任务)")),
    ("other.innovation", re.compile(r"创新(?:做法|举措|工作|情况)|亮点|特色(?:做法|工作)")),
)


@dataclass(frozen=True, slots=True)
class TableText:
    """Cells of a table whose ruling was lost, so that no Table block holds them."""

    slot: str
    locator: Locator


@dataclass(frozen=True, slots=True)
class Outline:
    """What a document's narrative is made of.

    `headings` are those that stand alone; with `passages`, `table_texts`, the document's tables,
    residues and running heads, and its title lines they hold every non-space character once.
    """

    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    headings: tuple[Locator, ...]
    table_texts: tuple[TableText, ...]
    notices: tuple[Notice, ...]


def cut(
    document: Document,
    title_spans: tuple[Span, ...],
    signature_spans: tuple[Span, ...],
    tables: Mapping[int, str],
) -> Outline:
    """The sections and passages of a document.

    `title_spans` and `signature_spans` name the lines that are title or signature, `tables` what
    each of the document's tables is (t2, t3, t4, appendix, other), counted among its tables.
    """
    found = parts(document, title_spans, signature_spans, tables)
    sections: list[Section] = []
    passages: list[Passage] = []
    for this in found:
        by_slot: dict[str, list[int]] = {this.slot: []}
        for slot, piece in _statements(this):
            by_slot.setdefault(slot, []).append(len(passages))
            passages.append(_passage(slot, piece))
        sections.extend(_sections(this, by_slot))
    headings = tuple(p.heading.locator for p in found if p.heading and p.alone)
    texts = tuple(TableText(p.slot, cells.locator) for p in found for cells in p.cells)
    return Outline(tuple(sections), tuple(passages), headings, texts, _notices(found, texts))


def _passage(slot: str, piece: Stretch) -> Passage:
    plain = normal(piece.text)
    return Passage(
        slot,
        aspect_of(slot, plain),
        piece.text,
        piece.locator,
        topics_of(plain) if slot not in ("signature", "appendix") else (),
        is_none(plain),
        is_boilerplate(plain),
    )


def _sections(this: Part, by_slot: dict[str, list[int]]) -> Iterator[Section]:
    """One for the heading, and one without heading for each further slot under it."""
    own, *further = by_slot.items()
    if this.head or own[1]:
        title = this.head.title if this.head else ""
        number = this.head.number if this.head else None
        locator = this.heading.locator if this.heading else None
        yield Section(this.slot, number, title, this.depth, locator, tuple(own[1]))
    for slot, indices in further:
        yield Section(slot, None, "", this.depth + 1, None, tuple(indices))


def _statements(this: Part) -> Iterator[tuple[str, Stretch]]:
    """The statements under a heading with their slots."""
    slot = this.slot
    for prose in this.prose:
        for place, piece in enumerate(
            statements(prose.stretch, prose.heading, problems=slot == "problems")
        ):
            if this.slot == "problems":
                slot = _five(slot, normal(piece.text[0 if place else prose.heading :]))
            elif this.slot == "other":
                slot = _other(normal(piece.text))
            yield slot, piece


def _five(before: str, plain: str) -> str:
    """Problem or plan, in a part that does not say by its heading; else as the one before."""
    if is_rectified(plain):
        return "prior_rectification"
    if begins_as_plan(plain):
        return "measures"
    if is_lacking(plain):
        return "problems"
    return before if before != "prior_rectification" else "problems"


def _other(plain: str) -> str:
    return next((slot for slot, words in _OTHER if words.search(plain)), "other")


def _notices(found: tuple[Part, ...], texts: tuple[TableText, ...]) -> tuple[Notice, ...]:
    notices = []
    if not any(p.head for p in found):
        notices.append(Notice("no_headings", "未识别出章节标题，全文按总体情况处理。"))
    notices.extend(
        Notice("table_text", "表格的行列在原文中已丢失，其文字未作正文处理。", text.locator)
        for text in texts[:1]
    )
    return tuple(notices)
