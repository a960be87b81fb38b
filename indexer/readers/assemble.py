"""Drafts over a text → the Document: residues and the page's head taken out, cells made."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.document import (
    Block,
    Cell,
    Document,
    Grid,
    Locator,
    Notice,
    PageHead,
    Paragraph,
    Span,
    Table,
)
from indexer.readers.drafts import Draft, DraftTable
from indexer.readers.head import find_head
from indexer.readers.refusals import Refused
from indexer.readers.residues import inline_residues, is_residue_line, without
from indexer.readers.run_on import RunOn, find_run_on
from indexer.readers.tail import below_report

_SHOWN = 20
BROKEN = "\ufffd"
_NOTHING = PageHead()


def assemble(
    format: str,
    text: str,
    drafts: Sequence[Draft],
    *,
    given: PageHead = _NOTHING,
    residues: Sequence[Span] = (),
    notices: Sequence[Notice] = (),
    flattened: bool = True,
) -> Document:
    """The Document of a text. Refused if it holds no block.

    `given` is what the page's markup says about itself; `residues` are whole lines that the reader
    already knows to be none of the report's; they may stand within a paragraph. `flattened`: the
    file may have lost its tables' cells, so that tables are sought in its lines.
    """
    inline = _with(text, inline_residues(text), residues)
    run_on = find_run_on(text, drafts, inline) if flattened else RunOn(tuple(drafts))
    drafts = run_on.drafts
    below = below_report(text, drafts)
    passed = (*run_on.passed, *(draft.span for draft in drafts[below:]))
    drafts = drafts[:below]
    head = find_head(text, drafts, given)
    blocks: list[Block] = []
    known = _with(text, inline, passed)
    left = list(known)
    head_spans: list[Span] = []
    for place, draft in enumerate(drafts):
        if place in head.taken:
            taken = head.taken[place]
            head_spans += (piece for span in taken for piece in without(text, span, inline))
            for span in without(text, draft.span, taken):
                if spans := _printed(text, without(text, span, inline)):
                    blocks.append(Paragraph(spans, draft.page))
        elif isinstance(draft, DraftTable):
            blocks.append(_table(text, draft, known))
        elif spans := _printed(text, without(text, draft.span, inline)):
            if is_residue_line(text[slice(*draft.span)].strip()):
                left += spans
            else:
                blocks.append(Paragraph(spans, draft.page))
    if not blocks:
        raise Refused("no_text")
    return Document(
        format=format,
        text=text,
        blocks=tuple(blocks),
        residues=tuple(sorted(left)),
        head=head.head,
        head_spans=tuple(head_spans),
        notices=(*notices, *_damage(text), *map(_unsearched, run_on.unsearched)),
    )


def _with(text: str, inline: tuple[Span, ...], residues: Sequence[Span]) -> tuple[Span, ...]:
    """Residues within lines, and whole lines, none twice."""
    if not residues:
        return inline
    lines = (piece for span in residues for piece in without(text, span, inline))
    return tuple(sorted((*inline, *lines)))


def _printed(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans without the line breaks around what was taken out between them."""
    found = []
    for start, end in spans:
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip("\n"))
        found.append((start, start + len(piece.strip("\n"))))
    return tuple(found)


def _table(text: str, draft: DraftTable, residues: tuple[Span, ...]) -> Table:
    cells: dict[Span, Cell] = {}
    for row in draft.rows:
        for span in row:
            if span is not None and span not in cells:
                spans = without(text, span, residues)
                content = "".join(text[start:end] for start, end in spans)
                page = draft.pages.get(span, draft.page)
                cells[span] = Cell(content, spans or ((span[0], span[0]),), page)
    rows = tuple(tuple(None if span is None else cells[span] for span in row) for row in draft.rows)
    return Table(Grid(rows, draft.exact), without(text, draft.span, residues), draft.page)


def _unsearched(span: Span) -> Notice:
    message = f"有 {span[1] - span[0]} 字连续的文字，过长，未从中寻找统计表。"
    return Notice("long_text", message, Locator((span,)))


def _damage(text: str) -> tuple[Notice, ...]:
    count = text.count(BROKEN)
    if not count:
        return ()
    places: list[Span] = []
    place = text.find(BROKEN)
    while place >= 0 and len(places) < _SHOWN:
        places.append((place, place + 1))
        place = text.find(BROKEN, place + 1)
    message = f"有 {count} 个字符无法识别（显示为 {BROKEN}），原文编码已损坏。"
    return (Notice("encoding_damage", message, Locator(tuple(places))),)
