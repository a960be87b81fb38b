"""A sample is random, and the same for the same seed wherever and however the index was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.catalog.read import Catalog
from indexer.errors import TooMuch, WrongUsage
from indexer.model import Kind, Report, Scope
from indexer.stores.entries import entries
from search_api.engines.base import Matches, Ranked, Request
from search_api.engines.memory import MemoryEngine, hold
from search_api.sample import Stratum, draw
from search_api.search import Matched, Searcher, SearchOptions
from search_api.strata import ways_of
from search_api.tree import Everything
from tests.search_api.conftest import characters, windows
from tests.search_api.many import catalog_of, one


def reports() -> list[Report]:
    """Twelve agencies at three levels over two years, one of them told as an aggregate too."""
    places = ["980121", "980121100", "980122", "980122100"] * 3
    made = [
        one(f"第{n}局", code, year, {}, kind=Kind.TOWNSHIP if len(code) == 9 else Kind.DEPARTMENT)
        for n, code in enumerate(places)
        for year in (2019, 2020)
        if n % 3 or year == 2020
    ]
    return [*made, one("第0局", "980121", 2020, {}, scope=Scope.AGGREGATE)]


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    """The reports."""
    with catalog_of(tmp_path_factory.mktemp("sample"), reports()) as opened:
        yield opened


def found(catalog: Catalog, unit: str = "report") -> Matched:
    """Everything there is."""
    versions = [row.version for row in catalog.current()]
    passages = [hold(entry, windows) for entry in entries(catalog, versions)]
    searcher = Searcher(catalog, MemoryEngine(passages, catalog.generation()), characters)
    return searcher.matched("", SearchOptions(group=unit), every=True)


def drawn(strata: Sequence[Stratum]) -> list[str]:
    """The ids of what was drawn."""
    return [unit.id for stratum in strata for unit in stratum.drawn]


def hits(count: int) -> tuple[Ranked, ...]:
    """Passages of reports, ten of each."""
    return tuple(
        Ranked(n // 10, n % 10 + 1, f"9801-{n // 10:08x}-own-2020", 1.0, ()) for n in range(count)
    )


def matched(*found: Ranked) -> Matched:
    """An engine's answer of these."""
    return Matched(Request(Everything()), Matches(len(found), None, found), ())


def passages_drawn(catalog: Catalog, found: Matched, n: int, seed: int) -> list[tuple[str, int]]:
    """The passages of a sample."""
    (stratum,) = draw(catalog, found, "passage", n, seed)
    return [(unit.id, unit.hits[0].n) for unit in stratum.drawn]


def test_one_seed_draws_one_sample_for_ever(catalog: Catalog) -> None:
    """What was published with its seed can be drawn again."""
    assert passages_drawn(catalog, matched(*hits(30)), 4, 2024) == [
        ("9801-00000001-own-2020", 9),
        ("9801-00000002-own-2020", 4),
        ("9801-00000002-own-2020", 7),
        ("9801-00000002-own-2020", 10),
    ]


@given(st.permutations(hits(40)), st.integers(0, 10**9))
def test_the_order_of_the_hits_has_no_part(
    catalog: Catalog, order: list[Ranked], seed: int
) -> None:
    """Nor has the number that a version got."""
    renumbered = (Ranked(99 - h.version, h.n, h.report, 0.5, ()) for h in order)

    assert passages_drawn(catalog, matched(*renumbered), 7, seed) == passages_drawn(
        catalog, matched(*hits(40)), 7, seed
    )


def test_the_order_of_adding_has_no_part(catalog: Catalog, tmp_path: Path) -> None:
    """A home that took the files the other way round gives the same sample."""
    by = ways_of(["level,year"], "report")
    with catalog_of(tmp_path, reports()[::-1]) as other:
        there = draw(other, found(other), "report", 2, 7, by)
    here = draw(catalog, found(catalog), "report", 2, 7, by)

    assert drawn(here) == drawn(there)
    assert [(s.label, s.frame) for s in here] == [(s.label, s.frame) for s in there]


