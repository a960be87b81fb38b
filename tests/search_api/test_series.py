"""Figures of many reports are added up inside one scope, and every report is accounted for."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from indexer.errors import WrongUsage
from indexer.labels import KINDS
from indexer.model import Figure, Kind, Report, Scope, Status
from search_api.series.measures import measures_named
from search_api.series.rows import Row
from search_api.series.series import Series, largest, series
from tests.search_api.many import catalog_of, figures, one, seen

NEW = "t3.new_received.total"
RECEIVED = "pre.received.total"
RATE = "d.rate.disclosed"
WITHOUT = (Status.BLANK, Status.MISSING, Status.AMBIGUOUS, Status.UNREADABLE)


def of(folder: Path, reports: list[Report], key: str = NEW, *by: str, **filters: str) -> Series:
    """The series of a key over reports."""
    with catalog_of(folder, reports) as catalog:
        chosen = {name: (value,) for name, value in filters.items()}
        return series(catalog, measures_named([key]), by, chosen)


def only(found: Series) -> Row:
    """Its one row."""
    (row,) = found.rows
    return row


def by_year(found: Series) -> dict[object, Row]:
    """Its rows by year, where that is the only side."""
    return {row.group[0].value: row for row in found.rows}


@pytest.mark.parametrize("seed", range(3))
def test_random_groups_agree_with_plain_sums(tmp_path: Path, seed: int) -> None:
    """Any grouping; whatever the statuses, scopes and doubts."""
    random = Random(seed)
    facts: list[tuple[str, int, Kind, Scope, str | Status, bool]] = []
    reports = []
    for number in range(60):
        code = random.choice(["9801", "980121", "980122", "980221", "980121100"])
        year = random.choice([2019, 2020, 2021, 2022])
        kind = random.choice([Kind.DEPARTMENT, Kind.TOWNSHIP, Kind.ENTERPRISE])
        scope = random.choice([Scope.OWN, Scope.OWN, Scope.OWN, Scope.UNKNOWN, Scope.AGGREGATE])
        told = random.choice([str(random.randint(0, 99)), str(random.randint(0, 99)), *WITHOUT])
        doubt = isinstance(told, str) and not isinstance(told, Status) and random.random() < 0.3
        facts.append((code, year, kind, scope, told, doubt))
        made = one(
            f"第{number}局", code, year, {NEW: told}, kind=kind, scope=scope,
            disputed=NEW if doubt else None,
        )  # fmt: skip
        reports.append(made)
    sums: defaultdict[tuple[object, ...], list[Decimal]] = defaultdict(list)
    counts: defaultdict[tuple[object, ...], defaultdict[str, int]] = defaultdict(
        lambda: defaultdict(int)
    )
    for code, year, kind, scope, told, doubt in facts:
        if scope is Scope.AGGREGATE:
            continue
        group: tuple[object, ...] = (code[:6] if len(code) >= 6 else None, kind.value, year)
        if scope is Scope.UNKNOWN:
            counts[group]["left_out"] += 1
        elif isinstance(told, Status):
            counts[group][told.value] += 1
        else:
            sums[group].append(Decimal(told))
            counts[group]["disputed"] += doubt

    rows = of(tmp_path, reports, NEW, "county,kind").rows

    found = {tuple(side.value for side in row.group): row for row in rows}
    assert set(found) == set(sums) | set(counts)
    for place, row in found.items():
        assert row.value == (sum(sums[place], Decimal(0)) if sums[place] else None)
        assert row.summed == len(sums[place])
        assert row.left_out == counts[place]["left_out"]
        assert row.disputed == counts[place]["disputed"]
        for status in WITHOUT:
            assert row.without.get(status.value, 0) == counts[place][status.value]
        assert row.reports == row.summed + row.left_out + sum(row.without.values())
        assert row.partial == (0 < row.summed < row.reports)
    order = [(str(row.group[0].value or "~"), list(KINDS).index(str(row.group[1].value)),
              row.group[2].value) for row in rows]  # fmt: skip
    assert order == sorted(order)


def test_scopes_are_never_mixed(tmp_path: Path) -> None:
    """`own` alone by default; two are refused; as groups each has its rows."""
    office = one("青溪县政府办", "980121", 2021, {NEW: "14"}, kind=Kind.GOVERNMENT_OFFICE)
    whole = one(
        "青溪县政府", "980121", 2021, {NEW: "226"}, kind=Kind.GOVERNMENT, scope=Scope.AGGREGATE
    )
    with catalog_of(tmp_path, [office, whole]) as catalog:
        measures = measures_named([NEW])
        own = series(catalog, measures)
        apart = series(catalog, measures, ["scope"])
        with pytest.raises(WrongUsage, match="mixed"):
            series(catalog, measures, [], {"scope": ("own", "aggregate")})

    assert only(own).value == 14
    assert [notice.code for notice in own.notices] == ["other_scope"]
    assert [seen(row.group[0].value, row.value) for row in apart.rows] == [
        ("own", 14),
        ("aggregate", 226),
    ]


def test_a_rate_is_the_quotient_of_sums(tmp_path: Path) -> None:
    """Over the reports that have both sides; the mean of the rates would be 75."""
    closed = "t3.result.total.total"
    reports = [
        one("甲局", "980121", 2021, {"d.disclosed": "1", closed: "1"}),
        one("乙局", "980121", 2021, {"d.disclosed": "50", closed: "100"}),
        one("丙局", "980121", 2021, {"d.disclosed": "7", closed: Status.BLANK}),
        one("丁局", "980121", 2021, {"d.disclosed": Status.AMBIGUOUS, closed: "9"}),
        one("戊局", "980121", 2021, {"d.disclosed": "0", closed: "0"}),
    ]
    row = only(of(tmp_path, reports, RATE))

    assert seen(row.over, row.under, row.summed) == (51, 101, 3)
    assert row.value == Decimal("50.49505")
    assert row.without == {"blank": 1, "ambiguous": 1}
    assert row.unit == "%"


def test_a_rate_of_nothing_has_no_value(tmp_path: Path) -> None:
    """Never 0, never an error."""
    reports = [one("甲局", "980121", 2021, {"d.disclosed": "0", "t3.result.total.total": "0"})]
    row = only(of(tmp_path, reports, RATE))

    assert (row.value, row.refused, row.summed) == (None, "nothing_under", 1)


def test_received_goes_on_from_before_2019_with_a_break(tmp_path: Path) -> None:
    """And nothing else does; a year without a figure does not hide the break."""
    reports = [
        one("甲局", "980121", 2018, figures({RECEIVED: "7", "pre.review.total": "3"}, "条")),
        one("甲局", "980121", 2019, {NEW: Status.BLANK}),
        one("甲局", "980121", 2020, {NEW: "9", "t4.review.total": "1"}),
        one("甲局", "980121", 2021, {NEW: "4", "t4.review.total": "1"}),
    ]
    received = by_year(of(tmp_path / "a", reports, "新收申请"))
    review = by_year(of(tmp_path / "b", reports, "复议"))

    assert {year: row.value for year, row in received.items()} == {
        2018: 7,
        2019: None,
        2020: 9,
        2021: 4,
    }
    assert [year for year, row in received.items() if row.breaks] == [2020]
    assert {row.unit for row in received.values() if row.summed} == {"件"}
    assert review[2018].without == {"not_in_form": 1}
    assert not any(row.breaks for row in review.values())


def test_decisions_and_documents_break_in_2021(tmp_path: Path) -> None:
    """规范性文件 is what was newly made, then what was issued; never what is disclosed in total."""
    document = "t2.normative_documents"
    old = {f"{document}.newly_made": "2", f"{document}.disclosed_total": "30"}
    reports = [
        one("甲局", "980121", 2020, {**old, "t2.penalty.decisions": "5"}),
        one("甲局", "980121", 2021, {f"{document}.issued": "1", "t2.penalty.decisions": "8"}),
    ]
    documents = by_year(of(tmp_path / "a", reports, "规范性文件"))
    decisions = by_year(of(tmp_path / "b", reports, "处罚"))
    in_force = by_year(of(tmp_path / "c", reports, f"{document}.in_force"))

    assert {year: row.value for year, row in documents.items()} == {2020: 2, 2021: 1}
    assert [year for year, row in documents.items() if row.breaks] == [2021]
    assert [year for year, row in decisions.items() if row.breaks] == [2021]
    assert in_force[2020].without == {"not_in_form": 1}
    assert in_force[2021].without == {"missing": 1}


def test_forms_mixed_inside_a_row_are_told(tmp_path: Path) -> None:
    """A report of 2021 on the form of 2019 counts decisions as that form does."""
    reports = [
        one("甲局", "980121", 2021, {"t2.penalty.decisions": "5"}, form="2019"),
        one("乙局", "980121", 2021, {"t2.penalty.decisions": "8"}),
    ]
    row = only(of(tmp_path, reports, "处罚"))

    assert row.forms == {"2019": 1, "2021": 1}
    assert [item.generation for item in row.mixed] == ["2021"]


def test_a_disputed_figure_is_added_and_told(tmp_path: Path) -> None:
    """How many, and how much of the sum; a sum of disputed cells is disputed."""
    ground = "t3.result.denied.state_secret.total"
    reports = [
        one("甲局", "980121", 2021, {"d.denied": "5"}, disputed=ground),
        one("乙局", "980121", 2021, {"d.denied": "8"}),
    ]
    row = only(of(tmp_path, reports, "不予公开"))

    assert seen(row.value, row.disputed, row.disputed_value) == (13, 1, 5)


def test_amounts_of_different_units(tmp_path: Path) -> None:
    """Money is converted exactly; what has no unit is not added; other units are not mixed."""
    key = "t2.procurement.amount"
    told = [("甲局", "128.6", "万元"), ("乙局", "251000", "元"), ("丙局", "77", None)]
    reports = [
        one(name, "980121", 2020, [Figure(key, Decimal(value), Status.REPORTED, unit)])
        for name, value, unit in told
    ]
    alone = only(of(tmp_path / "a", reports[2:], key))
    several = of(tmp_path / "b", reports, key)
    row = only(several)
    words = [
        one(name, "980121", 2020, [Figure("n.training", Decimal(2), Status.STATED, unit)])
        for name, unit in (("甲局", "次"), ("乙局", "期"))
    ]
    refused = only(of(tmp_path / "c", words, "n.training"))

    assert (row.value, row.unit, row.summed, row.left_out) == (Decimal("153.7"), "万元", 2, 1)
    assert seen(alone.value, alone.unit) == (77, None)
    assert [notice.code for notice in several.notices] == ["no_unit"]
    assert (refused.value, refused.refused) == (None, "units")


def test_ties_share_a_rank(tmp_path: Path) -> None:
    """And all that tie with the last are given; what has no value is told, not ranked."""
    values: list[str | Status] = ["5", "9", "7", "7", "1", Status.BLANK]
    reports = [one(f"第{n}局", "980121", 2021, {NEW: v}) for n, v in enumerate(values)]
    with catalog_of(tmp_path, reports) as catalog:
        found = largest(series(catalog, measures_named([NEW]), ["agency"]), 2)

    assert [seen(row.rank, row.value) for row in found.rows] == [(1, 9), (2, 7), (2, 7)]
    assert [notice.code for notice in found.notices] == ["not_ranked"]


def test_region_is_the_level_below(tmp_path: Path) -> None:
    """Of the selected place; without one, prefectures."""
    reports = [
        one("甲局", "980121", 2021, {NEW: "5"}),
        one("乙局", "980122", 2021, {NEW: "8"}),
        one("丙局", "980221", 2021, {NEW: "1"}),
    ]
    everywhere = of(tmp_path / "a", reports, NEW, "region")
    inside = of(tmp_path / "b", reports, NEW, "地区", region="砚川市")

    assert [seen(r.group[0].label, r.value) for r in everywhere.rows] == [
        ("砚川市", 13),
        ("岚川市", 1),
    ]
    assert [seen(r.group[0].label, r.value) for r in inside.rows] == [("青溪县", 5), ("柘溪县", 8)]
