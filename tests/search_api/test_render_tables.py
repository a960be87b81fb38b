"""Statutory tables drawn as tables."""

from __future__ import annotations

from decimal import Decimal

import pytest
from rich.cells import cell_len

from indexer.forms.form import TABLES, forms
from indexer.labels import STATUSES
from indexer.model import Figure, Status
from search_api.render.tables import grid, table_lines
from search_api.render.values import figure_text


def cells(
    generation: str, table: str, value: int = 0, status: Status = Status.REPORTED
) -> dict[str, Figure]:
    """A table of one value."""
    number = Decimal(value) if status in (Status.REPORTED, Status.RECOVERED) else None
    keys = forms()[generation].tables[table].cell_keys
    return {key: Figure(key, number, status) for key in keys}


def drawn(
    table: str,
    figures: dict[str, Figure],
    generation: str | None = "2021",
    width: int | None = None,
    disputed: frozenset[str] = frozenset(),
) -> list[str]:
    """The lines of a table."""
    recognised = dict.fromkeys(TABLES, generation)
    return [line.plain for line in table_lines(table, recognised, figures, disputed, width)]


@pytest.mark.parametrize("generation", ["2019", "2021"])
@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_every_row_and_column_of_its_form(generation: str, table: str) -> None:
    """Each with its label."""
    text = "\n".join(drawn(table, cells(generation, table), generation))

    form = forms()[generation].tables[table]
    assert all(row.label in text for row in form.rows)
    assert all(column.label in text for column in form.columns)


@pytest.mark.parametrize(
    "status", [Status.BLANK, Status.AMBIGUOUS, Status.UNREADABLE, Status.NOT_IN_FORM]
)
def test_what_is_no_value_is_said_in_words(status: Status) -> None:
    """A blank is never shown as 0."""
    key = "t3.new_received.total"
    figures = cells("2021", "t3") | {key: Figure(key, None, status)}
    (line,) = (line for line in drawn("t3", figures) if "本年新收" in line)

    assert line.split()[-1] == STATUSES[status]


def test_recovered_and_disputed_cells_are_marked_and_explained() -> None:
    """A sign beside the number, its meaning below the table."""
    figures = cells("2021", "t4", 1, Status.RECOVERED)
    text = "\n".join(drawn("t4", figures, disputed=frozenset({"t4.review.total"})))

    assert "1*!" in text
    assert "* 据勾稽复原" in text
    assert "! 勾稽存疑" in text


def test_an_absent_table_is_said_to_be_absent() -> None:
    """One that the text lacks, and one that was never recognised."""
    assert "本文本中未见此表" in drawn("t4", cells("2021", "t4", status=Status.MISSING))[1]
    assert drawn("t4", {}, None) == ["表四：没有可识别的表格"]


@pytest.mark.parametrize("width", [80, 100, 140])
@pytest.mark.parametrize("status", [Status.REPORTED, Status.AMBIGUOUS])
@pytest.mark.parametrize("table", TABLES)
def test_a_table_fits_a_terminal_of_eighty_cells(width: int, status: Status, table: str) -> None:
    """Whatever stands in its cells."""
    for generation in forms():
        found = drawn(table, cells(generation, table, 12, status), generation, width)
        assert max(map(cell_len, found)) <= width


@pytest.mark.parametrize("generation", ["2019", "2021"])
def test_short_labels_leave_their_room_to_the_cells(generation: str) -> None:
    """The table of few columns fits sixty cells too."""
    found = drawn("t2", cells(generation, "t2", 12), generation, 60)

    assert max(map(cell_len, found)) <= 60


def test_columns_stand_below_their_heads() -> None:
    """Han characters count two cells."""
    found = [line.plain for line in grid([["", "总计", "其他"], ["年份", "1", "空白"]], None)]

    assert found == ["        总计  其他", "  年份     1  空白"]


def test_a_figure_tells_what_must_be_known() -> None:
    """Unit, status, dispute; a rate to two places."""
    assert figure_text(Decimal("1"), "recovered", True) == "1〔据勾稽复原，勾稽存疑〕"
    assert figure_text(Decimal("55.555556"), "derived", unit="%") == "55.56 %"
    assert figure_text(None, "blank", unit="件") == "空白"
    assert figure_text(None, "derived", unit="%") == "不能计算"
