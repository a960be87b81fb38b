"""What the walkers of structured formats give: lines, pictures and tables, as strings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; it holds no line break. `linked`: all of it leads to another page."""

    text: str
    linked: bool = False
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """A line that the reader knows to be none of the report's. Not within cells."""

    text: str


@dataclass(frozen=True, slots=True)
class Broken:
    """One paragraph that a page break cut: its lines, and what stands between them."""

    parts: tuple[Line | Aside, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Something the reader cannot look into stands here; a small one holds no table."""

    small: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class RawCell:
    """A cell's content. Compared by identity: a merged cell is one object at several places.

    `page` is the one on which it begins.
    """

    pieces: tuple[Piece, ...]
    page: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class RawTable:
    """A rectangular grid of cells; None where there is no cell."""

    rows: tuple[tuple[RawCell | None, ...], ...]
    page: int | None = None


Piece = Line | Aside | Broken | Picture | RawTable

_RAISED = str.maketrans("0123456789+-−()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")
_LOWERED = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")


def raised(text: str) -> str:
    """Superscript as characters of its own, so that a footnote's mark joins no number.

    >>> "3" + raised("1")
    '3¹'
    """
    return text.translate(_RAISED)


def lowered(text: str) -> str:
    """Subscript as characters of its own."""
    return text.translate(_LOWERED)


def cells_of(table: RawTable) -> Iterator[RawCell]:
    """Every cell once, row by row."""
    seen: set[RawCell] = set()
    for row in table.rows:
        for cell in row:
            if cell is not None and cell not in seen:
                seen.add(cell)
                yield cell


def lines_of(pieces: Iterable[Piece]) -> Iterator[str]:
    """The text of the pieces, tables cell by cell."""
    stack = [iter(pieces)]
    while stack:
        piece = next(stack[-1], None)
        if piece is None:
            stack.pop()
        elif isinstance(piece, Line):
            yield piece.text
        elif isinstance(piece, RawTable):
            stack.extend(iter(cell.pieces) for cell in reversed(list(cells_of(piece))))


def cell_text(cell: RawCell) -> str:
    """The cell's lines, one under the other."""
    return "\n".join(lines_of(cell.pieces)).strip()


def is_pictured(cell: RawCell) -> bool:
    """Whether a picture stands in the cell."""
    return any(isinstance(piece, Picture) for piece in cell.pieces)
