"""A text in pieces, those that were found marked, as `parts.html` draws them."""

from __future__ import annotations

from collections.abc import Iterable

from indexer.document import Span
from search_api.results import Mark

Piece = tuple[str, bool, bool]  # the text, whether it is marked, whether literally found


def pieces(text: str, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """The text cut at its marks, which are in order and do not overlap.

    >>> pieces("先审查后公开", [Mark(1, 3, True)])
    (('先', False, False), ('审查', True, True), ('后公开', False, False))
    """
    found: list[Piece] = []
    last = 0
    for mark in marks:
        found += [(text[last : mark.start], False, False)]
        found += [(text[mark.start : mark.end], True, mark.literal)]
        last = mark.end
    found.append((text[last:], False, False))
    return tuple(piece for piece in found if piece[0])


def around(text: str, span: Span, side: int = 20, most: int = 60) -> tuple[str, str, str]:
    """What stands before a place of a text, in it, and after it, each cut to a readable length."""
    start, end = span
    return text[max(0, start - side) : start], text[start:end][:most], text[end : end + side]
