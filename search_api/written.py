"""A query tree as text: `parse(to_text(tree)).node == tree` for every tree that `parse` gives."""

from __future__ import annotations

import re
from typing import assert_never

from search_api.conditions import OPERATORS
from search_api.filters import RANGE_MARK
from search_api.scanner import MINUS
from search_api.tree import (
    And,
    Compare,
    Everything,
    FigureStatus,
    Keyword,
    Literal,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Pattern,
    Range,
    Within,
    Words,
    fold,
)
from search_api.wildcards import pattern_text, without_wildcards

_PLAIN_VALUE = re.compile(r"[\w.-]+")
_OPERATOR_WORDS = frozenset("或且非")
# How tightly a piece of text holds together: an operand, clauses side by side, alternatives.
_ONE, _ALL, _ANY = 2, 1, 0
_Piece = tuple[str, int]


def to_text(node: Node) -> str:
    """The query that asks for this tree.

    Everything is the empty text; Nothing, which no query asks for, is `()`.
    """
    return "" if isinstance(node, Everything) else fold(node, _written)[0]


def _written(node: Node, below: tuple[_Piece, ...]) -> _Piece:
    match node:
        case Words(text):
            shown = without_wildcards(text)
            return (f"({shown})" if _misread(text) else shown), _ONE
        case Literal(text, loose):
            return ("~" if loose else "") + _quoted(text), _ONE
        case Near(first, second, distance):
            return f"NEAR({_quoted(first)}, {_quoted(second)}, {distance})", _ONE
        case Pattern():
            return pattern_text(node), _ONE
        case Compare(key, operator, value):
            return f"{key}{operator}{value:f}", _ONE
        case FigureStatus(key, status):
            return f"{key}:{status}", _ONE
        case Within(unit):
            return f"{unit}({below[0][0]})", _ONE
        case Keyword(field, value):
            plain = _PLAIN_VALUE.fullmatch(value)
            return f"{field}:{value if plain else _quoted(value)}", _ONE
        case Range(field, low, high):
            bounds = low if low == high else f"{low or ''}{RANGE_MARK}{high or ''}"
            return f"{field}:{bounds}", _ONE
        case And():
            return " ".join(_inside(piece, _ONE) for piece in below), _ALL
        case Or():
            return " OR ".join(_inside(piece, _ALL) for piece in below), _ANY
        case Not():
            text = _inside(below[0], _ONE)
            return (f"-({text})" if text.startswith("-") else f"-{text}"), _ONE
        case Everything() | Nothing():
            return "()", _ONE
        case _:
            assert_never(node)


def _misread(word: str) -> bool:
    """Whether the word beside others would be read as an operator, a minus or a comparison."""
    signs = tuple(OPERATORS)
    return (
        word in _OPERATOR_WORDS
        or not word.strip(MINUS)
        or word.startswith(signs)
        or word.endswith(signs)
    )


def _inside(piece: _Piece, at_least: int) -> str:
    text, hold = piece
    return text if hold >= at_least else f"({text})"


def _quoted(text: str) -> str:
    for opening, closing in ('""', "「」", "“”"):
        if closing not in text:
            return f"{opening}{text}{closing}"
    return f"『{text.replace('』', '』』')}』"
