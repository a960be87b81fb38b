"""What a printed page holds: its lines, its tables as drawn, and where its pictures are.

Boxes are in points, from the upper left corner of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom."""
BeginPage = Callable[[], None]
"""Called for each page before it is read, where that takes long."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """One printed line outside tables, left to right. `size` is that of its letters."""

    text: str
    box: Box
    size: float


@dataclass(frozen=True, slots=True)
class PageCell:
    """One cell as drawn, with its printed lines. A merged cell is one large cell.

    `runs_on`: its last line is full, so that what stands in it may go on on the next page.
    """

    box: Box
    lines: tuple[str, ...]
    runs_on: bool = False


@dataclass(frozen=True, slots=True)
class PageTable:
    """What one page shows of a table."""

    box: Box
    cells: tuple[PageCell, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `number` counts from 1. `marks` are printed across it: watermarks."""

    number: int
    width: float
    height: float
    lines: tuple[PageLine, ...]
    tables: tuple[PageTable, ...]
    pictures: tuple[Box, ...] = ()
    marks: tuple[str, ...] = ()


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box around all. There is at least one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
