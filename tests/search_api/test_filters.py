"""How values of fields are matched, selected and counted."""

from __future__ import annotations

import pytest

from indexer.counted import counted_as
from search_api.filters import clause, holds, selects
from search_api.tree import Keyword, Range


@pytest.mark.parametrize(
    ("field", "wanted", "value", "expected"),
    [
        ("section", "overview", "overview.proactive", True),
        ("section", "over", "overview", False),
        ("section", "other", "other.fee", True),
        ("section", "other.fee", "other", False),
        ("region", "37", "370725108", True),
        ("region", "3707", "3701", False),
        ("region", "370", "3707", True),
        ("agency", "郚镇", "鄌郚镇人民政府", True),
        ("aspect", "prob", "problem", False),
        ("topic", "fees", "fees", True),
    ],
)
def test_a_value_is_matched_as_its_field_says(
    field: str, wanted: str, value: str, expected: bool
) -> None:
    """Sections by their parts, codes by beginning, agencies by containing, others exactly."""
    assert holds(field, wanted, (value,)) is expected


@pytest.mark.parametrize(
    ("value", "node"),
    [
        ("2018..2021", Range("year", "2018", "2021")),
        ("2018..", Range("year", "2018", None)),
        ("..2021", Range("year", None, "2021")),
        ("2020", Range("year", "2020", "2020")),
        ("abc", Keyword("year", "abc")),
        ("..", Keyword("year", "..")),
    ],
)
def test_a_selected_year_is_a_range(value: str, node: Range | Keyword) -> None:
    """A word that is no year matches nothing."""
    assert clause("year", value) == node


def test_what_contains_a_value_counts_it() -> None:
    """Sections and places count under what they are inside; an agency under its first name."""
    assert counted_as("section", ("overview.fees",)) == ("overview", "overview.fees")
    assert counted_as("region", ("990121101",)) == ("99", "9901", "990121", "990121101")
    assert counted_as("region", ("99", "9901")) == ("99", "9901")
    assert counted_as("agency", ("甲局", "甲市局")) == ("甲局",)
    assert counted_as("topic", ("a", "b")) == ("a", "b")


def test_a_facet_value_knows_whether_it_is_selected() -> None:
    """Years inside a selected range, agencies that hold the name, others that are the value."""
    assert selects("year", "2018..2020", "2019")
    assert not selects("year", "2018..2020", "2021")
    assert selects("agency", "镇", "青芷镇政府")
    assert not selects("section", "overview", "overview.fees")
