"""Conditions on figures, from the query to the hits, against looking at every report's figures."""

from __future__ import annotations

import operator
import random
from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest

from indexer.model import Figure, Status
from search_api.engines.base import PASSAGE, REPORT
from search_api.search import SearchOptions
from search_api.tree import (
    And,
    Compare,
    Figured,
    FigureStatus,
    Literal,
    Node,
    Not,
    Operator,
    Or,
    Unit,
    Within,
)
from tests.contract.conftest import World
from tests.contract.corpora import FIGURE_KEYS, VALUES

CONDITIONS = 150
ALL = 1_000
COMPARED: Mapping[Operator, Callable[[Decimal, Decimal], bool]] = {
    Operator.LESS: operator.lt,
    Operator.AT_MOST: operator.le,
    Operator.MORE: operator.gt,
    Operator.AT_LEAST: operator.ge,
    Operator.EQUAL: operator.eq,
    Operator.OTHER: operator.ne,
}
BESIDE = ("0", "1e-7", "-1e-7", "1e-400", "-1e-400", "1", "-1", "1e400", "-1e400", "Infinity")


def meets(figures: Mapping[str, Figure], condition: Figured) -> bool:
    """Whether a report with these figures meets a condition, in the plainest way."""
    figure = figures.get(condition.key)
    if figure is None:
        return False
    if isinstance(condition, FigureStatus):
        return figure.status == condition.status
    return figure.value is not None and COMPARED[condition.operator](figure.value, condition.value)


def condition(rng: random.Random) -> Figured:
    """A condition with a bound that is a value, or lies beside one, or far from all."""
    key = rng.choice((*FIGURE_KEYS, "t4.review.total"))
    if rng.random() < 0.3:
        return FigureStatus(key, rng.choice(tuple(Status)))
    value = Decimal(rng.choice((*VALUES, "8.25")))
    if rng.random() < 0.5:
        value += Decimal(rng.choice(BESIDE))
    return Compare(key, rng.choice(tuple(Operator)), value)


def reports_of(world: World, condition: Figured) -> set[str]:
    """The reports that meet a condition, by looking at all their figures."""
    rows = {row.version: row.id for row in world.catalog.current()}
    figures = world.catalog.figures(list(rows))
    return {rows[version] for version, own in figures.items() if meets(own, condition)}


def found(world: World, name: str, node: Node) -> set[str]:
    """The reports that an engine finds."""
    result = world.searcher(name).search(node, SearchOptions(group=REPORT, limit=ALL))

    assert result.total == len(result.hits)
    assert not result.partial
    return {hit.report for hit in result.hits}


@pytest.mark.slow
def test_a_condition_is_met_by_the_reports_that_meet_it(world: World, name: str) -> None:
    """Whatever its bound; a figure without a value satisfies none, corrected ones count."""
    rng = random.Random(world.seed)
    for _ in range(CONDITIONS):
        one = condition(rng)

        assert found(world, name, one) == reports_of(world, one), one


@pytest.mark.slow
def test_conditions_join_with_all_else(world: World, name: str) -> None:
    """Not is the plain complement, also for reports that do not have the figure at all."""
    rng = random.Random(world.seed)
    every = {row.id for row in world.catalog.current()}
    text = Within(Unit.REPORT, Literal("公开"))
    with_text = found(world, name, text)
    for _ in range(20):
        one, other = condition(rng), condition(rng)
        first, second = reports_of(world, one), reports_of(world, other)

        assert found(world, name, Not(one)) == every - first
        assert found(world, name, And((one, Not(other)))) == first - second
        assert found(world, name, Or((one, And((text, other))))) == first | (second & with_text)


@pytest.mark.slow
def test_a_condition_holds_for_all_passages_of_its_report(world: World, name: str) -> None:
    """It belongs to the report."""
    rng = random.Random(world.seed)
    searcher = world.searcher(name)
    for _ in range(20):
        one = condition(rng)
        reports = reports_of(world, one)
        result = searcher.search(one, SearchOptions(group=PASSAGE, limit=ALL))

        assert {hit.best.passage for hit in result.hits} == {
            f"{held.entry.report}#p{held.entry.n}"
            for held in world.passages
            if held.entry.report in reports
        }
