"""A random sample of everything that a query finds, the same for the same seed everywhere.

Every unit of the frame, in the order of its id, gets the next number of a generator that the seed
starts; of each stratum those with the smallest numbers are drawn. Neither the engine nor the order
in which files were added has a part in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from random import Random
from typing import TypeVar

from indexer.catalog.read import Catalog
from indexer.errors import TooMuch
from search_api import view_options
from search_api.engines import base
from search_api.engines.base import Ranked
from search_api.engines.collect import Clock
from search_api.search import Matched
from search_api.strata import By, Key, Sides, place_names, sides_of, stratum_label

NARROWER = "请按年份、地区等缩小范围 (ask for less)。"
_STEPS = 1_000
T = TypeVar("T")
UNITS = (base.PASSAGE, base.REPORT, view_options.AGENCY)


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that was drawn: a passage, a report, or an agency with its reports among the hits.

    `id` is of a report, or of an agency what its reports' ids begin with.
    """

    id: str
    hits: tuple[Ranked, ...]


@dataclass(frozen=True, slots=True)
class Stratum:
    """A part of the frame: how many units it has, and those that were drawn, in order of id."""

    sides: Sides
    label: str
    frame: int
    drawn: tuple[Unit, ...]


def draw(
    catalog: Catalog, found: Matched, unit: str, n: int, seed: int, by: Sequence[By] = ()
) -> tuple[Stratum, ...]:
    """`n` units of each stratum, or all it has; without `by` the whole frame is one stratum.

    `found` holds every hit, passages or reports as the unit needs them. Raises TooMuch once the
    time of the search is over: a sample of a part would be skewed.
    """
    clock = Clock(found.request.deadline)
    frame = _frame(_in_time(found.matches.hits, clock), unit)
    sides = sides_of(catalog, frame, by)
    names = place_names(catalog, by)
    numbers = Random(seed)
    strata: defaultdict[Sides, list[tuple[float, Key]]] = defaultdict(list)
    for key in _in_time(sorted(frame), clock):
        # Of all that `random` offers, only this is promised to give the same on every machine.
        strata[sides[key]].append((numbers.random(), key))
    made = []
    for stratum, numbered in sorted(strata.items()):
        drawn = sorted(key for _, key in nsmallest(n, numbered))
        units = tuple(Unit(key[0], tuple(frame[key])) for key in drawn)
        made.append(Stratum(stratum, stratum_label(by, stratum, names), len(numbered), units))
    return tuple(made)


def _frame(hits: Iterable[Ranked], unit: str) -> dict[Key, list[Ranked]]:
    """The hits of each unit, by what it is called on every machine."""
    frame: defaultdict[Key, list[Ranked]] = defaultdict(list)
    for hit in hits:
        frame[_key(hit, unit)].append(hit)
    return frame


def _in_time(items: Iterable[T], clock: Clock) -> Iterator[T]:
    for place, item in enumerate(items):
        if place % _STEPS == 0 and clock.ran_out():
            raise TooMuch("超时，没有抽完 (time ran out before all was drawn).", NARROWER)
        yield item


def _key(hit: Ranked, unit: str) -> Key:
    match unit:
        case base.PASSAGE:
            return hit.report, hit.n
        case base.REPORT:
            return hit.report, 0
        case view_options.AGENCY:
            code, agency, *_ = hit.report.split("-")
            return f"{code}-{agency}", 0
        case _:
            raise ValueError(unit)
