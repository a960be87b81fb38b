"""The forms as data: every cell the notices print, and nothing else."""

from __future__ import annotations

import json

import pytest

from indexer.forms.form import (
    TABLES,
    appendix,
    canonical_keys,
    columns,
    expected_keys,
    figure_labels,
    forms,
    generation_of,
)
from tests.printing import Generation, figure_keys
from tests.shared import SHARED

SCHEMA = SHARED / "figure_schema.json"


@pytest.mark.parametrize("generation", ["2019", "2021"])
def test_a_form_has_the_cells_that_the_notice_prints(generation: Generation) -> None:
    """The rows of each file, cell by cell, are those of the printed form."""
    tables = forms()[generation].tables

    keys = [key for table in TABLES for key in tables[table].cell_keys]

    assert set(figure_keys(generation)) == set(keys)
    assert len(keys) == len(set(keys)) == {"2019": 198, "2021": 200}[generation]


@pytest.mark.skipif(not SCHEMA.exists(), reason="../shared/figure_schema.json is not here")
def test_all_generations_together_are_the_figure_schema() -> None:
    """Keys of the canonical schema that is not kept with the project."""
    schema = json.loads(SCHEMA.read_text())
    wanted = {cell["key"] for cells in schema["t2"].values() for cell in cells}
    wanted |= {cell["key"] for cell in schema["t4"]}
    wanted |= {f"{r['key']}.{c['key']}" for r in schema["t3_rows"] for c in schema["columns_t3"]}

    assert wanted == set().union(*map(canonical_keys, TABLES))


@pytest.mark.parametrize("generation", ["2019", "2021"])
def test_identities_name_rows_and_columns_of_the_form(generation: str) -> None:
    """Both sides of an identity exist, and 办理结果 sums every leaf of the form once."""
    form = forms()[generation]
    for identity in form.identities:
        table = form.tables[identity.table]
        parts = table.rows if identity.over == "columns" else table.columns
        assert {*identity.left, *identity.right} <= {part.key for part in parts}
    (result_sum,) = (i for i in form.identities if i.id == "T3.result_sum")
    leaves = [row.key for row in form.tables["t3"].rows if row.key.startswith("result.")]

    assert sorted([*result_sum.left, *result_sum.right]) == sorted(leaves)
    assert len(result_sum.left) == {"2019": 19, "2021": 21}[generation]


def test_a_key_is_told_from_one_that_the_form_lacks() -> None:
    """2019 has one row of 其他处理, 2021 three."""
    assert "t3.result.other.unsplit.total" in expected_keys("t3", "2019")
    assert "t3.result.other.misc.total" not in expected_keys("t3", "2019")
    assert "t2.fees.amount_10k_yuan" in expected_keys("t2", "2021")
    assert "t2.procurement.items" not in expected_keys("t2", "2021")
    assert "t4.review.total" in expected_keys("t4", "2019")


def test_of_a_form_that_is_not_known_only_what_all_forms_have_is_expected() -> None:
    keys = expected_keys("t3", None)

    assert "t3.new_received.total" in keys
    assert not any(key.startswith("t3.result.other.unsplit") for key in keys)
    assert not any(key.startswith("t3.result.other.misc") for key in keys)


def test_a_table_without_a_form_goes_with_table_three() -> None:
    """Its own form first, then that of 三, 二, 四."""
    assert generation_of({"t2": "2021", "t3": "2019", "t4": None}, "t4") == "2019"
    assert generation_of({"t2": "2021", "t3": None, "t4": None}, "t4") == "2021"
    assert generation_of({"t2": None, "t3": None, "t4": None}, "t4") is None


def test_only_changes_may_be_negative_and_only_money_has_decimals() -> None:
    """What a number may look like follows from the column."""
    kinds = {key: column.kind for table in TABLES for key, column in columns(table).items()}

    assert [key for key, kind in kinds.items() if kind == "change"] == ["items_change"]
    assert {key for key, kind in kinds.items() if kind == "amount"} == {"amount", "amount_10k_yuan"}
    assert columns("t2")["amount"].unit is None


def test_every_cell_has_a_label() -> None:
    """The label is the path of row labels and the column's."""
    labels = figure_labels()

    assert set(labels) == set().union(*map(canonical_keys, TABLES))
    assert labels["t3.result.granted.total"] == "三、本年度办理结果 › （一）予以公开 · 总计"


def test_appendix_rows_have_keys_of_their_own() -> None:
    """No row of the statistics tables before 2019 stands twice."""
    keys = [row.key for row in appendix().rows]

    assert len(keys) == len(set(keys))
    assert "received.total" in keys
