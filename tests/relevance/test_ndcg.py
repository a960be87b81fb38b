"""nDCG is what the paper's formula gives by hand."""

from __future__ import annotations

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.relevance.ndcg import dcg, ndcg

GRADES = {"a": 3, "b": 2, "c": 1}


def test_gains_are_discounted_by_their_rank() -> None:
    """7/1, 3/log2(3) and 1/2 for the grades 3, 2 and 1 in this order."""
    assert dcg([3, 2, 1]) == pytest.approx(7 + 3 / 1.5849625 + 0.5)
    assert dcg([0, 0, 1]) == pytest.approx(0.5)
    assert dcg([]) == 0


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (["a", "b", "c"], 1),
        (["c", "b", "a"], (1 + 3 / log2(3) + 7 / 2) / (7 + 3 / log2(3) + 1 / 2)),
        (["x", "a"], (7 / log2(3)) / (7 + 3 / log2(3) + 1 / 2)),
        (["x"] * 10 + ["a"], 0),
        ([], 0),
    ],
)
def test_an_order_is_held_against_the_best(order: list[str], expected: float) -> None:
    """What has no grade gains nothing, and what stands behind the tenth place neither."""
    assert ndcg(order, GRADES) == pytest.approx(expected)


def test_more_good_answers_than_places_are_no_fault() -> None:
    """Ten exact answers of twenty fill the list."""
    grades = {str(number): 3 for number in range(20)}

    assert ndcg([str(number) for number in range(10)], grades) == pytest.approx(1)


@given(st.permutations(["a", "b", "c", "x", "y"]))
def test_no_order_is_better_than_by_grade(order: list[str]) -> None:
    """And exactly those by grade have 1."""
    grades = [GRADES.get(name, 0) for name in order]
    value = ndcg(order, GRADES)

    assert 0 < value <= 1
    assert (value == pytest.approx(1)) == (grades == sorted(grades, reverse=True))
