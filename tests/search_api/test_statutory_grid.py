"""The tables are laid out as the form prints them."""

from __future__ import annotations

from collections import Counter

import pytest

from indexer.forms.form import TABLES, forms
from search_api.statutory_grid import Grid, GridCell, grid_of

EVERY = [(table, generation) for generation in forms() for table in TABLES]


def _places(grid: Grid) -> list[dict[tuple[int, int], GridCell]]:
    """For each block, what covers each row and column, as a browser lays the cells out."""
    blocks = []
    for block in grid.blocks:
        taken: dict[tuple[int, int], GridCell] = {}
        for row, line in enumerate(block):
            column = 0
            for cell in line:
                while (row, column) in taken:
                    column += 1
                for down in range(cell.rows):
                    for right in range(cell.columns):
                        assert (row + down, column + right) not in taken
                        taken[row + down, column + right] = cell
                column += cell.columns
        blocks.append(taken)
    return blocks


@pytest.mark.parametrize(("table", "generation"), EVERY)
def test_the_cells_tile_a_rectangle(table: str, generation: str) -> None:
    """No place is covered twice, and none is left open."""
    grid = grid_of(table, generation)
    for block, places in zip(grid.blocks, _places(grid), strict=True):
        assert places.keys() == {
            (row, column) for row in range(len(block)) for column in range(grid.width)
        }


@pytest.mark.parametrize(("table", "generation"), EVERY)
def test_every_figure_of_the_form_stands_there_once(table: str, generation: str) -> None:
    """And nothing else does."""
    grid = grid_of(table, generation)
    keys = Counter(cell.key for block in grid.blocks for line in block for cell in line if cell.key)

    assert keys == Counter(forms()[generation].tables[table].cell_keys)


@pytest.mark.parametrize(("table", "generation"), EVERY)
def test_a_figure_stands_under_its_column_and_beside_its_row(table: str, generation: str) -> None:
    """Its labels are those that the form gives the key; in table 四 both stand above."""
    form = forms()[generation].tables[table]
    columns = {column.key: column.label for column in form.columns}
    rows = {row.key: row for row in form.rows}
    for places in _places(grid_of(table, generation)):
        for (row, column), cell in places.items():
            if cell.kind != "figure":
                continue
            key, _, column_key = cell.key.removeprefix(f"{table}.").rpartition(".")
            above = {places[up, column].text for up in range(row)}
            left = {places[row, at].text for at in range(column)}
            assert columns[column_key] in above
            assert {rows[key].label, *rows[key].under} <= above | left


def test_the_heads_of_table_three_are_merged_as_printed() -> None:
    """申请人情况 over all seven columns, 法人或其他组织 over five, 三、 beside all of its rows."""
    lines = grid_of("t3", "2021").blocks[0]
    cells = {cell.text: cell for line in lines for cell in line if cell.text}

    assert (cells["申请人情况"].columns, cells["法人或其他组织"].columns) == (7, 5)
    assert (cells["自然人"].rows, cells["总计"].rows) == (2, 2)
    assert (cells["三、本年度办理结果"].rows, cells["（三）不予公开"].rows) == (22, 8)
    assert cells["一、本年新收政府信息公开申请数量"].columns == 3
