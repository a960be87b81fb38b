"""Derived figures, broken identities, recovery: arithmetic over cells that have values only."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from indexer.model import Figure, Status
from indexer.report.derived import derive, formulas
from indexer.report.figures import read_figures
from indexer.report.identities import broken_identities, disputed_keys
from indexer.report.recovery import RowSum, agreed, choices
from tests.printing import Generation, figure_keys, table_four, table_three
from tests.report.grids import document, spread


def figures(generation: Generation = "2021", **changed: str) -> Mapping[str, Figure]:
    """Tables 三 and 四 with 1 in every cell but those changed (dots as __)."""
    texts = dict.fromkeys(figure_keys(generation), "1")
    texts |= {key.replace("__", "."): text for key, text in changed.items()}
    tables = (table_three(generation, texts), table_four(texts))
    return read_figures(document(*map(spread, tables))).figures


def test_sums() -> None:
    """Eight grounds, three kinds of 无法提供, five of 不予处理, two suits."""
    derived = derive(figures())

    assert {key: figure.value for key, figure in derived.items() if "rate" not in key} == {
        "d.denied": 8,
        "d.unable": 3,
        "d.not_processed": 5,
        "d.other": 3,
        "d.disclosed": 2,
        "d.litigation": 2,
        "d.litigation.corrected": 2,
    }
    assert all(figure.status is Status.DERIVED for figure in derived.values())


def test_other_of_2019_is_its_one_row() -> None:
    """The three rows of 2021 and the one of 2019 meet in d.other."""
    assert derive(figures("2019", t3__result__other__unsplit__total="4"))["d.other"].value == 4


def test_rates_are_percentages() -> None:
    """Shares of 办结, and reviews and suits per application received."""
    derived = derive(
        figures(t3__result__total__total="16", t3__new_received__total="12", t4__review__total="2")
    )

    assert derived["d.rate.disclosed"].value == Decimal("12.5")
    assert derived["d.rate.denied"].value == 50
    assert derived["d.rate.review"].value == Decimal("33.333333")
    assert derived["d.rate.corrected"].value == 75
    assert derived["d.rate.denied"].unit == "%"


def test_nothing_of_nothing_has_no_value() -> None:
    """0 applications closed: no share."""
    figure = derive(figures(t3__result__total__total="0"))["d.rate.denied"]

    assert (figure.value, figure.status) == (None, Status.DERIVED)


def test_an_input_without_a_value_is_the_reason() -> None:
    """A blank is never 0, not even in a sum."""
    derived = derive(figures(t3__result__denied__state_secret__total="", t3__carried_in__total="-"))

    assert (derived["d.denied"].value, derived["d.denied"].status) == (None, Status.BLANK)
    assert (
        derived["d.rate.denied"].value,
        derived["d.rate.denied"].status,
    ) == (None, Status.BLANK)
    assert derived["d.unable"].value == 3


def test_without_tables_nothing_is_derived() -> None:
    """No figure out of none."""
    assert not derive({})
    assert len({formula.key for formula in formulas()}) == len(formulas())


def test_a_broken_identity_names_its_cells_and_sums() -> None:
    """总计 of a block of table 四: 1 + 1 + 1 + 1 is not 5."""
    cells = figures(t4__review__total="5")
    broken = [
        b for b in broken_identities(cells, {"t4": "2021"}) if b.right == ("t4.review.total",)
    ]

    assert [failure.identity for failure in broken] == ["T4.block_sum"]
    assert [broken[0].left_sum, broken[0].right_sum] == [4, 5]
    assert {f"t4.review.{c}" for c in ("upheld", "corrected", "other", "pending", "total")} == (
        disputed_keys(broken)
    )


def test_an_identity_with_a_blank_is_not_assessable() -> None:
    """It is neither kept nor broken."""
    cells = figures(t4__review__total="5", t4__review__other="")

    assert not any(
        failure.right == ("t4.review.total",)
        for failure in broken_identities(cells, {"t4": "2021"})
    )
    assert not broken_identities(cells, {"t4": None})


def test_readings_that_break_a_sum_do_not_count() -> None:
    """Three values for two cells and their sum: only 2 + 1 = 3 adds up."""
    values = [Decimal(v) for v in (2, 1, 3, 9)]
    ways = choices(len(values), 3)
    readings = [tuple(values[place] for place in way) for way in ways]

    assert list(agreed(readings, [RowSum((0, 1), 2)])) == [2, 1, 3]
    assert list(agreed(readings, [])) == [None, None, None]
    assert not list(choices(40, 7))
