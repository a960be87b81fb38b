"""Two reports' passages side by side: each with the one that it became, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from indexer.catalog.rows import PassageRow
from indexer.labels import SLOTS
from search_api.text_difference import MOST, Change, difference

# The share of pairs of characters that two passages have in common, from which on one is held to
# have become the other. A judgement: below it a reader sees two texts, not one that was changed.
_ALIKE = 0.4
# Passages: how far ahead the one that a passage became is looked for.
_AHEAD = 50
# Pairs of characters compared in one comparison: beyond, changes are told by whole sentences.
_BUDGET = 5_000_000


@dataclass(frozen=True, slots=True)
class PassagePair:
    """A passage and what it became; one of them None where it only went or came."""

    before: PassageRow | None
    after: PassageRow | None
    changes: tuple[Change, ...]

    @property
    def same(self) -> bool:
        """Whether nothing but white space changed."""
        if self.before is None or self.after is None:
            return False
        return _bare(self.before) == _bare(self.after)


RowKind = Literal["same", "changed", "alone"]


@dataclass(frozen=True, slots=True)
class PairRow:
    """What stands side by side: passages that stayed, one that became another, or what went beside
    what came in its stead."""

    kind: RowKind
    before: tuple[PassagePair, ...]
    after: tuple[PassagePair, ...]


@dataclass(frozen=True, slots=True)
class PartPair:
    """A part of the report, by its slot, with its passages in order."""

    slot: str
    pairs: tuple[PassagePair, ...]

    @property
    def rows(self) -> tuple[PairRow, ...]:
        """The pairs as they stand beside one another, in order."""
        found: list[PairRow] = []
        for kind, pairs in groupby(self.pairs, _kind):
            listed = tuple(pairs)
            if kind == "changed":
                found += (PairRow("changed", (pair,), (pair,)) for pair in listed)
                continue
            before = tuple(pair for pair in listed if pair.before)
            after = tuple(pair for pair in listed if pair.after)
            found.append(PairRow(kind, before, after))
        return tuple(found)


def _kind(pair: PassagePair) -> RowKind:
    if pair.before is None or pair.after is None:
        return "alone"
    return "same" if pair.same else "changed"


def compared_texts(
    before: Sequence[PassageRow], after: Sequence[PassageRow]
) -> tuple[PartPair, ...]:
    """Every passage of both once. Parts stand in the order of the form."""
    parts = []
    budget = _BUDGET
    held = {row.slot for row in (*before, *after)}
    for slot in [*(slot for slot in SLOTS if slot in held), *sorted(held - SLOTS.keys())]:
        pairs = []
        for old, new in _aligned(_of(before, slot), _of(after, slot)):
            one, other = old.text if old else "", new.text if new else ""
            size = len(one) * len(other)
            pairs.append(PassagePair(old, new, difference(one, other, min(budget, MOST))))
            budget = max(0, budget - size)
        parts.append(PartPair(slot, tuple(pairs)))
    return tuple(parts)


_Aligned = tuple[PassageRow | None, PassageRow | None]


def _of(rows: Sequence[PassageRow], slot: str) -> list[PassageRow]:
    return [row for row in rows if row.slot == slot]


def _aligned(before: Sequence[PassageRow], after: Sequence[PassageRow]) -> Iterator[_Aligned]:
    """Equal passages first; between them those that are alike, in order; the others alone."""
    old, new = [_bare(row) for row in before], [_bare(row) for row in after]
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for kind, a, b, c, d in steps:
        if kind == "equal":
            yield from zip(before[a:b], after[c:d], strict=True)
        else:
            yield from _likened(before[a:b], after[c:d])


def _likened(before: Sequence[PassageRow], after: Sequence[PassageRow]) -> Iterator[_Aligned]:
    pairs_of = {id(row): _pairs(_bare(row)) for row in (*before, *after)}
    left = 0
    for row in before:
        own = pairs_of[id(row)]
        alike = [_share(own, pairs_of[id(other)]) for other in after[left : left + _AHEAD]]
        best = max(alike, default=0.0)
        if best < _ALIKE:
            yield row, None
            continue
        found = left + alike.index(best)
        yield from ((None, other) for other in after[left:found])
        yield row, after[found]
        left = found + 1
    yield from ((None, other) for other in after[left:])


def _bare(row: PassageRow) -> str:
    return "".join(row.text.split())


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1)) or frozenset((text,))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))
