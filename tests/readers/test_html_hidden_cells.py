"""Cells and rows that a page hides give no figure; the others stand where a browser has them."""

import pytest

from indexer.readers.assemble import BROKEN
from tests.readers.helpers import document, tables

HEAD, LAST = "<tr><td>项目<td>自然人<td>企业", "<tr><td>合计<td>5<td>6"
LONG = "全年主动公开政府信息。" * 60


def shown(rows: str, sheet: str = "") -> list[list[str | None]]:
    """The table of a page between its head and its last row."""
    (table,) = tables(document(f"<style>{sheet}</style><table>{HEAD}{rows}{LAST}</table>"))
    assert (table[0], table[-1]) == (["项目", "自然人", "企业"], ["合计", "5", "6"])
    return table[1:-1]


@pytest.mark.parametrize(
    "hidden",
    ["style='display:none'", "hidden", "style='Display : none !important'", "class=h", "id=i"],
)
def test_a_cell_that_takes_no_place_lets_the_next_ones_move_up(hidden: str) -> None:
    """So does a row, and a span from above reaches one row further."""
    sheet = ".h, td#i, tr#i {display: none}"

    assert shown(f"<tr><td>规章<td {hidden}>9<td>3<td>4", sheet) == [["规章", "3", "4"]]
    row = "<tr><td rowspan=2>规章<td>1<td>2"
    assert shown(f"{row}<tr {hidden}><td>9<td>9<tr><td>3<td>4", sheet) == [
        ["规章", "1", "2"],
        ["规章", "3", "4"],
    ]


@pytest.mark.parametrize("how", ["hidden", "collapse"])
def test_what_is_only_not_seen_keeps_its_place(how: str) -> None:
    """A cell, a row, a group of rows: blank, and a span from above counts them."""
    unseen = f"style='visibility:{how}'"

    assert shown(f"<tr><td>规章<td {unseen}>9<td>4") == [["规章", "", "4"]]
    row = "<tr><td rowspan=2>规章<td>1<td>2"
    assert shown(f"{row}<tr {unseen}><td>9<td>9<tr><td>许可<td>3<td>4") == [
        ["规章", "1", "2"],
        ["规章", "", ""],
        ["许可", "3", "4"],
    ]
    assert shown(f"<tbody {unseen}><tr><td>规章<td>9<td>9</tbody>") == [["", "", ""]]


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [
        (".h{display:none} .h.on{display:table-cell}", "class=h"),
        (".h{display:none} .g{display:table-cell}", "class=h style='display:table-cell'"),
        (".x .h{display:none}", "class=h"),
        (".h.x{display:none}", "class=h"),
        (".h:nth-child(9){display:none}", "class=h"),
    ],
)
def test_where_it_is_open_whether_a_cell_is_there_its_row_gives_no_number(
    sheet: str, cell: str
) -> None:
    """From there on: the cells before it stand where they stand."""
    ((label, *others),) = shown(f"<tr><td>规章<td {cell}>3<td>4", sheet)

    assert label == "规章"
    assert [BROKEN in (text or "") for text in others] == [True, True]


def test_a_row_of_which_it_is_open_what_is_shown_gives_no_number() -> None:
    """The next one does."""
    sheet = ".h{display:none} .h.on{display:table-row} .s{text-decoration:line-through}"
    rows = shown("<tr class=h><td>规章<td>9<td>9<tr class=s><td>许可<td>9<td>9", sheet)

    assert [[BROKEN in (text or "") for text in row] for row in rows] == [[True] * 3] * 2


@pytest.mark.parametrize(
    "sheet", ["tr.h{display:none}", ".h:after{display:none}", "@media print{.h{display:none}}"]
)
def test_a_rule_for_something_else_hides_no_cell(sheet: str) -> None:
    """For rows, for what is put behind, for print."""
    (row,) = shown("<tr><td>规章<td>3<td class=h>4", f".g{{color:red}} {sheet}")

    assert row[:2] == ["规章", "3"]
    assert (row[2] or "").lstrip(BROKEN) == "4"


def test_what_may_be_the_report_is_read() -> None:
    """A page that lays its tabs out in cells shows them by a script."""
    page = f"<style>.tab{{display:none}}</style><table><tr><td>目录<td class=tab>{LONG}</table>"

    assert "全年主动公开政府信息" in document(page).text
