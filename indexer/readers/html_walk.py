"""The tree of a page → lines, pictures and tables in reading order.

One pass without recursion, since pages nest a thousand elements deep where nobody closed them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from indexer.readers.grid import table_pieces
from indexer.readers.html_tables import (
    GROUP_ORDER,
    SpannedCell,
    TableRow,
    grid,
    rows_of_group,
    span_value,
)
from indexer.readers.limits import GRID_PLACES, HTML_DEPTH, TABLE_COLUMNS, TABLE_ROWS, TEXT_LINES
from indexer.readers.pieces import Line, Picture, Piece, RawCell
from indexer.readers.refusals import Refused

_BLOCKS_NAMES = """
    p div li h1 h2 h3 h4 h5 h6 section article main blockquote dd dt ul ol dl pre center form
    fieldset address figure figcaption caption aside details summary header tr td th hr body
"""
_DROPPED_NAMES = """
    script style noscript template head nav footer select button input textarea svg audio video
    canvas map title
"""
_BLOCKS = frozenset(_BLOCKS_NAMES.split())
_DROPPED = frozenset(_DROPPED_NAMES.split())
_FURNITURE = frozenset({"footer", "copyright"})
_FRAMES = frozenset({"iframe", "object", "embed"})
_SMALLEST_PICTURE = 100
_ICONS = (".gif", ".ico", ".svg")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SPACES = re.compile(r" {2,}")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


@dataclass(slots=True)
class _Flow:
    """What one cell, table or page has given so far."""

    pieces: list[Piece] = field(default_factory=list)
    buffer: list[str] = field(default_factory=list)

    def end_line(self) -> None:
        """Turns what is buffered into lines."""
        for part in "".join(self.buffer).split("\n"):
            if line := _SPACES.sub(" ", part).strip():
                self.pieces.append(Line(line))
        self.buffer.clear()
        if len(self.pieces) > TEXT_LINES:
            raise Refused("too_complex", f"网页超过 {TEXT_LINES} 行")


@dataclass(slots=True)
class _OpenTable:
    rows: list[TableRow] = field(default_factory=list)
    order: int = GROUP_ORDER["tbody"]
    group: int = 0


@dataclass(slots=True)
class _Walk:
    """`roles[i]` is what the i-th open element is to the walk."""

    flows: list[_Flow]
    tables: list[_OpenTable] = field(default_factory=list)
    holders: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    preformatted: int = 0
    kept_headers: int = 0
    places: int = 0


def walk(root: etree._Element) -> list[Piece]:
    """The pieces of a page; scripts, navigation, footers and what is hidden are left out."""
    state = _Walk([_Flow()])
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if event == "start":
            role = _role(state, element)
            state.roles.append(role)
            if len(state.roles) > HTML_DEPTH:
                raise Refused("too_complex", f"网页元素嵌套超过 {HTML_DEPTH} 层")
            if role == "dropped":
                events.skip_subtree()
            else:
                _open(state, role, element)
        else:
            role = state.roles.pop()
            if role != "dropped":
                _close(state, role, element)
            if element.tail and state.roles:
                _add_text(state, element.tail)
    state.flows[0].end_line()
    return state.flows[0].pieces


def _role(state: _Walk, element: etree._Element) -> str:
    tag = element.tag
    if not isinstance(tag, str) or tag in _DROPPED or _hidden(element):
        return "dropped"
    in_table = bool(state.holders) and state.holders[-1] == "table"
    if tag == "table":
        return "table"
    if tag in ("td", "th") and in_table:
        return "cell"
    if tag == "tr" and in_table:
        return "row"
    if tag in GROUP_ORDER and in_table:
        return "group"
    if tag == "header" and not state.kept_headers:
        return "header" if element.find(".//h1") is not None else "dropped"
    if tag in _FRAMES or (tag == "img" and _is_large(element)):
        return "picture"
    if tag in ("br", "pre"):
        return tag
    return "block" if tag in _BLOCKS else "inline"


def _open(state: _Walk, role: str, element: etree._Element) -> None:
    flow = state.flows[-1]
    if role == "br":
        flow.buffer.append("\n")
    elif role == "picture":
        flow.pieces.append(Picture())
    elif role == "group":
        table = state.tables[-1]
        table.order = GROUP_ORDER[element.tag]
        table.group += 1
    elif role != "inline":
        flow.end_line()
    if role == "table":
        state.tables.append(_OpenTable())
    elif role == "row":
        _add_row(state)
    if role in ("table", "cell"):
        state.holders.append(role)
        state.flows.append(_Flow())
    state.preformatted += role == "pre"
    state.kept_headers += role == "header"
    if element.text:
        _add_text(state, element.text)


def _close(state: _Walk, role: str, element: etree._Element) -> None:
    if role == "group":
        state.tables[-1].order = GROUP_ORDER["tbody"]
        state.tables[-1].group += 1
    elif role not in ("inline", "br", "picture"):
        state.flows[-1].end_line()
    state.preformatted -= role == "pre"
    state.kept_headers -= role == "header"
    if role not in ("table", "cell"):
        return
    state.holders.pop()
    pieces = state.flows.pop().pieces
    if role == "cell":
        down = rows_of_group(element.get("rowspan"))
        across = span_value(element.get("colspan"), TABLE_COLUMNS)
        if not state.tables[-1].rows:
            _add_row(state)
        state.tables[-1].rows[-1].cells.append(SpannedCell(RawCell(tuple(pieces)), down, across))
        return
    table = grid(state.tables.pop().rows)
    state.places += sum(map(len, table.rows))
    if state.places > GRID_PLACES:
        raise Refused("too_complex", "表格单元过多")
    # Text that stands in a table but in no cell is shown above it.
    state.flows[-1].pieces += (*pieces, *table_pieces(table))


def _add_row(state: _Walk) -> None:
    table = state.tables[-1]
    if len(table.rows) >= TABLE_ROWS:
        raise Refused("too_large", f"一张表超过 {TABLE_ROWS} 行")
    table.rows.append(TableRow(table.order, table.group))


def _add_text(state: _Walk, text: str) -> None:
    if state.preformatted:
        state.flows[-1].buffer.append(text.replace("\r\n", "\n").replace("\r", "\n"))
    else:
        state.flows[-1].buffer.append(_SPACE.sub(_space, text))


def _space(run: re.Match[str]) -> str:
    """One space; nothing where the source only broke its line between two wide characters."""
    text, start, end = run.string, run.start(), run.end()
    if "\n" in run[0] and start > 0 and end < len(text):
        return "" if _WIDE.match(text[start - 1]) and _WIDE.match(text[end]) else " "
    return " "


def _hidden(element: etree._Element) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    if style and "display:none" in _SPACE.sub("", style).lower():
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return bool(_FURNITURE.intersection(names.split()))


def _is_large(element: etree._Element) -> bool:
    if (element.get("src") or "").lower().endswith(_ICONS):
        return False
    sides = [value for value in (element.get("width"), element.get("height")) if value]
    return all(span_value(value, 9999) >= _SMALLEST_PICTURE or "%" in value for value in sides)
