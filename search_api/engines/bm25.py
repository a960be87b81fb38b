"""What each thing that a query asks for adds to a passage's score: BM25 over words and texts."""

from __future__ import annotations

from math import log
from typing import assert_never

from search_api.loose import without_punctuation
from search_api.near import near_pairs
from search_api.patterns import pattern_spans
from search_api.tree import Literal, Near, Node, Pattern, Words, walk

Scored = Words | Literal | Near | Pattern
_K1, _B = 1.2, 0.75


def scored(query: Node) -> tuple[Scored, ...]:
    """What a score counts: all that asks for text, each word of a bare word as a bare word."""
    found: dict[Scored, None] = {}
    for node, negated in walk(query):
        if negated:
            continue
        if isinstance(node, Literal | Near | Pattern):
            found[node] = None
        elif isinstance(node, Words):
            found |= dict.fromkeys(Words(word) for word in node.words)
    return tuple(found)


def occurrences(leaf: Literal | Near | Pattern, text: str) -> int:
    """How often a normal text holds it."""
    match leaf:
        case Literal(wanted, loose):
            return (without_punctuation(text) if loose else text).count(wanted)
        case Near(first, second, distance):
            return sum(1 for _ in near_pairs(first, second, distance, text))
        case Pattern(pieces, gaps):
            return sum(1 for _ in pattern_spans(pieces, gaps, text))
        case _:
            assert_never(leaf)


def rarity(having: int, total: int) -> float:
    """The weight of what so many passages of all have."""
    return log(1 + (total - having + 0.5) / (having + 0.5))


def length_norm(size: int, mean: float) -> float:
    """What a passage's length, in bytes of its normal text, holds against each occurrence."""
    return _K1 * (1 - _B + _B * size / mean)


def bm25(weight: float, count: float, norm: float) -> float:
    """What `count` occurrences of something so rare add, in a passage of this norm."""
    return weight * count * (_K1 + 1) / (count + norm)
