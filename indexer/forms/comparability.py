"""Which figures of different generations may stand in one series, after comparability.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from indexer.forms.form import appendix, forms, generation_of
from indexer.forms.generations import FOLDER, PRE2019, generations


@dataclass(frozen=True, slots=True)
class Break:
    """From `generation` on, a figure counts something else than in the forms before."""

    generation: str
    reason: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class Comparability:
    """`continues`: (key, generation) → the key under which that generation has the figure."""

    continues: Mapping[tuple[str, str], str]
    breaks: Mapping[str, tuple[Break, ...]]


@cache
def comparability() -> Comparability:
    """What is known of all keys."""
    data = tomllib.loads((FOLDER / "comparability.toml").read_text("utf-8"))
    breaks: dict[str, tuple[Break, ...]] = {}
    for item in data["breaks"]:
        found = Break(item["generation"], item["reason"], item["reason_en"])
        for key in item["keys"]:
            breaks[key] = (*breaks.get(key, ()), found)
    return Comparability(
        {(item["key"], item["generation"]): item["as"] for item in data["continues"]}, breaks
    )


def breaks_of(keys: Iterable[str]) -> tuple[Break, ...]:
    """The breaks that a figure made of these keys has, oldest first."""
    known = comparability().breaks
    found = dict.fromkeys(broken for key in keys for broken in known.get(key, ()))
    return tuple(sorted(found, key=lambda item: list(generations()).index(item.generation)))


def crossed(
    breaks: Iterable[Break], earlier: Iterable[str], later: Iterable[str]
) -> tuple[Break, ...]:
    """The breaks between figures of some generations and those of later ones."""
    order = list(generations()).index
    before = [order(generation) for generation in earlier]
    after = [order(generation) for generation in later]
    if not before or not after:
        return ()
    low, high = min(before), max(after)
    return tuple(item for item in breaks if low < order(item.generation) <= high)


def form_of(read: Mapping[str, str | None], key: str, year: int) -> str | None:
    """The generation that decides whether a report has a figure.

    The one recognised for the figure's table or else for the others; where no table was recognised,
    the one made for the year. None where no form was made for it.
    """
    return _form_of(tuple(read.items()), key.partition(".")[0], year)


@cache
def _form_of(read: tuple[tuple[str, str | None], ...], table: str, year: int) -> str | None:
    recognised = dict(read)
    if PRE2019 in recognised.values():
        return PRE2019
    found = generation_of(recognised, table)
    if found is not None:
        return found
    made = [form.key for form in generations().values() if form.may_be_used(year)]
    return made[-1] if made else None


@cache
def keys_in(generation: str) -> frozenset[str]:
    """The keys of the cells that a generation of the form has."""
    if generation == PRE2019:
        rows = [f"pre.{row.key}" for row in appendix().rows]
        return frozenset((*rows, *(f"{row}.cumulative" for row in rows)))
    return frozenset(
        key for table in forms()[generation].tables.values() for key in table.cell_keys
    )
