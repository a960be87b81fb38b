"""The cells of a row are told by its shape, or not at all."""

from __future__ import annotations

import pytest

from indexer.model import Status
from indexer.report.figures import read_figures
from tests.printing import table_four, table_three, table_two
from tests.printing.forms import OUTCOMES
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
        ([NEW, *"530019"], [5, 3, *["ambiguous"] * 3, 1, 9]),
        ([NEW, *"000000"], ["ambiguous"] * 7),
        ([NEW, "", *"530019", ""], [5, 3, *["ambiguous"] * 3, 1, 9]),
        ([NEW, "", *"300019"], ["ambiguous", 3, 0, 0, 0, 1, 9]),
        ([NEW, "5300019"], ["ambiguous"] * 7),
        ([NEW, *"0000000", "0"], [0] * 7),
        ([NEW, *"12345678"], ["ambiguous"] * 7),
        ([NEW, *[""] * 7], ["ambiguous"] * 7),
    ],
)
def test_flattened_rows_are_counted(row: list[str], wanted: list[str | int]) -> None:
    """Seven fields are the seven cells; fewer or more are told where all readings agree."""
    # A row of another shape keeps blanks at the edge from being certain.
    wider = [*T3[-1], "", ""]
    reading = read_figures(document([*T3[:3], row, *T3[4:-1], wider], exact=False))

    assert wanted == cells(reading, "new_received")


def test_a_blank_at_the_edge_is_a_cell_between_full_rows_of_its_kind() -> None:
    """All rows of the table have seven fields, and so the blank is 自然人 or 总计; else not."""
    assert cells(t3([NEW, "", *"300014"]), "new_received") == ["blank", 3, 0, 0, 0, 1, 4]
    assert cells(t3([NEW, *"530001", ""]), "new_received") == [5, 3, 0, 0, 0, 1, "blank"]
    two = [[NEW, "", *"300019"], [T3[4][0], "", *"000001"]]
    assert cells(t3(*two), "new_received") == ["ambiguous"] * 7


def test_a_row_of_blanks_is_blank_where_all_rows_are_built_alike() -> None:
    """Elsewhere one of the blanks may be a merged label's, and the one number may be lost."""
    assert cells(t3([NEW, *[""] * 7]), "new_received") == ["blank"] * 7
    assert cells(t3([NEW, *[""] * 7], [*T3[-1], ""]), "new_received") == ["ambiguous"] * 7


def test_numbers_without_a_label_before_a_row_of_blanks_may_be_its_own() -> None:
    """A page cut the label behind its enumerator, and the numbers stayed above."""
    cut = [["4", *"0000011"], ["保护第三方合法权益", *[""] * 7]]
    reading = read_figures(document([*T3[:5], *cut, *T3[5:]], exact=False))

    assert cells(reading, "result.denied.third_party_rights") == ["ambiguous"] * 7


def test_a_group_that_lost_its_first_label_is_no_row_of_the_other_form() -> None:
    """其他处理 is a row in 2019; in 2021 it heads three, and numbers beside it are one of those."""
    split = [
        ["", "（六）其他处理", "", *"1000001"],
        ["", "", "2.申请人逾期未按收费通知要求缴纳费用", *"0000000"],
        ["", "", "3.其他", *"0000000"],
    ]
    reading = read_figures(document([*T3, *split], exact=False))
    assert not any("unsplit" in key for key in reading.figures)
    garbled = ["三、本年度办理结果", "（六）其他处理", "1.某种无法辨认的情形", *"1000001"]
    reading = read_figures(document([*T3, garbled], exact=False))
    unsplit = [figure for key, figure in reading.figures.items() if "unsplit" in key]
    assert all(figure.value is None for figure in unsplit)


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (["本年制发件数", "现行有效件数"], ["7", "2"]),
        (["本年制发件数本年废止件数", "现行有效件数"], ["", "1", ""]),
        (["本年制发件数", "本年废止件数", "现行有效件数"], ["", "7", "1"]),
        (["本年制发件数", "本年废止件数", "现行有效件数"], ["", "7", "1", ""]),
        (["本年制发件数", "本年废止件数", "现行有效件数"], ["", "", "", ""]),
    ],
)
def test_table_two_is_not_counted_where_a_cell_may_be_lost(head: list[str], row: list[str]) -> None:
    """A head lost or glued, or a blank at the edge of an uneven row: a cell may be lost there."""
    rows = [
        ["第二十条第（一）项"],
        ["信息内容", *head],
        ["规章", *row],
        ["行政规范性文件", "1", "2", "3", "", ""],
    ]
    figures = read_figures(document(rows, exact=False)).figures

    assert all(f.value is None for key, f in figures.items() if "t2.regulations" in key)
    assert not any(f.status is Status.BLANK for f in figures.values())


def test_an_exact_header_that_lost_a_cell_is_no_header() -> None:
    """In a row without its third cell the others have moved to the left."""
    rows: list[list[str | None]] = [
        ["第二十条第（一）项", *["第二十条第（一）项"] * 3],
        ["信息内容", "本年制发件数", "现行有效件数", None],
        ["规章", "1", "2", None],
    ]
    for table in (rows, [row[:3] for row in rows]):
        figures = read_figures(document(table)).figures
        assert all(figure.value is None for figure in figures.values())


def test_table_four_trusts_a_blank_at_its_edge_only_between_whole_remedies() -> None:
    """Fifteen fields may be fourteen cells and a blank that slipped in."""
    five = [label for _, label in OUTCOMES]
    head = [
        ["行政复议", *[""] * 4, "行政诉讼", *[""] * 9],
        [*five, "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4],
        [*[""] * 5, *five, *five],
    ]

    def statuses(*texts: str) -> list[str]:
        figures = read_figures(document([*head, texts], exact=False)).figures
        return [f.status.value for key, f in figures.items() if key.startswith("t4.")]

    full = [*"10001", *"00000"]
    assert statuses(*[""] * 5, *full) == ["blank"] * 5 + ["reported"] * 10
    assert statuses(*"0000", "", *"0000", "", *"00000")[:3] == ["reported"] * 3
    assert set(statuses("", *"4270", *full)) == {"ambiguous"}


def test_a_label_with_an_open_bracket_does_not_swallow_the_next_row() -> None:
    """Only the rest of a label goes on with it, never the label of another row."""
    rows = [
        ["", "（二）部分公开（区分处理的，只计这一情形，不计其他", *[""] * 7],
        ["", "（三）不予公开", "1.属于国家秘密", *"1000001"],
    ]
    reading = read_figures(document([*T3, *rows], exact=False))

    assert cells(reading, "result.denied.state_secret") == [1, 0, 0, 0, 0, 0, 1]
    assert 1 not in cells(reading, "result.partially_granted")


def test_a_group_label_cut_to_a_leaf_of_the_form_is_not_that_leaf() -> None:
    """（六）其他 is what a page left of （六）其他处理, not the third row under it."""
    reading = read_figures(document([*T3, ["", "（六）其他", "", *"1000001"]], exact=False))

    assert not any(f.value for key, f in reading.figures.items() if "misc" in key)


def test_a_blank_at_the_edge_is_no_cell_where_the_sum_says_the_row_is_shifted() -> None:
    """The last number is the sum of the others, so that 总计 is not the blank after it."""
    wanted = [5, 3, *["ambiguous"] * 3, 1, 9]
    assert cells(t3([NEW, *"530019", ""]), "new_received") == wanted


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
