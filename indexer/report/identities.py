"""Where the arithmetic of the form does not hold: every row and column that can be assessed.

An identity one of whose cells has no value is not assessable, which is no failure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from indexer.forms.form import (
    TABLES,
    FormTable,
    Identity,
    figure_labels,
    forms,
    generation_of,
)
from indexer.model import Figure

# The check that tells of an identity, by its id in forms/*.toml.
CHECK_OF = {
    "T3.flow": "t3_flow",
    "T3.result_sum": "t3_result_sum",
    "T3.row_sum": "t3_row_sum",
    "T4.block_sum": "t4_sum",
}

Instance = tuple[tuple[str, ...], tuple[str, ...], Identity]
"""The keys on both sides of an identity in one row or column."""

_BY_ROW = frozenset({"t3_row_sum", "t4_sum"})


@dataclass(frozen=True, slots=True)
class Broken:
    """An identity that fails: the keys on both sides and what they add up to."""

    identity: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    left_sum: Decimal
    right_sum: Decimal


def broken_identities(
    figures: Mapping[str, Figure], generations: Mapping[str, str | None], check: str | None = None
) -> tuple[Broken, ...]:
    """Every identity of the recognised forms whose cells all have values and do not agree.

    With a check, those that it tells of.
    """
    found = []
    for left, right, identity in instances(generations):
        if check not in (None, CHECK_OF[identity.id]):
            continue
        sums = _sum(left, figures), _sum(right, figures)
        if sums[0] is not None and sums[1] is not None and sums[0] != sums[1]:
            found.append(Broken(identity.id, left, right, sums[0], sums[1]))
    return tuple(found)


def disputed_keys(broken: Iterable[Broken]) -> frozenset[str]:
    """The cells that take part in a broken identity."""
    return frozenset(key for failure in broken for key in (*failure.left, *failure.right))


def cells_of(identity: str, keys: Collection[str]) -> frozenset[str]:
    """The cells of an identity in each row or column whose total is among the keys.

    The cells of every generation that has the identity: a report holds those of its own.
    """
    return frozenset(
        key
        for generation in forms()
        for left, right, one in instances(dict.fromkeys(TABLES, generation))
        if one.id == identity and all(total in keys for total in right)
        for key in (*left, *right)
    )


def place_of(check: str, key: str) -> str:
    """The row or column that a check is about, as the form names it, from the key of its total."""
    label = figure_labels().get(key, key)
    row, _, column = label.rpartition(" · ")
    return (row if check in _BY_ROW else column) or label


def instances(generations: Mapping[str, str | None]) -> Iterator[Instance]:
    """Each row and column of the recognised forms under each identity: left keys, right keys."""
    for name in TABLES:
        generation = generation_of(generations, name)
        if generation is not None:
            yield from instances_in(generation, name)


@cache
def instances_in(generation: str, table: str) -> tuple[Instance, ...]:
    """The same for one table of one form."""
    form = forms()[generation]
    return tuple(
        sides
        for identity in form.identities
        if identity.table == table
        for sides in _sides(form.tables[table], identity)
    )


def _sides(table: FormTable, identity: Identity) -> Iterator[Instance]:
    if identity.over == "rows":
        for row in table.rows:
            pattern = f"{table.key}.{row.key}.{{}}"
            yield _keys(pattern, identity.left), _keys(pattern, identity.right), identity
        return
    for column in table.columns:
        pattern = f"{table.key}.{{}}.{column.key}"
        yield _keys(pattern, identity.left), _keys(pattern, identity.right), identity


def _keys(pattern: str, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(pattern.format(name) for name in names)


def _sum(keys: Iterable[str], figures: Mapping[str, Figure]) -> Decimal | None:
    total = Decimal(0)
    for key in keys:
        figure = figures.get(key)
        if figure is None or figure.value is None:
            return None
        total += figure.value
    return total
