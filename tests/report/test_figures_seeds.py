"""What the tables of the five real reports say, and what they leave open."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from indexer.document import Document
from indexer.model import Status
from indexer.readers.read import read
from indexer.report.figures import FigureReading, read_figures
from indexer.report.identities import broken_identities
from tests.shared import SEEDS, needs_seeds

pytestmark = needs_seeds


@cache
def seed(number: str) -> FigureReading:
    """The figures of one of the reports."""
    (path,) = SEEDS.glob(f"{number}_*.txt")
    document = read(path.read_bytes(), path.name)
    assert isinstance(document, Document)
    return read_figures(document)


def statuses(number: str, table: str) -> dict[str, int]:
    """How many cells of a table have which status."""
    figures = seed(number).figures.items()
    return dict(Counter(f.status.value for key, f in figures if key.startswith(table)))


@pytest.mark.parametrize(
    ("number", "table", "counts"),
    [
        ("000", "t2", {"reported": 18, "recovered": 4}),
        ("000", "t3", {"reported": 161}),
        ("000", "t4", {"reported": 15}),
        ("001", "t2", {"reported": 20, "blank": 2}),
        ("001", "t3", {"reported": 84, "ambiguous": 77}),
        ("001", "t4", {"reported": 10, "blank": 5}),
        ("002", "t2", {"reported": 22}),
        ("002", "t3", {"reported": 161}),
        ("002", "t4", {"missing": 15}),
        ("003", "t2", {"reported": 10}),
        ("003", "t3", {"reported": 84, "ambiguous": 91}),
        ("003", "t4", {"reported": 15}),
        ("004", "t2", {"reported": 22}),
        ("004", "t3", {"reported": 161}),
        ("004", "t4", {"reported": 15}),
    ],
)
def test_each_cell_has_its_status(number: str, table: str, counts: dict[str, int]) -> None:
    """11 short rows in 001, 13 in 003, a table that is absent in 002."""
    assert counts == statuses(number, table)


@pytest.mark.parametrize(
    ("number", "values"),
    [
        ("000", {}),
        ("001", {}),
        (
            "002",
            {
                "t2.licensing.prior_year_items": 10,
                "t2.other_external_services.prior_year_items": 208,
                "t2.penalty.prior_year_items": 5,
                "t2.coercion.prior_year_items": 5,
            },
        ),
        ("003", {}),
        (
            "004",
            {
                "t2.normative_documents.newly_made": 1,
                "t2.normative_documents.newly_disclosed": 1,
                "t2.normative_documents.disclosed_total": 1,
                "t3.new_received.natural_person": 1,
                "t3.new_received.total": 1,
                "t3.result.granted.natural_person": 1,
                "t3.result.granted.total": 1,
                "t3.result.total.natural_person": 1,
                "t3.result.total.total": 1,
            },
        ),
    ],
)
def test_what_is_not_zero(number: str, values: dict[str, int]) -> None:
    """All other values of the five reports are 0."""
    figures = seed(number).figures

    assert values == {key: figure.value for key, figure in figures.items() if figure.value}


def test_forms() -> None:
    """Four reports for 2020 and one for 2021."""
    assert [(seed(n).forms["t2"], seed(n).forms["t3"]) for n in ("000", "001", "004")] == [
        ("2019", "2019")
    ] * 3
    assert seed("002").forms == {"t2": "2019", "t3": "2019", "t4": None}
    assert seed("003").forms == {"t2": "2021", "t3": "2021", "t4": "2021"}


def test_certain_blanks() -> None:
    """001: decisions of 处罚 and 强制, and the five cells of 复议."""
    blank = {key for key, f in seed("001").figures.items() if f.status is Status.BLANK}

    assert {"t2.penalty.decisions", "t2.coercion.decisions"} == {k for k in blank if k[1] == "2"}
    assert all(key.startswith("t4.review.") for key in blank if key[1] == "4")


def test_the_label_that_a_page_cut() -> None:
    """001: 三安全 / 一稳定 is one row of seven zeros."""
    row = "t3.result.denied.three_securities_one_stability."
    figures = [figure for key, figure in seed("001").figures.items() if key.startswith(row)]

    assert [figure.value for figure in figures] == [0] * 7


def test_notices() -> None:
    """The third values of 000, the short rows of 001 and 003; the shifted rows of 002 are whole."""
    assert {n: [x.code for x in seed(n).notices] for n in ("000", "001", "002", "003", "004")} == {
        "000": ["extra_cells"],
        "001": ["short_row"],
        "002": [],
        "003": ["short_row"],
        "004": [],
    }


def test_no_identity_is_broken() -> None:
    """Everything that can be assessed in the five reports adds up."""
    for number in ("000", "001", "002", "003", "004"):
        assert not broken_identities(seed(number).figures, seed(number).forms)
