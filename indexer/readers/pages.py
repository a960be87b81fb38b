"""Printed pages → Document: what the pages of a PDF, an OFD file and a scan have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from indexer.document import Document, Notice
from indexer.readers.assemble import assemble, picture_notices
from indexer.readers.compose import compose
from indexer.readers.grid import table_pieces
from indexer.readers.page import Page
from indexer.readers.page_tables import grid_of
from indexer.readers.pieces import Line, Picture, Piece


def read_pages(format: str, pages: Iterable[Page], *, notices: Sequence[Notice] = ()) -> Document:
    """The Document of pages in order. Refused if there is no text."""
    composed = compose(piece for page in pages for piece in _pieces(page))
    notices = (*notices, *picture_notices(composed.pictures, composed.drafts))
    return assemble(format, composed.text, composed.drafts, notices=notices)


def _pieces(page: Page) -> Iterator[Piece]:
    """The page's pieces from the top down."""
    placed: list[tuple[float, tuple[Piece, ...]]] = [
        (line.box[1], (Line(line.text, page.number),)) for line in page.lines
    ]
    placed += ((table.box[1], table_pieces(grid_of(table, page.number))) for table in page.tables)
    placed += ((box[1], (Picture(),)) for box in page.pictures)
    placed.sort(key=lambda piece: piece[0])
    for _, pieces in placed:
        yield from pieces
