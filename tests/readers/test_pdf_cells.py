"""Numbers that do not stand in one cell by themselves have no value."""

from __future__ import annotations

from indexer.model import Figure, Status
from indexer.report.figures import read_figures
from indexer.report.quantities import looks_numeric, read_quantity
from tests.readers.helpers import document
from tests.readers.pdfs import Sheet, pdf

XS, YS = (60, 200, 280, 360, 440), (100, 130, 160)
HEADER = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")


def sheet(row: tuple[str, ...]) -> Sheet:
    """Table 二 with the row of 规章."""
    page = Sheet()
    page.text(100, 60, "某市2021年政府信息公开工作年度报告")
    page.text(84, 80, "二、主动公开政府信息情况")
    page.grid(XS, YS, [HEADER, row])
    return page


def regulations(page: Sheet) -> list[Figure]:
    """The three figures of the row."""
    found = read_figures(document(pdf(page), "a.pdf")).figures
    return [found[f"t2.regulations.{one}"] for one in ("issued", "repealed", "in_force")]


def values(page: Sheet) -> list[int | None]:
    return [None if one.value is None else int(one.value) for one in regulations(page)]


def test_a_number_that_runs_across_a_line_is_in_neither_cell() -> None:
    beside_nothing, beside_another, out = (
        sheet(("规章", "", "", "7")),
        sheet(("规章", "", "6", "7")),
        sheet(("规章", "5", "6", "")),
    )
    beside_nothing.text(212, 134, "12345678", 11.5)
    beside_another.text(202, 134, "1234567")
    out.text(400, 134, "12345")

    assert values(beside_nothing) == [None, None, 7]
    assert values(beside_another) == [None, None, 7]
    assert values(out) == [5, 6, None]


def test_a_number_that_runs_across_a_line_withholds_no_more_than_its_cells() -> None:
    """All others of the row are read, though most of its numbers have no value."""
    page = sheet(("规章", "", "", ""))
    page.text(212, 134, "1234567890123", 11.5)
    page.text(380, 134, "7")

    assert [one.status for one in regulations(page)] == [
        Status.UNREADABLE,
        Status.UNREADABLE,
        Status.REPORTED,
    ]


def test_letters_set_apart_that_run_across_a_line_are_one_number() -> None:
    page = sheet(("规章", "", "", "7"))
    for at in range(6):
        page.text(214 + 15 * at, 134, "123456"[at])

    assert values(page) == [None, None, 7]


def test_numbers_close_to_a_line_on_both_sides_are_two() -> None:
    page = sheet(("规章", "", "4", "7"))
    page.text(280 - 2 * 12, 134, "35")

    assert values(page) == [35, 4, 7]


def test_two_numbers_apart_in_one_cell_are_not_one() -> None:
    """The line between their cells was not drawn."""
    page = sheet(("规章", "3", "", "7"))
    page.text(260, 134, "5")

    issued, repealed, in_force = regulations(page)

    assert (issued.value, issued.status) == (None, Status.AMBIGUOUS)
    assert repealed.status is Status.BLANK
    assert in_force.value == 7


def test_digits_with_one_blank_between_them_are_a_number() -> None:
    page = sheet(("规章", "", "6", "7"))
    page.text(204, 134, "1")
    page.text(204 + 1.5 * 12, 134, "234")

    assert values(page) == [1234, 6, 7]


def test_narrow_digits_are_no_bold_print() -> None:
    """Characters set a sixth as wide as they are high, beside digits that are printed twice."""
    page = sheet(("规章", "", "", "7"))
    page.parts.append("15 Tz")
    page.text(204, 134, "111")
    page.parts.append("100 Tz")
    for aside in (0, 0.4, 0.8):
        page.text(290 + aside, 134, "11")

    assert values(page) == [111, 11, 7]


def test_a_divided_number_is_still_seen_as_one() -> None:
    assert all(map(looks_numeric, ("18〓", "〓13〓", "〓2")))
    assert {read_quantity(one).status for one in ("18〓", "〓13〓", "〓2")} == {Status.UNREADABLE}
