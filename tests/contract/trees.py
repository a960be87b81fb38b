"""Random query trees, filters and literals over a corpus."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal

from indexer.fields import FIELDS
from indexer.text import normal
from search_api.engines.memory import Held
from search_api.loose import without_punctuation
from search_api.tree import (
    And,
    Compare,
    Everything,
    Figured,
    FigureStatus,
    Keyword,
    Literal,
    Near,
    Node,
    Not,
    Nothing,
    Operator,
    Or,
    Pattern,
    Range,
    Unit,
    Within,
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


FIGURED: tuple[Figured, ...] = (
    Compare("t3.new_received.total", Operator.MORE, Decimal(0)),
    Compare("t2.licensing.decisions", Operator.EQUAL, Decimal(7)),
    FigureStatus("t3.new_received.total", "blank"),
)


def decided(rng: random.Random, passages: Sequence[Held]) -> dict[Figured, frozenset[int]]:
    """For each of FIGURED some versions that meet it."""
    versions = sorted({passage.entry.version for passage in passages})
    return {
        node: frozenset(rng.sample(versions, k=rng.randint(0, len(versions)))) for node in FIGURED
    }


def near(rng: random.Random, passages: Sequence[Held]) -> Near:
    """Two pieces, mostly of one passage."""
    text = rng.choice(passages).entry.text
    pieces = [text[(n := rng.randrange(len(text))) : n + rng.randint(1, 3)] for _ in range(2)]
    if rng.random() < 0.2:
        pieces[1] = substring(rng, passages, 3)
    return Near(pieces[0], pieces[1], rng.choice((0, 1, 3, 10, 50)))


def pattern(rng: random.Random, passages: Sequence[Held]) -> Pattern:
    """Pieces of one passage in their order, with gaps that mostly fit."""
    text = rng.choice(passages).entry.text
    cuts = sorted(rng.sample(range(len(text) + 1), k=min(len(text) + 1, 2 * rng.randint(2, 3))))
    pieces = [text[cuts[n] : cuts[n + 1]] for n in range(0, len(cuts) - 1, 2)]
    fitting = ["?" * (cuts[n + 1] - cuts[n]) for n in range(1, len(cuts) - 2, 2)]
    gaps = [gap if 0 < len(gap) < 4 and rng.random() < 0.5 else "*" for gap in fitting]
    return Pattern(tuple(pieces), tuple(gaps))


def _leaf(rng: random.Random, passages: Sequence[Held]) -> Node:
    match rng.randrange(12):
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
        case 7 | 8:
            return near(rng, passages)
        case 9:
            return pattern(rng, passages)
        case 10:
            return rng.choice(FIGURED)
        case _:
            return rng.choice((Everything(), Nothing(), Literal("无此文字")))


def tree(rng: random.Random, passages: Sequence[Held], levels: int = 4) -> Node:
    """A tree of at most that many levels."""
    if levels == 1 or rng.random() < 0.2:
        return _leaf(rng, passages)
    below = tuple(tree(rng, passages, levels - 1) for _ in range(rng.randint(1, 3)))
    match rng.randrange(7):
        case 0 | 1:
            return And(below)
        case 2 | 3:
            return Or(below)
        case 4 | 5:
            return Not(below[0])
        case _:
            return Within(rng.choice(tuple(Unit)), below[0])


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
