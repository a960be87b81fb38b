"""Tables become figures with a status; what has no certain reading has no value."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from indexer.document import Document, Table
from indexer.model import Status
from indexer.report.figures import read_figures
from tests.printing import Generation, table_three, table_two
from tests.report.grids import document, spread
from tests.report.table_three import NEW, ONES, T3, cells, t3
from tests.shared import HANGS


def test_rows_in_another_order_are_found_by_label() -> None:
    """Order says nothing."""
    rows = spread(table_three("2021", ONES | {"t3.result.granted.total": "7"}))
    reading = read_figures(document([*rows[:3], *reversed(rows[3:])]))

    assert reading.figures["t3.result.granted.total"].value == 7
    assert reading.figures["t3.carried_out.total"].value == 1


def test_the_form_is_recognised_per_table() -> None:
    """Table 二 of 2021 with table 三 of 2019, as real reports have it."""
    reading = read_figures(
        document(spread(table_two("2021", ONES)), spread(table_three("2019", ONES)))
    )

    assert reading.forms == {"t2": "2021", "t3": "2019", "t4": None}
    assert reading.figures["t3.result.other.unsplit.total"].value == 1
    assert "t3.result.other.misc.total" not in reading.figures
    assert reading.figures["t4.review.total"].status is Status.MISSING


def test_articles_of_two_generations_in_one_table() -> None:
    """第（一）项 in the columns of 2019, the rest of 2021: each cell keeps its own key."""
    old, new = spread(table_two("2019", ONES)), spread(table_two("2021", ONES))
    reading = read_figures(document([*old[:4], *new[4:]]))

    assert reading.figures["t2.regulations.newly_made"].value == 1
    assert reading.figures["t2.fees.amount_10k_yuan"].value == 1
    assert reading.figures["t2.regulations.issued"].status is Status.MISSING


def test_what_the_form_has_and_the_text_lacks_is_missing() -> None:
    """Rows that are not there, of a table that is."""
    reading = t3()

    assert cells(reading, "result.partially_granted") == ["missing"] * 7
    assert reading.forms["t3"] is None
    assert not any("other" in key.split(".")[2] for key in reading.figures if key.count(".") == 4)


def test_a_row_whose_label_is_lost_is_not_called_missing() -> None:
    """Something with numbers stands there: what is not found cannot be told, rather than absent."""
    reading = read_figures(
        document([*T3[:-1], ["（二）某某事项", *"1000001"], T3[-1]], exact=False)
    )

    assert cells(reading, "result.partially_granted") == ["ambiguous"] * 7
    assert "unknown_row" in {notice.code for notice in reading.notices}


def test_no_statutory_table_no_figures() -> None:
    """Another table, even with rows of the same name, gives nothing."""
    reading = read_figures(
        document([["类别", "件数", "满意率"], ["行政许可", "5", "99"], ["行政处罚", "3", "98"]])
    )

    assert not reading.figures
    assert reading.forms == {"t2": None, "t3": None, "t4": None}
    assert reading.tables == {0: "other"}


def test_rows_of_another_table_do_not_reach_table_two() -> None:
    """A later table with 行政许可 under headers of its own changes nothing."""
    other = [["类别", "件数", "满意率"], ["行政许可", "5", "99"]]
    reading = read_figures(document(spread(table_two("2021", ONES)), "长" * 50, other))

    assert reading.figures["t2.licensing.decisions"].value == 1
    assert reading.tables == {0: "t2", 1: "other"}


def test_amounts_keep_the_unit_that_is_printed() -> None:
    """采购总金额 has none of its own; 收费金额 is in 万元 whatever it was filled in."""
    rows = spread(table_two("2019", ONES | {"t2.procurement.amount": "3456.78万元"}))
    plain = read_figures(document(spread(table_two("2019", ONES))))
    printed = read_figures(document(rows))
    fees = spread(table_two("2021", ONES | {"t2.fees.amount_10k_yuan": "251000元"}))
    converted = read_figures(document(fees))

    assert plain.figures["t2.procurement.amount"].unit is None
    figure = printed.figures["t2.procurement.amount"]
    assert (Decimal("3456.78"), "万元") == (figure.value, figure.unit)
    figure = converted.figures["t2.fees.amount_10k_yuan"]
    assert (Decimal("25.1"), "万元", "251000元") == (figure.value, figure.unit, figure.raw)
    assert [notice.code for notice in converted.notices] == ["unit_converted"]


def test_a_column_over_several_cells_takes_the_one_that_is_filled() -> None:
    """Cells not merged under a merged header: one number, equal numbers, or no telling."""
    head = ["信息内容", "上一年项目数量", "本年增/减", "本年增/减"]

    def change(*last: str) -> str:
        rows = [["第二十条第（八）项"] * 4, head, ["行政事业性收费", "7", *last]]
        figure = read_figures(document(rows)).figures["t2.fees.items_change"]
        return f"{figure.status} {figure.value}"

    assert change("+8", "") == "reported 8"
    assert change("", "-8") == "reported -8"
    assert change("+4", "4") == "recovered 4"
    assert change("0", "00") == "ambiguous None"
    assert change("1", "2") == "ambiguous None"
    assert change("", "") == "blank None"


@pytest.mark.parametrize("exact", [True, False])
def test_every_figure_leads_to_its_characters(exact: bool) -> None:
    """The locator's spans hold what was read."""
    made = document(
        spread(table_three("2021", ONES | {"t3.result.granted.total": " 12 "})), exact=exact
    )
    reading = read_figures(made)
    for figure in reading.figures.values():
        if figure.locator is not None and figure.status is Status.REPORTED:
            assert (figure.raw or "").strip() == made.slice(figure.locator.spans).strip()
            assert figure.locator.table == 0
            assert figure.locator.row is not None


