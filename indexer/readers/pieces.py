"""What the walkers of structured formats give: lines, pictures and tables, as strings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; it holds no line break."""

    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Residue:
    """A line that is no part of the report: a running head, a page number."""

    text: str


@dataclass(frozen=True, slots=True)
class Broken:
    """One paragraph that a page break cut: its lines, and the residues between them."""

    parts: tuple[Line | Residue, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Something the reader cannot look into stands here."""


@dataclass(frozen=True, slots=True, eq=False)
class RawCell:
    """A cell's content. Compared by identity: a merged cell is one object at several places."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, eq=False)
class RawTable:
    """A rectangular grid of cells; None where there is no cell."""

    rows: tuple[tuple[RawCell | None, ...], ...]
    page: int | None = None


Piece = Line | Residue | Broken | Picture | RawTable


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
