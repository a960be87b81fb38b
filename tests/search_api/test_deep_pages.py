"""Deep pages hold what they should, and building them looks at few hits beside their own."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from search_api.engines import collect as collecting
from search_api.engines.base import PASSAGE, REPORT, SORTS, Ranked, Request
from search_api.engines.collect import Clock, ReportFacts, Row, collect
from search_api.engines.ranking import SORT_KEYS, rounded
from search_api.tree import Literal

SIZE = 7
AGENCIES = ("甲局", "乙局", "丙局")


def rows_of(rng: random.Random) -> list[Row]:
    """Hits whose scores tie, or differ by less than rounding tells apart."""
    scores = [rng.choice((0.0, 0.5, 1.25, 1.5)) for _ in range(2_100)]
    return [
        Row(n // 5, n % 5, score * (1 + rng.choice((0, 1e-9, 4e-7, 6e-7, 3e-6))), literal=True)
        for n, score in enumerate(scores)
    ]


def facts(version: int) -> ReportFacts:
    """What orders look at."""
    return ReportFacts(f"r{version}", 2010 + version % 9, AGENCIES[version % 3], {})


def answer(rows: list[Row], request: Request) -> tuple[tuple[Ranked, ...], bool]:
    """A page, and whether there is another."""
    matches = collect(
        rows,
        request,
        Clock(None),
        lambda versions: {version: facts(version) for version in versions},
        lambda row, field: (),
    )
    return matches.hits, matches.more


@pytest.mark.slow
@pytest.mark.parametrize("unit", [PASSAGE, REPORT])
@pytest.mark.parametrize("sort", SORTS)
def test_pages_joined_are_the_whole(sort: str, unit: str) -> None:
    """Each hit once and in order, from the first page to the last."""
    rows = rows_of(random.Random(sort))
    request = Request(Literal("审查"), sort=sort, unit=unit, limit=SIZE)
    whole, _ = answer(rows, replace(request, limit=10_000))
    hits, more = answer(rows, request)
    joined = [*hits]
    while more:
        hits, more = answer(rows, replace(request, after=hits[-1].key))
        joined += hits

    assert tuple(joined) == whole
    assert len(joined) == (2_100 if unit == PASSAGE else 420)
    assert [hit.key for hit in joined] == sorted({hit.key for hit in joined})
    if unit == PASSAGE:
        known = {n: facts(n) for n in range(420)}
        assert sorted(hit.key for hit in joined) == sorted(
            SORT_KEYS[sort](rounded(row.score), row.n, known[row.version]) for row in rows
        )


def test_a_deep_page_builds_few_keys() -> None:
    """By score, about as many as the first page."""
    rows = [Row(n // 5, n % 5, 1.0 / (n + 1), literal=True) for n in range(2_000)]
    request = Request(Literal("审查"), limit=SIZE)
    hits, _ = answer(rows, replace(request, limit=1_400))
    deep = replace(request, after=hits[-1].key)

    assert len(collecting._contenders(rows, deep)) <= SIZE + 3
