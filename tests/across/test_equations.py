"""Figures of one year are held against those of the next, inside one agency and scope."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indexer.forms.across import equation_keys, equations
from indexer.forms.form import canonical_keys
from indexer.home import Home
from indexer.model import Report, Scope, Severity, Status
from tests.across.kept import checks, of_year, only, put
from tests.make import figure

OUT, IN = "t3.carried_out", "t3.carried_in"


def test_every_cell_of_an_equation_is_one_of_the_form() -> None:
    """A slip of the pen would make a check that never finds anything."""
    known = {key for table in ("t2", "t3", "t4") for key in canonical_keys(table)}

    assert set(equation_keys()) <= known
    assert len(equations()) == 3


def test_carry_over_names_the_columns_the_total_first(home: Home) -> None:
    """With the cells of both reports, each telling which report it is from."""
    last = of_year(
        2021, {f"{OUT}.natural_person": "3", f"{OUT}.business": "1", f"{OUT}.total": "4"}
    )
    this = of_year(2022, {f"{IN}.natural_person": "2", f"{IN}.business": "1", f"{IN}.total": "3"})
    put(home, last, this)
    finding = only(home)

    assert (finding.check, finding.severity) == ("carry_over", Severity.WARNING)
    assert "总计4与3，自然人3与2" in finding.message
    assert "商业企业" not in finding.message
    assert [(g.report, g.figure, g.quote) for g in finding.evidence] == [
        (last.id, f"{OUT}.total", "4"),
        (this.id, f"{IN}.total", "3"),
        (last.id, f"{OUT}.natural_person", "3"),
        (this.id, f"{IN}.natural_person", "2"),
    ]


def test_the_finding_belongs_to_the_later_year(home: Home) -> None:
    """And to no other."""
    years = [of_year(y, {f"{OUT}.total": "1", f"{IN}.total": "1"}) for y in (2020, 2021)]
    put(home, *years, of_year(2022, {f"{IN}.total": "0"}))

    assert checks(home) == [("/林峪县青芷镇人民政府/2022.txt", "carry_over")]


def test_carry_over_is_silent_where_it_cannot_be_assessed(home: Home) -> None:
    """A blank, a year between, another scope, a scope that is not known, another agency."""
    put(
        home,
        of_year(2019, {f"{OUT}.total": "4"}),
        of_year(2021, {f"{IN}.total": "3", f"{OUT}.total": "5"}),
        of_year(2022, {f"{IN}.total": "9"}, agency="林峪县水利局"),
        of_year(2020, {f"{OUT}.total": "4"}, scope=Scope.UNKNOWN, agency="林峪县人民政府"),
        of_year(2021, {f"{IN}.total": "5"}, scope=Scope.UNKNOWN, agency="林峪县人民政府"),
        of_year(2022, {f"{IN}.total": "6"}, scope=Scope.OWN, agency="林峪县人民政府"),
    )

    assert checks(home) == []


@pytest.mark.parametrize("status", [Status.BLANK, Status.AMBIGUOUS])
def test_a_cell_without_a_value_says_nothing(home: Home, status: Status) -> None:
    """Even where its neighbour year has one."""
    this = of_year(2022)
    key = f"{IN}.total"
    put(home, of_year(2021, {f"{OUT}.total": "4"}))
    put(home, replace(this, figures={key: figure(key, None, status)}))

    assert checks(home) == []


def test_a_disputed_cell_says_nothing(home: Home) -> None:
    """Its own report contradicts it: 1 new and 2 carried in are not 5 results."""
    flow = {"t3.new_received.total": "1", f"{IN}.total": "2", "t3.result.total.total": "5"}
    put(home, of_year(2021, {f"{OUT}.total": "4"}), of_year(2022, {**flow, f"{OUT}.total": "0"}))
    assert checks(home) == []

    flow["t3.result.total.total"] = "3"
    put(home, of_year(2022, {**flow, f"{OUT}.total": "0"}))
    assert [check for _, check in checks(home)] == ["carry_over"]


def in_force(year: int, issued: str, repealed: str, left: str, form: str = "2021") -> Report:
    """A report with one row of documents."""
    row = "t2.normative_documents"
    cells = {f"{row}.issued": issued, f"{row}.repealed": repealed, f"{row}.in_force": left}
    return of_year(year, cells, form=form)


def test_documents_in_force_follow_from_the_year_before(home: Home) -> None:
    """10 + 3 - 1 is 12; the year's own issued and repealed count."""
    put(home, in_force(2021, "9", "9", "10"), in_force(2022, "3", "1", "12"))
    assert checks(home) == []

    put(home, in_force(2022, "3", "1", "11"))
    finding = only(home)
    assert (finding.check, finding.severity) == ("in_force_series", Severity.INFO)
    assert "行政规范性文件12与11" in finding.message
    assert len(finding.evidence) == 4


def test_documents_of_two_forms_are_no_series(home: Home) -> None:
    """Only where both years have the form of 2021."""
    put(home, in_force(2020, "9", "9", "10", "2019"), in_force(2021, "3", "1", "11"))

    assert checks(home) == []


def test_items_follow_from_the_year_before(home: Home) -> None:
    """Prior items and change of a report are the prior items of the next."""
    prior, change = "t2.licensing.prior_year_items", "t2.licensing.items_change"
    put(home, of_year(2019, {prior: "10", change: "-2"}, form="2019"))
    put(home, of_year(2020, {prior: "8"}, form="2019"))
    assert checks(home) == []

    put(home, of_year(2020, {prior: "10"}, form="2019"))
    finding = only(home)
    assert (finding.check, finding.severity) == ("items_series", Severity.INFO)
    assert "行政许可8与10" in finding.message
