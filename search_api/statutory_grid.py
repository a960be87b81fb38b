"""The statutory tables as the form prints them: heads and labels merged over rows and columns.

What a table holds is data of indexer/forms; here is only how it is laid out. Table 二 is a run of
blocks that have heads of their own, table 三 has labels at three depths, and table 四 puts its rows
side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Literal

from indexer.forms.form import FormTable, Row, forms

CellKind = Literal["banner", "head", "label", "figure"]
_CONTENT = "信息内容"
_CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
_HEAD_ROWS = 3


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell and how many rows and columns it covers.

    A `banner` heads what stands below it in the block, a `head` its columns, a `label` its rows;
    a `figure` has the key of what stands in it.
    """

    kind: CellKind
    text: str = ""
    key: str = ""
    rows: int = 1
    columns: int = 1


Line = tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: blocks of lines, each block with its own heads. Lines tile `width` columns."""

    width: int
    blocks: tuple[tuple[Line, ...], ...]


@cache
def grid_of(table: str, generation: str) -> Grid:
    """A table (t2, t3, t4) as a generation of the form prints it."""
    return _LAYOUTS[table](forms()[generation].tables[table])


def _in_blocks(form: FormTable) -> Grid:
    """Blocks by clause: the clause, the heads, a line for each row. The last column fills up."""
    width = 1 + max(len(row.columns) for row in form.rows)
    labels = _labels(form)
    blocks = []
    for (clause, columns), found in groupby(form.rows, lambda row: (row.under[0], row.columns)):
        heads = [GridCell("head", labels[column]) for column in columns]
        lines = [
            (GridCell("banner", clause, columns=width),),
            _filled([GridCell("head", _CONTENT), *heads], width),
        ]
        for row in found:
            lines.append(_filled([GridCell("label", row.label), *_figures(form, row)], width))
        blocks.append(tuple(lines))
    return Grid(width, tuple(blocks))


def _with_sides(form: FormTable) -> Grid:
    """Labels as deep as their groups; the kinds of organisations stand under one head."""
    depth = 1 + max(len(row.under) for row in form.rows)
    first, *organisations, last = form.columns
    applicants, organised = form.heads
    heads: list[Line] = [
        (
            GridCell("head", _CORNER, rows=_HEAD_ROWS, columns=depth),
            GridCell("head", applicants, columns=len(form.columns)),
        ),
        (
            GridCell("head", first.label, rows=2),
            GridCell("head", organised, columns=len(organisations)),
            GridCell("head", last.label, rows=2),
        ),
        tuple(GridCell("head", column.label) for column in organisations),
    ]
    lines = [
        (
            *_sides(form.rows, place),
            GridCell("label", row.label, columns=depth - len(row.under)),
            *_figures(form, row),
        )
        for place, row in enumerate(form.rows)
    ]
    return Grid(depth + len(form.columns), ((*heads, *lines),))


def _sides(rows: Sequence[Row], place: int) -> Iterator[GridCell]:
    """The groups that begin with this row, each over all of its rows."""
    above = rows[place - 1].under if place else ()
    for depth, group in enumerate(rows[place].under, 1):
        own = rows[place].under[:depth]
        if above[:depth] != own:
            size = 1
            while place + size < len(rows) and rows[place + size].under[:depth] == own:
                size += 1
            yield GridCell("label", group, rows=size)


def _side_by_side(form: FormTable) -> Grid:
    """One line of figures: the columns once for each row, under its label and its group's."""
    size = len(form.columns)
    first: list[GridCell] = []
    second: list[GridCell] = []
    for under, found in groupby(form.rows, lambda row: row.under):
        rows = list(found)
        labels = [GridCell("head", row.label, columns=size) for row in rows]
        if under:
            first.append(GridCell("head", under[0], columns=size * len(rows)))
            second += labels
        else:
            first += [GridCell("head", cell.text, rows=2, columns=size) for cell in labels]
    heads = tuple(GridCell("head", column.label) for _ in form.rows for column in form.columns)
    figures = tuple(cell for row in form.rows for cell in _figures(form, row))
    return Grid(size * len(form.rows), ((tuple(first), tuple(second), heads, figures),))


def _figures(form: FormTable, row: Row) -> Iterator[GridCell]:
    return (GridCell("figure", key=f"{form.key}.{row.key}.{column}") for column in row.columns)


def _labels(form: FormTable) -> Mapping[str, str]:
    return {column.key: column.label for column in form.columns}


def _filled(cells: Sequence[GridCell], width: int) -> Line:
    """The cells with the last one as wide as the line still is."""
    *before, last = cells
    wide = width - len(before)
    return (*before, GridCell(last.kind, last.text, last.key, columns=wide))


_LAYOUTS: Mapping[str, Callable[[FormTable], Grid]] = {
    "t2": _in_blocks,
    "t3": _with_sides,
    "t4": _side_by_side,
}
