"""The body of a .docx → lines, pictures and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from indexer.readers.docx_numbering import Counters, Numbering, label, number, value
from indexer.readers.docx_package import W
from indexer.readers.docx_styles import RunStyles
from indexer.readers.docx_text import Content, children, content_of, runs_on
from indexer.readers.grid import check_size, keep_columns, rectangular, table_pieces
from indexer.readers.limits import DOCX_NESTING, GRID_PLACES, TABLE_COLUMNS
from indexer.readers.package import Part
from indexer.readers.pieces import Aside, Line, Picture, Piece, RawCell, RawTable
from indexer.readers.refusals import Refused

_THINNEST = 60
"""Twips. LibreOffice leaves slivers of one twip in the grid; a digit needs 100."""

Notes = Mapping[tuple[str, str], Part]
"""("footnote" or "endnote", its id) → what it holds."""


@dataclass(slots=True)
class _State:
    numbering: Numbering
    styles: RunStyles
    notes: Notes
    counters: Counters = field(default_factory=Counters)
    noted: list[tuple[str, str]] = field(default_factory=list)
    places: int = 0
    depth: int = 0


def walk(body: Part, numbering: Numbering, styles: RunStyles, notes: Notes) -> list[Piece]:
    """The pieces of a document's body; a note stands behind what it belongs to."""
    return list(_blocks(body, _State(numbering, styles, notes)))


def _blocks(holder: Part, state: _State) -> Iterator[Piece]:
    state.depth += 1
    if state.depth > DOCX_NESTING:
        raise Refused("too_complex", f"表格或文本框嵌套超过 {DOCX_NESTING} 层")
    open_end: Content | None = None
    for child in children(holder):
        if child.tag == W + "p":
            content = _joined(open_end, content_of(child, state.styles))
            open_end = content if runs_on(child) else None
            if open_end is None:
                yield from _paragraph(child, content, state)
        elif child.tag == W + "tbl":
            yield from _unnumbered(open_end, state)
            open_end = None
            yield from table_pieces(_table(child, state))
        elif child.tag == W + "altChunk":
            yield Picture()
        if state.noted and state.depth == 1:
            yield from _notes(state)
    yield from _unnumbered(open_end, state)
    state.depth -= 1


def _joined(first: Content | None, second: Content) -> Content:
    if first is None:
        return second
    return Content(
        first.text + second.text,
        first.boxes + second.boxes,
        first.notes + second.notes,
        first.pictures + second.pictures,
    )


def _paragraph(paragraph: Part, content: Content, state: _State) -> Iterator[Piece]:
    """Its lines with its number before the first, its pictures, and what its text boxes hold."""
    numeral = label(state.numbering, state.counters, paragraph)
    text = content.text.strip()
    named = state.numbering.contents and state.depth == 1
    contents = named and value(paragraph, "pPr/pStyle") in state.numbering.contents
    yield from _lines(text and numeral + text, content, state, Aside if contents else Line)


def _unnumbered(content: Content | None, state: _State) -> Iterator[Piece]:
    if content is not None:
        yield from _lines(content.text, content, state, Line)


def _lines(
    text: str, content: Content, state: _State, kind: type[Line] | type[Aside]
) -> Iterator[Piece]:
    lines = (line.strip() for line in text.split("\n"))
    yield from (kind(line) for line in lines if line)
    yield from [Picture()] * content.pictures
    state.noted += content.notes
    for box in content.boxes:
        yield from _blocks(box, state)


def _notes(state: _State) -> Iterator[Piece]:
    """The notes that were referred to since they were asked for last."""
    noted, state.noted = state.noted, []
    for key in noted:
        if key in state.notes:
            yield from _blocks(state.notes[key], state)


def _table(table: Part, state: _State) -> RawTable:
    rows: list[list[RawCell | None]] = []
    above: dict[int, RawCell] = {}
    for row in children(table):
        if row.tag == W + "tr" and row.find(f"{W}trPr/{W}del") is None:
            line, above = _row(row, above, state)
            rows.append(line)
            state.places += len(line)
            check_size(len(rows), len(line))
            if state.places > GRID_PLACES:
                raise Refused("too_complex", "表格单元过多")
    grid = rectangular(rows)
    widths = [_twips(column) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
    if not rows or len(widths) != len(grid.rows[0]) or max(widths) < _THINNEST:
        return grid
    return keep_columns(grid, (at for at, width in enumerate(widths) if width >= _THINNEST))


def _row(
    row: Part, above: dict[int, RawCell], state: _State
) -> tuple[list[RawCell | None], dict[int, RawCell]]:
    """The row's cells column by column, and those that may go on in the row below."""
    properties = row.find(W + "trPr")
    before = min(number(value(properties, "gridBefore")), TABLE_COLUMNS)
    line: list[RawCell | None] = [None] * before
    open_below: dict[int, RawCell] = {}
    for child in children(row):
        if child.tag != W + "tc":
            continue
        column = len(line)
        check_size(0, column + 1)
        shape = child.find(W + "tcPr")
        if shape is not None and shape.find(W + "cellDel") is not None:
            continue
        down, across = _merge(shape, "vMerge"), _merge(shape, "hMerge")
        if across == "continue" and line and line[-1] is not None:
            cell = line[-1]
        elif down == "continue" and column in above:
            cell = above[column]
        else:
            cell = RawCell(tuple(_blocks(child, state)))
        if down:
            open_below[column] = cell
        width = max(1, number(value(shape, "gridSpan"), 1))
        line += [cell] * min(width, TABLE_COLUMNS - column)
    return line, open_below


def _merge(shape: Part | None, name: str) -> str:
    """`restart`, `continue`, or nothing. Without a value the element means continue."""
    if shape is None or shape.find(W + name) is None:
        return ""
    return "restart" if value(shape, name) == "restart" else "continue"


def _twips(column: Part) -> int:
    return number((column.get(W + "w") or "").partition(".")[0])
