"""A report's passages with what a query finds in them, numbered from the first to the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.catalog.rows import PassageRow
from search_api.snippets import marks_on
from search_api.tree import Node


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """Characters of a passage; `number` is the match that they are, 0 where they are none."""

    text: str
    number: int = 0
    literal: bool = False


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """A passage in pieces; `first` and `last` are the numbers of its matches, 0 without any."""

    row: PassageRow
    pieces: tuple[MarkedPiece, ...]
    first: int = 0
    last: int = 0


def marked_passages(
    passages: Sequence[PassageRow], query: Node | None
) -> tuple[tuple[MarkedPassage, ...], int]:
    """The passages in order, and how many matches there are."""
    number = 0
    found = []
    for row in passages:
        pieces: list[MarkedPiece] = []
        first, at = number + 1, 0
        for mark in marks_on(row.text, query) if query is not None else ():
            if at < mark.start:
                pieces.append(MarkedPiece(row.text[at : mark.start]))
            number += 1
            pieces.append(MarkedPiece(row.text[mark.start : mark.end], number, mark.literal))
            at = mark.end
        if at < len(row.text):
            pieces.append(MarkedPiece(row.text[at:]))
        any_ = number >= first
        found.append(MarkedPassage(row, tuple(pieces), first if any_ else 0, number if any_ else 0))
    return tuple(found), number
