"""Printed pages → Document: what the pages of a PDF, an OFD file and a scan have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from indexer.document import Document, Notice, PageHead
from indexer.readers.assemble import assemble
from indexer.readers.compose import compose
from indexer.readers.grid import table_pieces
from indexer.readers.page import Page, PageLine, PageTable
from indexer.readers.page_fragments import Fragment, fragment_of
from indexer.readers.page_heads import idle_lines, title_of
from indexer.readers.page_lines import Margins, goes_on, is_below, is_indented, margins_of, together
from indexer.readers.page_tables import continues, joined, raw_table
from indexer.readers.page_text import latin
from indexer.readers.pictures import picture_notices
from indexer.readers.pieces import Aside, Broken, Line, Picture, Piece

_OPEN = 8
"""Paragraphs that a line may go on: more columns than a page has."""


@dataclass(slots=True)
class _Paragraph:
    """The lines of a paragraph so far, the last of them with its page."""

    parts: list[Line | Aside]
    last: PageLine
    page: int
    indented: bool


@dataclass(slots=True)
class _Table:
    fragment: Fragment
    first: int
    page: int


@dataclass(slots=True)
class _Flow:
    """What was read so far. `ended`: what the page before ended with, and may go on."""

    items: list[_Paragraph | _Table | Aside | Picture] = field(default_factory=list)
    ended: _Paragraph | _Table | None = None


def read_pages(format: str, pages: Iterable[Page], *, notices: Sequence[Notice] = ()) -> Document:
    """The Document of pages in order. Refused if there is no text.

    A table without ruling lines stays text: where a number goes on under itself, a row read line by
    line would have half of it.
    """
    pages = list(pages)
    flow = _Flow()
    margins = margins_of(pages)
    for at, idle in enumerate(idle_lines(pages)):
        _page(flow, pages[at], idle, margins[max(at - 1, 0)], margins[at])
    composed = compose(piece for item in flow.items for piece in _pieces(item))
    notices = (*notices, *picture_notices(composed.text, composed.pictures, composed.drafts))
    drafts, asides = composed.drafts, composed.asides
    given = PageHead(title=title_of(pages[0])) if pages else PageHead()
    return assemble(
        format,
        composed.text,
        drafts,
        given=given,
        residues=asides,
        notices=notices,
        flattened=False,
    )


def _page(flow: _Flow, page: Page, idle: frozenset[int], before: Margins, here: Margins) -> None:
    """Adds a page from the top down. Its first table or line may go on what ended the last."""
    ended, flow.ended = flow.ended, None
    tables: list[tuple[float, float, PageLine | PageTable | Picture]] = [
        (table.box[1], table.box[0], table) for table in page.tables
    ]
    lines = [(line.box[1], line.box[0], line) for line in page.lines]
    pictures = [(box[1], box[0], Picture()) for box in page.pictures]
    nothing = {id(page.lines[number]) for number in idle}
    upright: list[_Paragraph] = []
    for _, _, item in sorted([*tables, *lines, *pictures], key=lambda placed: placed[:2]):
        if isinstance(item, Picture):
            flow.items.append(item)
        elif isinstance(item, PageTable):
            fragment = fragment_of(item, page.number)
            if isinstance(ended, _Table) and continues(ended.fragment, fragment):
                ended.fragment, ended.page = joined(ended.fragment, fragment), page.number
                flow.ended = ended
            else:
                flow.ended = _Table(fragment, page.number, page.number)
                flow.items.append(flow.ended)
            ended, upright = None, []
        elif id(item) in nothing:
            flow.items.append(Aside(item.text))
        else:
            flow.ended = _line(flow, item, page.number, ended, upright, before, here)
            ended = None
    flow.items += map(Aside, page.marks)


def _line(
    flow: _Flow,
    line: PageLine,
    page: int,
    ended: _Paragraph | _Table | None,
    upright: list[_Paragraph],
    before: Margins,
    here: Margins,
) -> _Paragraph:
    """The paragraph that a line goes on or begins. `upright` are those of its page so far."""
    above = next((one for one in reversed(upright[-_OPEN:]) if is_below(one.last, line)), None)
    if above is not None and goes_on(above.last, here, line, here, above.indented):
        paragraph = above
    elif isinstance(ended, _Paragraph) and goes_on(ended.last, before, line, here, ended.indented):
        paragraph = ended
        at = next(at for at, item in enumerate(flow.items) if item is ended)
        paragraph.parts += (item for item in flow.items[at + 1 :] if isinstance(item, Aside))
        flow.items[at + 1 :] = [i for i in flow.items[at + 1 :] if not isinstance(i, Aside)]
        upright.append(paragraph)
    else:
        paragraph = _Paragraph([], line, page, is_indented(line, here))
        flow.items.append(paragraph)
        upright.append(paragraph)
    paragraph.parts.append(Line(line.text, page=page))
    paragraph.last, paragraph.page = line, page
    return paragraph


def _pieces(item: _Paragraph | _Table | Aside | Picture) -> Iterator[Piece]:
    if isinstance(item, _Paragraph):
        parts = _runs(item.parts)
        yield Broken(tuple(parts)) if len(parts) > 1 else parts[0]
    elif isinstance(item, _Table):
        yield from table_pieces(raw_table(item.fragment, item.first))
    else:
        yield item


def _runs(parts: Sequence[Line | Aside]) -> list[Line | Aside]:
    """Lines that follow one another as one line."""
    runs: list[Line | Aside] = []
    held: list[Line] = []
    for part in (*parts, None):
        if isinstance(part, Line):
            held.append(part)
            continue
        if held:
            runs.append(Line(together([line.text for line in held]), page=held[0].page))
            held = []
        if part is not None:
            runs.append(part)
    for at, (part, rest) in enumerate(zip(runs, runs[2:], strict=False)):
        if isinstance(part, Line) and latin(part.text, rest.text):
            runs[at] = Line(part.text + " ", page=part.page)
    return runs
