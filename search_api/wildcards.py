"""Where a word holds wildcards: `?` and `*` as typed on an ASCII keyboard, between two characters.

Elsewhere, and in full width, they are punctuation.
"""

from __future__ import annotations

import re
from itertools import zip_longest

from search_api.tree import Pattern

_ONE, _MANY = "?", "*"
_WIDE = str.maketrans("?*", "？＊")
_BETWEEN = re.compile(r"(?<=[^?*])[?*]+(?=[^?*])")
_STARS = re.compile(r"\*+")
_OTHER = re.compile(r"[^?*]")


def pattern(folded: str, written: str) -> Pattern | None:
    """The pattern that a word asks for, None where no wildcard is in it.

    `written` is as long as `folded` and tells for each of its characters the one that was typed.

    >>> pattern("保密?审**查?", "保密?审**查？")
    Pattern(pieces=('保密', '审', '查?'), gaps=('?', '*'))
    """
    found = list(_BETWEEN.finditer(_OTHER.sub(".", written)))
    if not found:
        return None
    ends = [0, *(place for match in found for place in match.span()), len(folded)]
    pieces = tuple(folded[ends[n] : ends[n + 1]] for n in range(0, len(ends), 2))
    return Pattern(pieces, tuple(_STARS.sub(_MANY, match[0]) for match in found))


def without_wildcards(text: str) -> str:
    """The text with `?` and `*` written so that they are punctuation.

    >>> without_wildcards("保密?查")
    '保密？查'
    """
    return text.translate(_WIDE)


def pattern_text(asked: Pattern) -> str:
    """The pattern as a query writes it."""
    pieces = map(without_wildcards, asked.pieces)
    return "".join(map("".join, zip_longest(pieces, asked.gaps, fillvalue="")))
