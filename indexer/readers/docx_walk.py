"""The body of a .docx → lines, pictures and tables in reading order.

Looks through what Word and WPS wrap around text (content controls, insertions, smart tags, links,
fields), and leaves out deletions, hidden runs and field codes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from indexer.readers.docx_numbering import Counters, Numbering, label, number, value
from indexer.readers.docx_package import W
from indexer.readers.grid import check_size, keep_columns, rectangular, table_pieces
from indexer.readers.limits import DOCX_NESTING, GRID_PLACES, TABLE_COLUMNS
from indexer.readers.package import Part
from indexer.readers.pieces import Line, Picture, Piece, RawCell, RawTable
from indexer.readers.refusals import Refused

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OPENED_NAMES = """
    sdt sdtContent ins moveTo smartTag customXml hyperlink fldSimple dir bdo
"""
_SKIPPED_NAMES = """
    del moveFrom instrText delText delInstrText pPr rPr tblPr tblGrid sdtPr sdtEndPr tcPr trPr
    tblPrEx sectPr rt smartTagPr customXmlPr
"""
_OPENED = frozenset(W + name for name in _OPENED_NAMES.split())
_SKIPPED = frozenset(W + name for name in _SKIPPED_NAMES.split())
_CHARACTERS = {W + "tab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-"}
_PICTURES = ("}pic", "}imagedata", "}OLEObject")
_NO_LINE_BREAK = ("page", "column")
_OFF = ("0", "false", "off")
_PRIVATE = range(0xE000, 0xF900)
_THINNEST = 60
"""Twips. LibreOffice leaves slivers of one twip in the grid; a digit needs 100."""


@dataclass(slots=True)
class _State:
    numbering: Numbering
    counters: Counters = field(default_factory=Counters)
    places: int = 0
    depth: int = 0


def walk(body: Part, numbering: Numbering) -> list[Piece]:
    """The pieces of a document's body."""
    return list(_blocks(body, _State(numbering)))


def _children(element: Part) -> Iterator[Part]:
    """The children with wrappers opened; of alternative contents the first."""
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif not isinstance(child.tag, str) or child.tag in _SKIPPED:
            continue
        elif child.tag in _OPENED:
            stack.append(iter(child))
        elif child.tag == _MC + "AlternateContent":
            choice = child.find(_MC + "Choice")
            chosen = child.find(_MC + "Fallback") if choice is None else choice
            if chosen is not None:
                stack.append(iter(chosen))
        else:
            yield child


def _blocks(holder: Part, state: _State) -> Iterator[Piece]:
    state.depth += 1
    if state.depth > DOCX_NESTING:
        raise Refused("too_complex", f"表格或文本框嵌套超过 {DOCX_NESTING} 层")
    for child in _children(holder):
        if child.tag == W + "p":
            yield from _paragraph(child, state)
        elif child.tag == W + "tbl":
            yield from table_pieces(_table(child, state))
    state.depth -= 1


def _paragraph(paragraph: Part, state: _State) -> Iterator[Piece]:
    """Its lines with its number before the first, its pictures, and what its text boxes hold."""
    parts: list[str] = []
    boxes: list[Part] = []
    pictures = 0
    stack = [_children(paragraph)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == W + "t" or child.tag.endswith("/math}t"):
            parts.append((child.text or "").replace("\n", " ").replace("\r", " "))
        elif child.tag in _CHARACTERS:
            parts.append(_CHARACTERS[child.tag])
        elif child.tag == W + "br":
            parts.append("" if child.get(W + "type") in _NO_LINE_BREAK else "\n")
        elif child.tag == W + "sym":
            parts.append(_symbol(child))
        elif child.tag == W + "txbxContent":
            boxes.append(child)
        elif child.tag != W + "r" or not _is_hidden(child):
            pictures += child.tag.endswith(_PICTURES)
            stack.append(_children(child))
    text = "".join(parts)
    numeral = label(state.numbering, state.counters, paragraph)
    if text.strip():
        lines = (line.strip() for line in (numeral + text.strip()).split("\n"))
        yield from (Line(line) for line in lines if line)
    yield from [Picture()] * pictures
    for box in boxes:
        yield from _blocks(box, state)


def _table(table: Part, state: _State) -> RawTable:
    rows: list[list[RawCell | None]] = []
    above: dict[int, RawCell] = {}
    for row in _children(table):
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
    for child in _children(row):
        if child.tag != W + "tc":
            continue
        column = len(line)
        check_size(0, column + 1)
        shape = child.find(W + "tcPr")
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


def _is_hidden(run: Part) -> bool:
    return run.find(f"{W}rPr/{W}vanish") is not None and value(run, "rPr/vanish") not in _OFF


def _symbol(symbol: Part) -> str:
    """The character, unless it is a place in a symbol font, which means nothing outside it."""
    code = symbol.get(W + "char") or ""
    try:
        place = int(code, 16)
    except ValueError:
        return ""
    return chr(place) if 0x20 <= place < 0xD800 and place not in _PRIVATE else ""


def _twips(column: Part) -> int:
    return number((column.get(W + "w") or "").partition(".")[0])
