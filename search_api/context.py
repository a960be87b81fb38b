"""How much of a passage is shown around what the query found: so many characters on each side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from search_api.results import Found, Hit, Mark, Snippet
from search_api.snippets import CUT, marks_on
from search_api.tree import Node


def in_context(hit: Hit, query: Node, side: int) -> Hit:
    """The hit with its passages shown so."""
    return replace(
        hit,
        best=_shown(hit.best, query, side),
        passages=tuple(_shown(found, query, side) for found in hit.passages),
    )


def _shown(found: Found, query: Node, side: int) -> Found:
    return replace(found, snippet=excerpt(found.text, marks_on(found.text, query), side))


def excerpt(text: str, marks: Sequence[Mark], side: int) -> Snippet:
    """Every mark with `side` characters before and after it, `…` where something was left out.

    Where nothing is marked, as many characters from the beginning as a mark would have around it.
    """
    pieces: list[tuple[int, int]] = [] if marks else [(0, min(len(text), 2 * side))]
    for mark in marks:
        start, end = max(0, mark.start - side), min(len(text), mark.end + side)
        if pieces and start <= pieces[-1][1]:
            pieces[-1] = pieces[-1][0], max(end, pieces[-1][1])
        else:
            pieces.append((start, end))
    shown, length, last = [], 0, 0
    shifts: list[tuple[int, int]] = []
    for start, end in pieces:
        if text[last:start].strip():
            shown.append(CUT)
            length += len(CUT)
        shifts.append((end, length - start))
        shown.append(text[start:end])
        length, last = length + end - start, end
    shown.append(CUT if text[last:].strip() else "")
    return Snippet("".join(shown), tuple(_moved(marks, shifts)))


def _moved(marks: Sequence[Mark], shifts: Sequence[tuple[int, int]]) -> list[Mark]:
    """The marks where their pieces went: each piece's end in the text, and how far it moved."""
    moved, place = [], 0
    for mark in marks:
        while mark.end > shifts[place][0]:
            place += 1
        by = shifts[place][1]
        moved.append(Mark(mark.start + by, mark.end + by, mark.literal))
    return moved