def test_every_unit_has_the_same_chance(catalog: Catalog) -> None:
    """Over 2,000 seeds each of 40 is drawn about as often, and each pair too."""
    every = matched(*hits(40))
    samples = [passages_drawn(catalog, every, 10, seed) for seed in range(2_000)]
    counts = Counter(unit for sample in samples for unit in sample)
    pairs = Counter((a, b) for sample in samples for a in sample for b in sample if a < b)

    assert {len(sample) for sample in samples} == {10}
    assert all(len(set(sample)) == 10 for sample in samples)
    # 500 are expected of each, with a deviation of 19; of each pair 115, with one of 10.
    assert len(counts) == 40
    assert all(420 <= count <= 580 for count in counts.values())
    assert len(pairs) == 780
    assert all(65 <= count <= 170 for count in pairs.values())
    assert sum((count - 500) ** 2 / 500 for count in counts.values()) < 60


@pytest.mark.parametrize("unit", ["passage", "report", "agency"])
@pytest.mark.parametrize("n", [1, 3, 100])
def test_strata_part_the_frame(catalog: Catalog, unit: str, n: int) -> None:
    """Each unit stands in one; so many are drawn of each as are asked for or there are."""
    every = found(catalog, "passage" if unit == "passage" else "report")
    (whole,) = draw(catalog, every, unit, 100, 1)
    strata = draw(catalog, every, unit, n, 1, ways_of(["province，县", "level"], unit))

    assert sum(stratum.frame for stratum in strata) == whole.frame == len(whole.drawn)
    assert all(len(stratum.drawn) == min(n, stratum.frame) for stratum in strata)
    assert set(drawn(strata)) <= set(drawn([whole]))
    assert len({stratum.label for stratum in strata}) == len(strata) > 3


def test_an_agency_is_one_whatever_its_years_and_scopes(catalog: Catalog) -> None:
    """Its reports among the hits come with it."""
    (whole,) = draw(catalog, found(catalog), "agency", 100, 1)

    assert whole.frame == 12
    assert sum(len(unit.hits) for unit in whole.drawn) == len(reports())


def test_a_stratum_has_its_values_in_words(catalog: Catalog) -> None:
    """Places by their whole name; what has none says so."""
    strata = draw(catalog, found(catalog), "report", 1, 1, ways_of(["township", "scope"], "report"))

    assert [stratum.label for stratum in strata] == [
        "无 · 本级汇总",
        "无 · 本机关",
        "澜州省砚川市青溪县笛镇 · 本机关",
        "澜州省砚川市柘溪县鹭镇 · 本机关",
    ]


def test_a_larger_sample_holds_the_smaller(catalog: Catalog) -> None:
    """Of one seed."""
    every = matched(*hits(200))
    small, large = (set(passages_drawn(catalog, every, n, 5)) for n in (10, 50))

    assert small < large


@pytest.mark.slow
def test_a_large_frame_is_drawn_from(catalog: Catalog) -> None:
    """200,000 passages."""
    (stratum,) = draw(catalog, matched(*hits(200_000)), "passage", 500, 3)

    assert (stratum.frame, len(stratum.drawn)) == (200_000, 500)


def test_nothing_is_drawn_once_the_time_is_over(catalog: Catalog) -> None:
    """A sample of a part of the frame would be skewed."""
    every = matched(*hits(10))
    late = replace(every, request=replace(every.request, deadline=0.0))

    with pytest.raises(TooMuch):
        draw(catalog, late, "passage", 5, 3)


@pytest.mark.parametrize(
    ("written", "unit"),
    [("aspect", "report"), ("year", "agency"), ("published", "passage"), ("", "passage")],
)
def test_what_a_unit_has_several_of_gives_no_strata(written: str, unit: str) -> None:
    """The message tells what does."""
    with pytest.raises(WrongUsage) as raised:
        ways_of([written], unit)

    assert "level 层级" in raised.value.next_step
