"""The rows of all tables of a document, in reading order, each cell once.

Here a merged cell is one field, whatever it covers; where it stands in the grid is kept beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.document import Cell, Document, Locator, Paragraph, Span, Table
from indexer.report.quantities import looks_numeric

WIDEST = 64
"""Fields. The widest statutory row has 15; what is wider than this is no row of a form."""
MOST_ROWS, MOST_ROWS_IN_ALL = 1_000, 2_000
"""Rows of one table and of a document's. The statutory tables have 28 at most; what goes on beyond
these is not looked at, so that no list of names takes seconds."""
PROSE = 40
"""Characters. A paragraph longer than a running head ends what stood in a table above it."""


@dataclass(frozen=True, slots=True)
class Field:
    """A cell and where it stands; `text` has a line break where its spans do not meet.

    `numeric`: it is a number or a mark in the place of one.
    """

    text: str
    spans: tuple[Span, ...]
    page: int | None
    table: int
    row: int
    col: int
    blank: bool
    numeric: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table.

    `places` is the row as its grid has it, and `exact` whether that grid's columns can be trusted;
    `after_prose`: a paragraph of prose stands between this row and the one before.
    """

    fields: tuple[Field, ...]
    places: tuple[Cell | None, ...]
    exact: bool
    table: int
    row: int
    page: int | None
    after_prose: bool


def unread_tables(document: Document) -> frozenset[int]:
    """The tables, counted among the document's, that are too long to be looked at."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    unread = set()
    rows = 0
    for number, table in enumerate(tables):
        size = len(table.grid.rows)
        if size > MOST_ROWS or rows + size > MOST_ROWS_IN_ALL:
            unread.add(number)
        else:
            rows += size
    return frozenset(unread)


def table_lines(document: Document) -> tuple[Line, ...]:
    """Every row that is not too wide to be a form's, of every table that is not too long."""
    unread = unread_tables(document)
    lines: list[Line] = []
    table, prose = -1, False
    for block in document.blocks:
        if isinstance(block, Paragraph):
            prose = prose or sum(end - start for start, end in block.spans) > PROSE
            continue
        table += 1
        if table in unread:
            prose = True
            continue
        for line in _rows(document, block, table, prose):
            lines.append(line)
            prose = False
    return tuple(lines)


def locate(line: Line, fields: tuple[Field, ...]) -> Locator:
    """Where a line stands, by the characters of these fields."""
    spans = tuple(span for field in fields for span in field.spans)
    return Locator(spans, line.page, line.table, line.row)


def locate_cell(field: Field) -> Locator:
    """Where one cell stands, which may be in another row than its label."""
    return Locator(field.spans, field.page, field.table, field.row, field.col)


def _rows(document: Document, block: Table, table: int, prose: bool) -> list[Line]:
    lines = []
    for number, row in enumerate(block.grid.rows):
        if len(row) > WIDEST and len({id(cell) for cell in row}) > WIDEST:
            continue
        fields = []
        for col, cell in enumerate(row):
            if cell is not None and (col == 0 or cell is not row[col - 1]):
                text = _text(document, cell)
                kind = not text.strip(), looks_numeric(text)
                fields.append(Field(text, cell.spans, cell.page, table, number, col, *kind))
        page = _page(fields, block)
        lines.append(Line(tuple(fields), row, block.grid.exact, table, number, page, prose))
        prose = False
    return lines


def _page(fields: Sequence[Field], block: Table) -> int | None:
    """The page of the cell that begins last; merged ones may reach into a row from another."""
    return max((field.page for field in fields if field.page is not None), default=block.page)


def _text(document: Document, cell: Cell) -> str:
    if len(cell.spans) < 2:
        return cell.text
    return "\n".join(document.slice((span,)) for span in cell.spans)
