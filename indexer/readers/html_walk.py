"""The tree of a page → lines, pictures and tables in reading order.

One pass without recursion, since pages nest a thousand elements deep where nobody closed them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from indexer.readers.assemble import BROKEN
from indexer.readers.grid import table_pieces
from indexer.readers.html_flow import Flow, one_space
from indexer.readers.html_styles import Seen, Styles, is_blank, is_gone, seen, styles_of
from indexer.readers.html_tables import (
    GROUP_ORDER,
    SpannedCell,
    TableRow,
    grid,
    rows_of_group,
    span_value,
)
from indexer.readers.limits import GRID_PLACES, HTML_DEPTH, TABLE_COLUMNS, TABLE_ROWS
from indexer.readers.pieces import Picture, Piece, RawCell, lowered, raised
from indexer.readers.refusals import Refused

_BLOCKS_NAMES = """
    p div li h1 h2 h3 h4 h5 h6 section article main blockquote dd dt ul ol dl pre center form
    fieldset address figure figcaption caption aside details summary header tr td th hr body
"""
_DROPPED_NAMES = """
    script style noscript noframes template head nav footer button svg audio video canvas map
    title xml
"""
_PARTS = frozenset({"tr", "td", "th", *GROUP_ORDER})
_TITLES = frozenset(f"h{level}" for level in range(1, 7))
_BLOCKS = frozenset(_BLOCKS_NAMES.split())
_DROPPED = frozenset(_DROPPED_NAMES.split())
_FURNITURE = frozenset({"footer", "copyright"})
_FRAMES = frozenset({"iframe", "object", "embed", "frame"})
_FIELDS = frozenset({"input", "textarea", "select"})
_TYPED = frozenset({"", "text", "number", "tel"})
_SHIFTED = {"sup": raised, "sub": lowered}
# Roles of what stands within a line.
_INLINE_NAMES = "inline br picture link sup sub field unsure"
_INLINE = frozenset({*_INLINE_NAMES.split(), "small picture"})
_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*")
_LARGE, _SPACER = 100, 3
_DIGIT = re.compile(r"\d")
_SIGN = 2
_ICONS = (".gif", ".ico", ".svg")


@dataclass(slots=True)
class _OpenTable:
    """`unsure`: what is shown of the row that is read, or at which place, is open from here on."""

    rows: list[TableRow] = field(default_factory=list)
    order: int = GROUP_ORDER["tbody"]
    group: int = 0
    unsure: bool = False


@dataclass(slots=True)
class _Walk:
    """`roles[i]` is what the i-th open element is to the walk; `open` counts them.

    `how`: how the part of a table that was met last is shown.
    """

    flows: list[Flow]
    styles: Styles
    tables: list[_OpenTable] = field(default_factory=list)
    holders: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    open: Counter[str] = field(default_factory=Counter)
    places: int = 0
    how: Seen = Seen.SHOWN


def walk(root: etree._Element) -> list[Piece]:
    """The pieces of a page; scripts, navigation, footers and what is hidden are left out."""
    state = _Walk([Flow()], styles_of(root))
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if event == "start":
            role = _role(state, element)
            state.roles.append(role)
            if len(state.roles) > HTML_DEPTH:
                raise Refused("too_complex", f"网页元素嵌套超过 {HTML_DEPTH} 层")
            if role in ("dropped", "field", "blank"):
                events.skip_subtree()
            if role != "dropped":
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
    holder = state.holders[-1] if state.holders else ""
    placed = holder == "table" and tag in _PARTS
    if not isinstance(tag, str) or tag in _DROPPED or _hidden(element, placed=placed):
        return "dropped"
    if tag in _FIELDS:
        return "field" if holder == "cell" else "dropped"
    if placed:
        state.how = seen(element, state.styles)
        if state.how is Seen.GONE:
            return "dropped"
        role = {"tr": "row", "td": "cell", "th": "cell"}.get(tag, "group")
        return "blank" if role == "cell" and is_blank(element) else role
    if tag == "header" and not state.open["header"]:
        return "header" if element.find(".//h1") is not None else "dropped"
    if tag in _FRAMES or tag == "img":
        return _picture(element)
    if tag == "a":
        return "link" if _leads_away(element) else "inline"
    if tag in ("table", "br", "pre", "sup", "sub"):
        return tag
    if tag in _TITLES:
        return "title"
    if tag in _BLOCKS:
        return "block"
    how = seen(element, state.styles)
    if how is Seen.HIDDEN:
        return "dropped"
    return "unsure" if how is Seen.UNSURE and holder == "cell" else "inline"


def _open(state: _Walk, role: str, element: etree._Element) -> None:
    flow = state.flows[-1]
    if role == "br":
        flow.end_line()
    elif role in ("picture", "small picture"):
        flow.pieces.append(Picture(role == "small picture"))
    elif role == "group":
        table = state.tables[-1]
        table.order = GROUP_ORDER[element.tag]
        table.group += 1
    elif role not in _INLINE:
        flow.end_line()
    if role == "table":
        state.tables.append(_OpenTable())
    elif role == "row":
        _add_row(state)
        state.tables[-1].unsure = state.how is not Seen.SHOWN
    if role in ("table", "cell"):
        state.holders.append(role)
        state.flows.append(Flow())
    state.open[role] += 1
    if role == "unsure" or (role == "cell" and _is_unsure(state)):
        _add_text(state, BROKEN)
    if role == "blank":
        return
    text = _typed(element) if role == "field" else element.text
    if text:
        _add_text(state, text)


def _close(state: _Walk, role: str, element: etree._Element) -> None:
    if role == "group":
        state.tables[-1].order = GROUP_ORDER["tbody"]
        state.tables[-1].group += 1
    elif role not in _INLINE:
        state.flows[-1].end_line()
    state.open[role] -= 1
    if role == "blank":
        _add_cell(state, element, ())
    if role not in ("table", "cell"):
        return
    state.holders.pop()
    pieces = state.flows.pop().pieces
    if role == "cell":
        _add_cell(state, element, pieces)
        return
    table = grid(state.tables.pop().rows)
    state.places += sum(map(len, table.rows))
    if state.places > GRID_PLACES:
        raise Refused("too_complex", "表格单元过多")
    # Text that stands in a table but in no cell is shown above it.
    state.flows[-1].pieces += (*pieces, *table_pieces(table))


def _is_unsure(state: _Walk) -> bool:
    """Whether it is open what a cell shows, or whether the cells of its row stand elsewhere."""
    table = state.tables[-1]
    table.unsure |= state.how is Seen.UNPLACED
    return table.unsure or state.how is not Seen.SHOWN


def _add_cell(state: _Walk, element: etree._Element, pieces: Sequence[Piece]) -> None:
    down = rows_of_group(element.get("rowspan"))
    across = span_value(element.get("colspan"), TABLE_COLUMNS)
    if not state.tables[-1].rows:
        _add_row(state)
    state.tables[-1].rows[-1].cells.append(SpannedCell(RawCell(tuple(pieces)), down, across))


def _add_row(state: _Walk) -> None:
    table = state.tables[-1]
    if len(table.rows) >= TABLE_ROWS:
        raise Refused("too_large", f"一张表超过 {TABLE_ROWS} 行")
    table.rows.append(TableRow(table.order, table.group))


def _add_text(state: _Walk, text: str) -> None:
    pre = state.open["pre"]
    text = text.replace("\r\n", "\n").replace("\r", "\n") if pre else one_space(text)
    for role, shifted in _SHIFTED.items():
        if state.open[role]:
            text = shifted(text)
    state.flows[-1].add(text, bool(state.open["link"] and not state.open["title"]))


def _hidden(element: etree._Element, *, placed: bool) -> bool:
    if element.get("hidden") is not None:
        return True
    if is_gone(element, placed=placed):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return bool(_FURNITURE.intersection(names.split()))


def _leads_away(link: etree._Element) -> bool:
    """Not a place in this page, by which headings and footnotes are marked."""
    target = link.get("href")
    if target is None:
        return link.get("name") is None and link.get("id") is None
    return not target.startswith("#")


def _typed(element: etree._Element) -> str:
    """What a page that is a form shows in a field. Words in a short one are a search box's."""
    if element.tag == "textarea":
        return element.text or ""
    if element.tag == "input":
        typed = (element.get("type") or "").lower() in _TYPED
        value = (element.get("value") or "").strip() if typed else ""
        return value if len(value) <= _SIGN or _DIGIT.search(value) else ""
    options = list(element.iter("option"))
    chosen = [option for option in options if option.get("selected") is not None]
    shown = next((option.text or "" for option in (*chosen, *options)), "")
    return shown if _DIGIT.search(shown) else ""


def _picture(element: etree._Element) -> str:
    """Small ones are signs and buttons; in a cell a small one may be its number."""
    given = [_PIXELS.fullmatch(element.get(side) or "") for side in ("width", "height")]
    sides = [int(match[1]) for match in given if match]
    if sides and min(sides) < _SPACER:
        return "dropped"
    icon = (element.get("src") or "").lower().endswith(_ICONS)
    return "small picture" if icon or min(sides, default=9_999) < _LARGE else "picture"
