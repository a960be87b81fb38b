"""Random query trees, filters and literals over a corpus."""

from __future__ import annotations

import random
from collections.abc import Sequence

from indexer.fields import FIELDS
from indexer.text import normal
from search_api.engines.memory import Held
from search_api.loose import without_punctuation
from search_api.tree import (
    And,
    Everything,
    Keyword,
    Literal,
    Node,
    Not,
    Nothing,
    Or,
    Range,
    Words,
)
from tests.contract.corpora import PIECES

_BOUNDS = {
    "year": (None, "2018", "2020", "2021"),
    "published": (None, "2019-01-01", "2020-12-31", "2022-02-01"),
}


def substring(rng: random.Random, passages: Sequence[Held], longest: int = 12) -> str:
    """1 to `longest` characters that stand in some passage."""
    text = rng.choice(passages).entry.text
    start = rng.randrange(len(text))
    return text[start : start + rng.randint(1, longest)]


def keyword(rng: random.Random, passages: Sequence[Held]) -> Keyword:
    """A field with a value that occurs, or a beginning of it, or one that does not occur."""
    field = rng.choice(FIELDS).key
    values = rng.choice(passages).entry.values.get(field) or ("nothing",)
    value = rng.choice(values)
    if field in ("agency", "region") and rng.random() < 0.5:
        value = value[: rng.randint(1, len(value))]
    return Keyword(field, value)


def _leaf(rng: random.Random, passages: Sequence[Held]) -> Node:
    match rng.randrange(8):
        case 0 | 1:
            return Words(normal("".join(rng.choices(PIECES, k=rng.randint(1, 2)))) or "公开")
        case 2 | 3:
            return Literal(substring(rng, passages))
        case 4:
            letters = without_punctuation(substring(rng, passages))
            return Literal(letters, loose=True) if letters else Nothing()
        case 5:
            return keyword(rng, passages)
        case 6:
            field = rng.choice(list(_BOUNDS))
            return Range(field, rng.choice(_BOUNDS[field]), rng.choice(_BOUNDS[field]))
        case _:
            return rng.choice((Everything(), Nothing(), Literal("无此文字")))


def tree(rng: random.Random, passages: Sequence[Held], levels: int = 4) -> Node:
    """A tree of at most that many levels."""
    if levels == 1 or rng.random() < 0.2:
        return _leaf(rng, passages)
    below = tuple(tree(rng, passages, levels - 1) for _ in range(rng.randint(1, 3)))
    match rng.randrange(3):
        case 0:
            return And(below)
        case 1:
            return Or(below)
        case _:
            return Not(below[0])


def filters(rng: random.Random, passages: Sequence[Held]) -> dict[str, tuple[str, ...]]:
    """Selections on up to three fields, one or two values each."""
    chosen: dict[str, tuple[str, ...]] = {}
    for _ in range(rng.randint(0, 3)):
        first, second = keyword(rng, passages), keyword(rng, passages)
        values = (first.value, second.value) if first.field == second.field else (first.value,)
        chosen[first.field] = values
    if rng.random() < 0.3:
        chosen["year"] = ("2018..2020",)
    return chosen
