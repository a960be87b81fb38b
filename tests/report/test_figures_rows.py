"""The cells of a row are told by its shape, or not at all."""

from __future__ import annotations

import pytest

from indexer.model import Status
from indexer.report.figures import read_figures
from tests.printing import table_four, table_three, table_two
from tests.report.grids import document, flat
from tests.report.table_three import HEADS, NEW, ONES, T3, cells, t3


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ([NEW, *"5300019"], [5, 3, 0, 0, 0, 1, 9]),
        ([NEW, "", "", *"5300019"], [5, 3, 0, 0, 0, 1, 9]),
        ([NEW, "", *"5300019", "", ""], [5, 3, 0, 0, 0, 1, 9]),
        ([NEW, "5", "", *"00019"], [5, "blank", 0, 0, 0, 1, 9]),
        ([NEW, "5", "-", *"00/19"], [5, "unreadable", 0, 0, "unreadable", 1, 9]),
        ([NEW, *"530019"], ["ambiguous"] * 7),
        ([NEW, *"000000"], ["ambiguous"] * 7),
        ([NEW, "", *"530019", ""], ["ambiguous"] * 7),
        ([NEW, "", *"300019"], ["ambiguous"] * 7),
        ([NEW, "5300019"], ["ambiguous"] * 7),
        ([NEW, *"0000000", "0"], [0] * 7),
        ([NEW, *"12345678"], ["ambiguous"] * 7),
        ([NEW, *[""] * 7], ["blank"] * 7),
    ],
)
def test_flattened_rows_are_counted(row: list[str], wanted: list[str | int]) -> None:
    """Seven fields are the seven cells; anything else leaves several readings."""
    # A row of another shape keeps blanks at the edge from being certain.
    wider = [*T3[-1], "", ""]
    reading = read_figures(document([*T3[:3], row, *T3[4:-1], wider], exact=False))

    assert wanted == cells(reading, "new_received")


def test_a_blank_at_the_edge_is_a_cell_between_full_rows_of_its_kind() -> None:
    """All rows of the table have seven fields, and so the blank is 自然人 or 总计; else not."""
    for place in (0, 6):
        row = [NEW, *"5300019"]
        row[1 + place] = ""
        wanted: list[str | int] = [5, 3, 0, 0, 0, 1, 9]
        wanted[place] = "blank"

        assert wanted == cells(t3(row), "new_received")
    two = [[NEW, "", *"300019"], [T3[4][0], "", *"000001"]]
    assert cells(t3(*two), "new_received") == ["ambiguous"] * 7


def test_values_that_all_readings_share_are_recovered() -> None:
    """Eight numbers for seven cells: only the reading that adds up, if there is one."""
    reading = t3([NEW, *"53000191"])

    assert cells(reading, "new_received") == [5, 3, 0, 0, 0, 1, 9]
    assert reading.figures["t3.new_received.total"].status is Status.RECOVERED
    assert [notice.code for notice in reading.notices] == ["extra_cells"]


def test_a_label_that_a_page_cut_is_one_row() -> None:
    """The row of blanks under the rest of the label adds nothing."""
    reading = read_figures(
        document(
            [*T3[:-1], ["3.危及“三安全”", *"1200003"], ["", "“一稳定”", *[""] * 7], T3[-1]],
            exact=False,
        )
    )

    assert cells(reading, "result.denied.three_securities_one_stability") == [1, 2, 0, 0, 0, 0, 3]


def test_a_short_label_cut_from_a_longer_one_is_not_another_row() -> None:
    """2.其他 / 法律行政法规禁止公开 is not 3.其他."""
    reading = read_figures(
        document(
            [*T3[:-1], ["2.其他", *"1200003"], ["法律行政法规禁止公开", *[""] * 7], T3[-1]],
            exact=False,
        )
    )

    assert cells(reading, "result.denied.law_prohibited") == [1, 2, 0, 0, 0, 0, 3]
    assert not any("misc" in k and f.value is not None for k, f in reading.figures.items())


def test_digits_without_a_label_may_belong_to_the_row_above() -> None:
    """A row cut by a page (118 / 0) is no 118."""
    reading = read_figures(document([*T3[:4], ["", "", "0"], *T3[4:]], exact=False))

    assert cells(reading, "new_received") == ["ambiguous"] * 7
    assert "stray_values" in {notice.code for notice in reading.notices}


def test_a_table_in_pieces_is_one_table() -> None:
    """Pieces without header, page numbers between them, in any order."""
    body = T3[3:]
    reading = read_figures(document([*HEADS, *body[:2]], "— 2 —", body[3:], body[2:3], exact=False))

    assert cells(reading, "result.granted") == [4, 3, 0, 0, 0, 1, 8]
    assert cells(reading, "carried_out") == [2, 0, 0, 0, 0, 0, 2]
    assert reading.tables == {0: "t3", 1: "t3", 2: "t3"}


def test_several_tables_in_one_block_are_told_apart() -> None:
    """One flattened block may hold all three."""
    rows = [
        row
        for t in (table_two("2021", ONES), table_three("2021", ONES), table_four(ONES))
        for row in flat(t)
    ]
    reading = read_figures(document(rows, exact=False))

    assert reading.forms == {"t2": "2021", "t3": "2021", "t4": "2021"}
    assert all(figure.value == 1 for figure in reading.figures.values())
    assert len(reading.figures) == 200


def test_one_cell_a_row_is_read_where_the_sum_holds() -> None:
    """Layout without tabs: the fields after a label are its row, if they add up."""
    rows = [[text] for row in T3 for text in row if text]
    reading = read_figures(document(rows, exact=False))

    assert cells(reading, "new_received") == [5, 3, 0, 0, 0, 1, 9]
    assert cells(reading, "carried_out") == [2, 0, 0, 0, 0, 0, 2]


def test_columns_in_another_order_are_followed_or_withheld() -> None:
    """An exact grid is read by its header; a flattened one out of order is not read."""
    head = ["", "总计", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    rows = [head, *([row[0] or row[1], row[-1], *row[-7:-1]] for row in T3[3:])]

    assert cells(read_figures(document(rows)), "new_received") == [5, 3, 0, 0, 0, 1, 9]
    assert cells(read_figures(document(rows, exact=False)), "new_received") == ["ambiguous"] * 7
