"""Ruling lines on a page → the cells of each table.

The functions of pdfplumber.table are its own affair, so pyproject.toml holds its minor version.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pdfplumber import table as found

from indexer.readers.limits import PAGE_CROSSINGS, PAGE_RULES
from indexer.readers.page import Box
from indexer.readers.refusals import Refused

_Edge = dict[str, Any]
_SHORTEST = 3.0
"""Points. What is shorter is the end of a thick line."""
_NARROWEST = 30.0
"""Points between the outer lines of a table that a page cut."""
_TALLEST = 120.0
"""Points. A cell by itself that is taller is a frame around text."""


def cells_of(rules: Iterable[Box], *, near: float = 3.0, gap: float = 3.0) -> list[list[Box]]:
    """The cells of each table, tables from the top down. A rule is a line as a thin box.

    Lines within `near` of one another are one line, and pieces of a line join over a `gap`.
    A table of one cell is kept: so a page may end with the first row of the next one's table.
    """
    edges = [_edge(rule) for rule in rules]
    if len(edges) > PAGE_RULES:
        raise Refused("too_complex", f"一页的线条超过 {PAGE_RULES} 条")
    if not edges:
        return []
    merged = found.merge_edges(edges, near, near, gap, gap)
    merged = [edge for edge in merged if edge["width"] + edge["height"] >= _SHORTEST]
    merged += _closing(merged, near)
    crossings = found.edges_to_intersections(merged, near, near)
    if len(crossings) > PAGE_CROSSINGS:
        raise Refused("too_complex", f"一页的表格线交点超过 {PAGE_CROSSINGS} 个")
    cells: list[Box] = found.intersections_to_cells(crossings)
    tables: list[list[Box]] = found.cells_to_tables(cells)
    used = {cell for table in tables for cell in table}
    tables += [[cell] for cell in cells if cell not in used and _stands_alone(cell, used)]
    return sorted(tables, key=lambda table: min((top, x0) for x0, top, _, _ in table))


def _edge(rule: Box) -> _Edge:
    """The line in the middle of a thin box, as pdfplumber has it."""
    x0, top, x1, bottom = rule
    if x1 - x0 >= bottom - top:
        top = bottom = (top + bottom) / 2
        orientation = "h"
    else:
        x0 = x1 = (x0 + x1) / 2
        orientation = "v"
    return {
        "object_type": "line",
        "orientation": orientation,
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
    }


def _closing(edges: list[_Edge], near: float) -> list[_Edge]:
    """The lines that browsers leave out where a page cuts a table, at its foot and at its head."""
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    level = [edge for edge in edges if edge["orientation"] == "h"]
    added: list[_Edge] = []
    for side, outermost in (("bottom", max), ("top", min)):
        if not upright:
            break
        y = outermost(edge[side] for edge in upright)
        ends = [edge["x0"] for edge in upright if abs(edge[side] - y) <= near]
        x0, x1 = min(ends), max(ends)
        closed = any(
            abs(edge["top"] - y) <= near and edge["x0"] <= x0 + near and edge["x1"] >= x1 - near
            for edge in level
        )
        if x1 - x0 >= _NARROWEST and not closed:
            added.append(_edge((x0, y, x1, y)))
    return added


def _stands_alone(cell: Box, others: set[Box]) -> bool:
    """Whether a cell that touches no other may be a table of one: no frame around others."""
    x0, top, x1, bottom = cell
    if x1 - x0 < _NARROWEST or bottom - top > _TALLEST:
        return False
    return not any(x0 <= a and top <= b and c <= x1 and d <= bottom for a, b, c, d in others)
