"""A cell's text is one number or none; a dash, a word or two numbers are never 0."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.forms.form import Kind
from indexer.model import Status
from indexer.report.quantities import LARGEST, looks_numeric, read_quantity


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("0", "count", "0", None),
        ("１２", "count", "12", None),
        ("\u20021\u2002", "count", "1", None),
        ("\ufeff7\u200b", "count", "7", None),
        ("1 234", "count", "1234", None),
        ("1\u00a0234", "count", "1234", None),
        ("1 2345", "count", "12345", None),
        ("4,567", "count", "4567", None),
        ("4，567", "count", "4567", None),
        ("12件", "count", "12", "件"),
        ("+3", "change", "3", None),
        ("-18", "change", "-18", None),
        ("－18", "change", "-18", None),
        ("−18", "change", "-18", None),
        ("3456.78万元", "amount", "3456.78", "万元"),
        ("251000元", "amount", "251000", "元"),
        ("4166.241619", "amount", "4166.241619", None),
        ("0.0000", "amount", "0", None),
    ],
)
def test_numbers(text: str, kind: Kind, value: str, unit: str | None) -> None:
    """Widths, inner spaces, signs and units as they are printed."""
    quantity = read_quantity(text, kind)

    assert (Decimal(value), Status.REPORTED, unit) == (
        quantity.value,
        quantity.status,
        quantity.unit,
    )


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\u2002\n", "\u200b"])
def test_blank(text: str) -> None:
    """White space and invisible characters are a cell with nothing in it."""
    assert read_quantity(text).status is Status.BLANK


@pytest.mark.parametrize(
    "text",
    [
        "-",
        "—",
        "--",
        "/",
        "无",
        "零",
        "O",
        "〇",
        "5①",
        "5²",
        "1.5",
        "-3",
        "12元",
        "1,2",
        "12%",
        "约5",
    ],
)
def test_what_is_no_number_has_no_value(text: str) -> None:
    """Marks, words, footnotes, and numbers that a count cannot be."""
    quantity = read_quantity(text, "count")

    assert (quantity.value, quantity.status) == (None, Status.UNREADABLE)


@pytest.mark.parametrize("text", ["0 0", "0000000", "007", "1 0 2", "118\n0", "1\n2"])
def test_what_may_be_several_numbers_is_ambiguous(text: str) -> None:
    """Digits that may be one number or more."""
    assert read_quantity(text, "count").status is Status.AMBIGUOUS


def test_a_space_between_flattened_cells_is_not_inside_a_number() -> None:
    """Where the source does not tell where a cell ends, only thousands are grouped by a space."""
    assert read_quantity("1 2345", whole=False).status is Status.AMBIGUOUS
    assert read_quantity("1 234", whole=False).value == 1234


@pytest.mark.parametrize("text", ["1" + "0" * 30, "9223372036855", "1" * 16, "0.1234567"])
def test_what_the_catalog_cannot_keep_exactly_has_no_value(text: str) -> None:
    """More than 15 digits, or beyond a 64-bit integer of millionths."""
    quantity = read_quantity(text, "amount")

    assert quantity.value is None
    assert quantity.oversized


@given(st.integers(0, int(LARGEST)))
def test_a_printed_number_reads_back(value: int) -> None:
    """Plain, grouped by commas and in full width."""
    for text in (
        str(value),
        f"{value:,}",
        str(value).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    ):
        assert read_quantity(text).value == value


@given(st.text(max_size=60))
def test_any_text_gives_a_status(text: str) -> None:
    """A value always comes with the status that carries one, and only then."""
    for kind in ("count", "change", "amount"):
        quantity = read_quantity(text, kind)
        assert (quantity.value is not None) == (quantity.status is Status.REPORTED)


def test_labels_are_told_from_values() -> None:
    """A numbered label is no number."""
    assert not looks_numeric("3.其他")
    assert not looks_numeric("一稳定")
    assert all(map(looks_numeric, ["3", "-", "1 234", "3456.78万元", "+3"]))
