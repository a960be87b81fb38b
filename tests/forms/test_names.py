"""Chinese names of figures lead to keys that exist."""

from __future__ import annotations

import pytest

from indexer.forms.form import TABLES, canonical_keys
from indexer.forms.names import figure_names, keys_named
from indexer.report.derived import formulas


def test_every_name_leads_to_keys() -> None:
    """A name stands for a cell or a derived figure."""
    known = {formula.key for formula in formulas()}.union(*map(canonical_keys, TABLES))
    for name, keys in figure_names().items():
        assert keys, name
        assert set(keys) <= known


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("新收申请", ("t3.new_received.total",)),
        ("新收申请.自然人", ("t3.new_received.natural_person",)),
        ("复议.结果维持", ("t4.review.upheld",)),
        ("不予公开", ("d.denied",)),
        ("不予公开.自然人", ()),
        ("新收申请.月份", ()),
        ("公开", ()),
        ("", ()),
    ],
)
def test_names(name: str, keys: tuple[str, ...]) -> None:
    """A dot names a column; 公开 alone names nothing."""
    assert keys == keys_named(name)
