"""What may stand in one series is data, and names figures that there are."""

from __future__ import annotations

import pytest

from indexer.forms.comparability import (
    breaks_of,
    comparability,
    crossed,
    form_of,
    keys_in,
)
from indexer.forms.generations import generations

NEW = "t3.new_received.total"
NONE = {"t2": None, "t3": None, "t4": None}


def test_the_data_names_cells_that_there_are() -> None:
    """An earlier cell in its generation, a later one only after it."""
    known = frozenset().union(*map(keys_in, generations()))
    for (key, generation), earlier in comparability().continues.items():
        assert key in known - keys_in(generation)
        assert earlier in keys_in(generation)
        assert generation in list(generations())[:-1]
    assert set(comparability().breaks) <= known


def test_what_goes_on_under_another_key_breaks_there() -> None:
    """Nothing continues silently; before 2019 applications received alone do."""
    for (key, generation), _ in comparability().continues.items():
        assert crossed(breaks_of([key]), [generation], [list(generations())[-1]])
    before = [key for key, generation in comparability().continues if generation == "pre2019"]
    assert before == [NEW]


def test_what_is_disclosed_is_never_what_is_in_force() -> None:
    """They count different things."""
    assert not any("disclosed_total" in key for key in comparability().continues.values())
    assert not any("in_force" in key for key, _ in comparability().continues)


@pytest.mark.parametrize(
    ("key", "earlier", "later", "count"),
    [
        ("t2.penalty.decisions", "2019", "2021", 1),
        ("t2.penalty.decisions", "2021", "2021", 0),
        (NEW, "pre2019", "2021", 1),
        (NEW, "2019", "2021", 0),
        ("t4.review.total", "2019", "2021", 0),
    ],
)
def test_breaks_lie_between_generations(key: str, earlier: str, later: str, count: int) -> None:
    """Also where one generation is skipped."""
    assert len(crossed(breaks_of([key]), [earlier], [later])) == count


@pytest.mark.parametrize(
    ("read", "year", "form"),
    [
        (NONE, 2012, "pre2019"),
        (NONE, 2020, "2019"),
        (NONE, 2024, "2021"),
        (NONE, 1999, None),
        ({**NONE, "t2": "2021", "t3": "2019"}, 2023, "2019"),
        ({**NONE, "t2": "2021"}, 2020, "2021"),
        (dict.fromkeys(NONE, "pre2019"), 2019, "pre2019"),
    ],
)
def test_the_form_of_a_figure(read: dict[str, str | None], year: int, form: str | None) -> None:
    """The table's own, else another table's, else the year's."""
    assert form_of(read, NEW, year) == form
