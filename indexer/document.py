"""A file as it was read: its text in reading order and the blocks in it, no meaning yet.

Every place is a Locator: half-open spans of characters in `Document.text`, so whatever was read
can be opened where it stands.
"""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]

SCAN = "scan"
"""The format whose characters were recognised on pictures."""
RECOGNISED, UNDER_PICTURE = "recognised", "text_under_picture"
"""Notices of characters that were recognised: by us, and by whoever made the file."""


@dataclass(frozen=True, slots=True)
class Locator:
    """Where something stands in its Document. A sentence cut by a page break has two spans.

    `table`, `row` and `col` count from 0 among the document's tables and in their grids.
    """

    spans: tuple[Span, ...]
    page: int | None = None
    table: int | None = None
    row: int | None = None
    col: int | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader or builder wants said. `code` is stable, `message` is Chinese."""

    code: str
    message: str
    locator: Locator | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file gives no report: bad material as a value, with the next step."""

    code: str
    message: str
    next_step: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as the source has it. Its text is its spans joined, residues left out."""

    spans: tuple[Span, ...]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `text` is its spans joined by nothing, outer white space stripped.

    `page` is the one on which it begins.
    """

    text: str
    spans: tuple[Span, ...]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells, row by row.

    `exact`: the source told the columns (docx, HTML): every row has the same length, a merged cell
    stands at each place it covers (the same object), and None means no cell. Otherwise the text was
    flattened: rows are ragged, merged cells are gone, and columns must be found from the right.
    """

    rows: tuple[tuple[Cell | None, ...], ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table block; `spans` cover everything in it, also rules and blank cells.

    It begins on `page`.
    """

    grid: Grid
    spans: tuple[Span, ...]
    page: int | None = None


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class PageHead:
    """What a web page printed above the report, as read: title, publisher, dates, link."""

    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file's text in reading order and the blocks in it.

    Every non-space character of `text` is in exactly one block, residue or head span.
    """

    format: str
    text: str
    blocks: tuple[Block, ...]
    residues: tuple[Span, ...] = ()
    head: PageHead = PageHead()
    head_spans: tuple[Span, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def recognised(self) -> bool:
        """Any character may be another than the one that is printed."""
        return any(notice.code in (RECOGNISED, UNDER_PICTURE) for notice in self.notices)

    def slice(self, spans: tuple[Span, ...]) -> str:
        """The characters at the spans, joined by nothing."""
        return "".join(self.text[start:end] for start, end in spans)
