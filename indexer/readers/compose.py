"""Lines and tables as strings → one text, and where each of them stands in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from indexer.document import Span
from indexer.readers.drafts import Draft, DraftLine, DraftTable
from indexer.readers.limits import GRID_PLACES, TEXT_LINES
from indexer.readers.pieces import (
    Aside,
    Broken,
    Line,
    Picture,
    Piece,
    RawCell,
    RawTable,
    cell_text,
    is_pictured,
)
from indexer.readers.refusals import Refused

PICTURED = "〔图〕"
"""Stands in a cell that shows a picture and no text, for it is not blank."""


@dataclass(frozen=True, slots=True)
class Composed:
    """`pictures` are the places where a picture stood, `asides` lines that are no report's."""

    text: str
    drafts: tuple[Draft, ...]
    pictures: tuple[int, ...]
    asides: tuple[Span, ...] = ()


def compose(pieces: Iterable[Piece]) -> Composed:
    """A line of text a line; a table's cells each behind a tab, with a newline after each row."""
    parts: list[str] = []
    drafts: list[Draft] = []
    pictures: list[int] = []
    asides: list[Span] = []
    at = places = 0
    for piece in pieces:
        if isinstance(piece, Line):
            parts.append(piece.text + "\n")
            drafts.append(DraftLine((at, at + len(piece.text)), piece.page))
        elif isinstance(piece, Aside):
            parts.append(piece.text + "\n")
            asides.append((at, at + len(piece.text)))
        elif isinstance(piece, Broken):
            text, between = _broken(piece, at)
            parts.append(text + "\n")
            asides += between
            page = next(part.page for part in piece.parts if isinstance(part, Line))
            drafts.append(DraftLine((at, at + len(text)), page))
        elif isinstance(piece, Picture):
            pictures += [] if piece.small else [at]
            continue
        else:
            places += sum(map(len, piece.rows))
            text, draft = _table(piece, at)
            parts.append(text)
            drafts.append(draft)
        at += len(parts[-1])
        if len(drafts) + len(asides) > TEXT_LINES or places > GRID_PLACES:
            raise Refused("too_complex", "段落或表格单元过多")
    return Composed("".join(parts), tuple(drafts), tuple(pictures), tuple(asides))


def _broken(piece: Broken, at: int) -> tuple[str, list[Span]]:
    """The parts one under the other, and where what is none of the report stands among them."""
    asides: list[Span] = []
    start = at
    for part in piece.parts:
        if isinstance(part, Aside):
            asides.append((start, start + len(part.text)))
        start += len(part.text) + 1
    return "\n".join(part.text for part in piece.parts), asides


def _table(table: RawTable, at: int) -> tuple[str, DraftTable]:
    start = at
    parts: list[str] = []
    placed: dict[RawCell, Span] = {}
    rows: list[tuple[Span | None, ...]] = []
    for row in table.rows:
        for cell in row:
            if cell is not None and cell not in placed:
                text = cell_text(cell) or (PICTURED if is_pictured(cell) else "")
                parts.append("\t" + text)
                placed[cell] = (at + 1, at + 1 + len(text))
                at += 1 + len(text)
        parts.append("\n")
        at += 1
        rows.append(tuple(None if cell is None else placed[cell] for cell in row))
    pages = {span: cell.page for cell, span in placed.items() if cell.page is not None}
    return "".join(parts), DraftTable((start, at), tuple(rows), True, table.page, pages)