@pytest.mark.parametrize("generation", ["2019", "2021"])
def test_a_table_twice_is_said_and_contradictions_are_withheld(generation: Generation) -> None:
    """The same table again changes nothing; another number withholds the cell."""
    once = spread(table_three(generation, ONES))
    again = spread(table_three(generation, ONES | {"t3.carried_in.total": "2"}))
    same, other = read_figures(document(once, once)), read_figures(document(once, again))

    assert same.figures["t3.carried_in.total"].value == 1
    assert "row_twice" in {notice.code for notice in same.notices}
    assert other.figures["t3.carried_in.total"].status is Status.AMBIGUOUS
    assert other.figures["t3.carried_in.research"].value == 1


def test_a_table_of_ten_thousand_rows_takes_bounded_time() -> None:
    """It is left out with a notice, and what other tables lack is not called missing."""
    rows = [
        *T3,
        *([NEW, *"1000001"] for _ in range(3_000)),
        *([f"（{i}）某项未知事务第{i}类", *"1000001"] for i in range(4_000)),
        *([*"0000000"] for _ in range(3_000)),
    ]
    made = document(rows, T3[:4], exact=False)
    start = time.process_time()
    reading = read_figures(made)

    assert time.process_time() - start < HANGS
    assert cells(reading, "new_received") == [5, 3, 0, 0, 0, 1, 9]
    assert set(cells(reading, "carried_out")) == {"ambiguous"}
    assert [n.code for n in reading.notices] == ["long_table"]


def test_a_table_longer_than_any_form_is_read_with_a_notice() -> None:
    """Rows of the form, unknown rows and numbers alone, each many times: a notice, no value."""
    rows = [
        *T3,
        *([NEW, *"1000001"] for _ in range(200)),
        *([f"（{i}）某项未知事务第{i}类", *"1000001"] for i in range(400)),
        *([*"0000000"] for _ in range(200)),
    ]
    reading = read_figures(document(rows, exact=False))

    ambiguous = "ambiguous"
    assert [ambiguous, ambiguous, 0, 0, 0, ambiguous, ambiguous] == cells(reading, "new_received")
    assert {"row_twice", "long_table", "unknown_row"} <= {n.code for n in reading.notices}


def test_a_number_of_thirty_digits_has_no_value() -> None:
    """It is unreadable, and that is said."""
    reading = t3([NEW, "1" + "0" * 30, *"300019"])

    assert cells(reading, "new_received")[0] == "unreadable"
    assert [notice.code for notice in reading.notices] == ["value_too_long"]


def test_ragged_wide_and_empty_tables_do_no_harm() -> None:
    """Whatever a reader may hand over."""
    made: Document = document([["x"] * 5_000], [[]], [[""]], [[None, None]], exact=False)

    assert not read_figures(made).figures
    assert all(isinstance(block, Table) for block in made.blocks)
    assert not read_figures(Document("txt", "", ())).figures
