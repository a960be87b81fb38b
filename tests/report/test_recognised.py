"""A number read from a picture counts only where the sums of the form prove it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.model import Figure, Status
from indexer.report.recognised import borne_out, withheld
from tests.report.adding import FORM, Cells, added_up, figures, holds, table_four, table_three

RUN = settings(max_examples=50, deadline=None)


def kept(cells: Mapping[str, int | None]) -> dict[str, int]:
    """The cells that still have a value, of a document whose characters were recognised."""
    found = borne_out(figures(cells), FORM)

    assert found.keys() == cells.keys()
    return {key: int(one.value) for key, one in found.items() if one.value is not None}


@given(added_up())
@RUN
def test_the_tables_of_these_tests_add_up(cells: Cells) -> None:
    assert holds(cells)


def test_a_table_of_several_numbers_counts_whole() -> None:
    parts = {"granted.natural_person": 95, "denied.state_secret.natural_person": 8}
    cells = table_three(parts, carried_in=20, carried_out=1)

    assert kept(cells) == cells


def test_zeros_alone_prove_nothing() -> None:
    """Every 8 of a form may have been read as 0, and all sums would hold."""
    assert kept(table_three({}) | table_four({})) == {}


def test_one_number_over_and_over_is_not_proved_but_the_zeros_beside_it_are() -> None:
    """8 in six places may be 3 in six places; no result is anything but 0 beside a total of 8."""
    cells = table_three({"granted.natural_person": 8})

    found = kept(cells)

    assert set(found.values()) == {0}
    assert {key for key in cells.keys() - found.keys() if not cells[key]} == {
        key for key in cells if ".carried_" in key
    }


def test_what_is_carried_in_and_out_alike_is_not_proved() -> None:
    """Both may be misread, and the sums would hold."""
    cells = table_three({"granted.business": 95, "denied.state_secret.business": 8}, 2, 2)

    found = kept(cells)

    assert not {key for key in found if ".carried_" in key and cells[key]}
    assert found["t3.result.granted.total"] == 95


def test_two_errors_that_cancel_in_a_row_do_not_cancel_in_the_columns() -> None:
    """699 read as 669 in a row and in its total alike."""
    cells = table_three({"granted.research": 699, "denied.state_secret.business": 58})
    read = cells | {"t3.result.granted.research": 669, "t3.result.granted.total": 669}

    found = kept(read)

    assert not found.keys() & {"t3.result.granted.research", "t3.result.granted.total"}
    assert found["t3.result.denied.state_secret.public_welfare"] == 0
    assert found.items() <= cells.items()


def test_a_row_that_adds_up_in_a_column_that_does_not_is_withheld() -> None:
    cells = table_three({"granted.business": 40, "partially_granted.business": 7})
    read = cells | {"t3.result.total.business": 48}

    assert not {key for key in kept(read) if key.endswith(".business")}


def test_a_dash_leaves_the_sums_of_its_row_and_column_open() -> None:
    cells = table_three({"granted.business": 95, "denied.state_secret.business": 8})
    read = cells | {"t3.result.unable.not_held.research": None}

    found = kept(read)

    assert not {key for key in found if ".unable.not_held." in key}
    assert not {key for key in found if key.endswith(".research") and ".result." in key}
    assert found["t3.result.granted.business"] == 95


def test_table_four_counts_where_its_blocks_prove_it() -> None:
    cells = table_four({"review.upheld": 9, "review.corrected": 3, "litigation_direct.pending": 4})

    found = kept(cells)

    assert [found.get(f"t4.review.{one}") for one in ("upheld", "corrected", "total")] == [9, 3, 12]
    assert "t4.litigation_direct.total" not in found  # 4 = 4
    assert found["t4.litigation_direct.upheld"] == 0
    assert not {key for key in found if key.startswith("t4.litigation_after_review.")}


def test_what_no_sum_covers_has_no_value_and_what_was_read() -> None:
    read = Figure("t2.regulations.issued", Decimal(3), Status.REPORTED, "件", "3")

    found = borne_out({read.key: read}, FORM)

    assert found[read.key] == Figure(read.key, None, Status.UNREADABLE, "件", "3")


def test_what_has_no_value_keeps_its_reason() -> None:
    for status in (Status.BLANK, Status.MISSING, Status.AMBIGUOUS, Status.NOT_IN_FORM):
        figure = Figure("t3.carried_in.total", None, status)

        assert withheld(figure) is figure


def test_what_was_recovered_is_no_proof() -> None:
    cells = figures(table_three({"granted.business": 95, "denied.state_secret.business": 8}))
    key = "t3.result.granted.business"
    cells[key] = Figure(key, Decimal(95), Status.RECOVERED, "件", "95")

    found = borne_out(cells, FORM)

    assert found[key].status is Status.UNREADABLE
    assert found["t3.result.granted.total"].status is Status.UNREADABLE


@pytest.mark.slow
@given(added_up(), st.data())
@RUN
def test_one_shape_misread_anywhere_gives_no_wrong_figure(
    cells: Cells, data: st.DataObject
) -> None:
    """Whatever digit is read as whatever other one, in all places or in some."""
    printed = sorted({digit for value in cells.values() for digit in str(value)})
    digit = data.draw(st.sampled_from(printed))
    other = data.draw(st.sampled_from([one for one in "0123456789" if one != digit]))
    places = [key for key, value in cells.items() if digit in str(value)]
    everywhere = data.draw(st.booleans())
    misread = places if everywhere else data.draw(st.sets(st.sampled_from(places)))
    read = cells | {key: int(str(cells[key]).replace(digit, other)) for key in misread}

    assert kept(read).items() <= cells.items()


def test_first_digits_that_are_lost_alike_give_no_wrong_figure() -> None:
    """15 and 3 of 18, read as 5 and 3 of 8."""
    names = ("granted.natural_person", "denied.state_secret.natural_person")
    printed = table_three(dict(zip(names, (15, 3), strict=True)), carried_in=12, carried_out=11)
    read = table_three(dict(zip(names, (5, 3), strict=True)), carried_in=2, carried_out=1)

    assert holds(read | table_four({}))
    assert kept(read).items() <= printed.items()


@given(added_up(), st.sampled_from("123456789"))
@RUN
def test_no_first_digit_that_is_lost_everywhere_gives_a_wrong_figure(
    cells: Cells, digit: str
) -> None:
    read = {
        key: int(text[1:]) if text[0] == digit and text[1:2] not in ("", "0") else value
        for key, value in cells.items()
        for text in [str(value)]
    }

    assert kept(read).items() <= cells.items()


@given(added_up(), st.data())
@RUN
def test_two_errors_of_any_kind_give_no_wrong_figure_in_table_three(
    cells: Cells, data: st.DataObject
) -> None:
    """Not even if they cancel."""
    three = sorted(key for key in cells if key.startswith("t3."))
    first, second = data.draw(st.lists(st.sampled_from(three), min_size=2, max_size=2, unique=True))
    row = first.rpartition(".")[0]
    if data.draw(st.booleans()):
        second = f"{row}.total"
    wrong = data.draw(st.integers(1, 99))
    read = cells | {first: cells[first] + wrong}
    read[second] = read[second] + data.draw(st.sampled_from([wrong, -wrong, 0]))

    found = kept({key: value if value >= 0 else None for key, value in read.items()})

    assert {key: value for key, value in found.items() if key in three}.items() <= cells.items()
