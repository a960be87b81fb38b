"""Document → its parts: every heading with what stands under it, slots settled.

Headings come from the wording; here it is settled which of them are none (a list of the parts in
the preamble) and whether a part on 主动公开, 申请 or 复议 is the form's table or prose.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from indexer.document import Document, Span
from indexer.report.headings import Head, family_of, heads_in
from indexer.report.paragraphs import Logical, Role, TablePlace, flow
from indexer.report.stretch import Stretch, joined, part
from indexer.report.wording import PROSE, is_cell, says_since_2019, table_start

FORM_TABLES = frozenset({"t2", "t3", "t4"})
_YEAR = re.compile(r"(20[012]\d)\s*年")
_LISTED = 3
_FIRST_FORM_YEAR = 2019


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph of narrative; the first `heading` characters are a heading that runs on."""

    stretch: Stretch
    heading: int = 0


@dataclass(slots=True)
class Part:
    """A heading and what stands under it up to the next one.

    `heading` is None for what precedes the first heading, for signatures, and for what follows one
    without a heading; `alone` says whether the heading stands by itself or runs on.
    """

    slot: str
    head: Head | None = None
    heading: Stretch | None = None
    alone: bool = False
    depth: int = 0
    prose: list[Prose] = field(default_factory=list)
    cells: list[Stretch] = field(default_factory=list)
    tables: list[int] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not (self.prose or self.cells or self.tables)


def parts(
    document: Document,
    title_spans: tuple[Span, ...],
    signature_spans: tuple[Span, ...],
    tables: Mapping[int, str],
) -> tuple[Part, ...]:
    """The document's parts in reading order; the first is the preamble, empty or not."""
    found = _split(flow(document, title_spans, signature_spans))
    found = _without_list_of_parts(found)
    title = "".join(document.text[start:end] for start, end in title_spans)
    _settle_slots(found, tables, _is_since_2019(found, tables, title))
    return tuple(found)


def _split(items: tuple[Logical | TablePlace, ...]) -> list[Part]:
    found = [Part("preamble")]
    body = found[0]
    family = ""
    for index, item in enumerate(items):
        if isinstance(item, TablePlace):
            body.tables.append(item.index)
            continue
        if item.role is Role.TITLE:
            continue
        if item.role is Role.SIGNATURE:
            if found[-1].slot != "signature":
                found.append(Part("signature"))
            found[-1].prose.append(Prose(item.stretch))
            continue
        if found[-1].slot == "signature":
            body = Part("", depth=body.depth)
            found.append(body)
        text = item.stretch.text
        heads = heads_in(text, family, _following(items, index))
        first = heads[0].start if heads else len(text)
        _put(body, part(item.stretch, 0, first), 0)
        for place, head in enumerate(heads):
            end = heads[place + 1].start if place + 1 < len(heads) else len(text)
            body = _opened(found, item.stretch, head, end)
            if head.depth == 0 and (head.slot or not family):
                family = family_of(head.slot or "")
    return found


def _following(items: tuple[Logical | TablePlace, ...], index: int) -> str | None:
    """The text of the paragraph that comes next, where no table comes between."""
    after = items[index + 1] if index + 1 < len(items) else None
    return after.stretch.text if isinstance(after, Logical) and after.role is Role.BODY else None


def _opened(found: list[Part], whole: Stretch, head: Head, end: int) -> Part:
    """A new part for a heading, with the text behind it in the same line."""
    slot = head.slot or ""
    behind = whole.text[head.end : end].strip(" 。：:\t\n\r\u3000")
    cells = table_start(whole.text[head.end : end]) if slot in PROSE or slot == "appendix" else None
    alone = not behind or (
        cells is not None and not whole.text[head.end : head.end + cells].strip(" 。：:\u3000")
    )
    opened = Part(slot, head, depth=head.depth, alone=alone)
    found.append(opened)
    if not alone:
        opened.heading = part(whole, head.start, head.end)
        _put(opened, part(whole, head.start, end), len(opened.heading.text))
        return opened
    split = end if cells is None else head.end + cells
    opened.heading = part(whole, head.start, split)
    if split < end:
        opened.cells.append(part(whole, split, end))
    return opened


def _put(body: Part, stretch: Stretch, heading: int) -> None:
    """Narrative under a part, cells without ruling kept apart where the form's tables stand."""
    if not stretch.text:
        return
    form = body.slot in PROSE or body.slot == "appendix"
    if form and not heading and is_cell(stretch.text):
        body.cells.append(stretch)
        return
    cells = table_start(stretch.text) if form else None
    if cells is None:
        body.prose.append(Prose(stretch, heading))
        return
    before = part(stretch, 0, cells)
    if before.text:
        body.prose.append(Prose(before, heading))
    body.cells.append(part(stretch, cells, len(stretch.text)))


def _without_list_of_parts(found: list[Part]) -> list[Part]:
    """A run of headings with nothing under them, named again later, is a list in the preamble."""
    start = next((i for i, p in enumerate(found) if p.head and p.depth == 0), len(found))
    listed: list[Part] = []
    for p in found[start:]:
        if p.depth > 0 or not p.alone or not p.empty or p.slot in {seen.slot for seen in listed}:
            break
        listed.append(p)
    later = {p.slot for p in found[start + len(listed) :] if p.head}
    again = [p for p in listed if p.slot in later]
    if len(listed) < _LISTED or len(again) < _LISTED:
        return found
    texts = [p.heading for p in listed if p.heading]
    found[start - 1].prose.append(Prose(joined(texts)))
    return found[:start] + found[start + len(listed) :]


def _is_since_2019(found: list[Part], tables: Mapping[int, str], title: str) -> bool:
    """The report has the form of 2019 onward: by its tables, else by its words and its year."""
    if any(kind in FORM_TABLES for kind in tables.values()):
        return True
    year = _YEAR.search(title)
    if year and int(year.group(1)) < _FIRST_FORM_YEAR:
        return False
    return any(
        (p.head and says_since_2019(p.head.title)) or (p.cells and p.slot in PROSE) for p in found
    )


def _settle_slots(found: list[Part], tables: Mapping[int, str], since_2019: bool) -> None:
    """Each part gets a slot: its own, its parent's, or the prose slot of a part without table."""
    headed = any(p.head for p in found)
    top = found[0].slot = "preamble" if headed else "overview"
    sub = top
    for place, this in enumerate(found):
        if this.head is None:
            this.slot = this.slot or sub
            continue
        if this.depth == 0:
            if not this.slot:
                kept = family_of(top) in ("five", "other") or top == "appendix"
                this.slot = top if kept else "overview.extra"
            elif this.slot in PROSE and not since_2019 and not _has_table(found, place, tables):
                this.slot = PROSE[this.slot]
            top = sub = this.slot
        elif this.depth == 1:
            this.slot = this.slot or ("overview.extra" if top == "overview" else top)
            sub = this.slot
        else:
            this.slot = sub


def _has_table(found: list[Part], place: int, tables: Mapping[int, str]) -> bool:
    """A table of the form stands under this heading of first rank."""
    under = [found[place]]
    for index in range(place + 1, len(found)):
        if found[index].depth == 0:
            break
        under.append(found[index])
    return any(p.cells or any(tables.get(i) in FORM_TABLES for i in p.tables) for p in under)
