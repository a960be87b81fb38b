"""Which versions have a figure that is asked for: exactly, and from the index alone."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

from sqlalchemy import text

from indexer.catalog.connect import create, viewed
from indexer.catalog.figure_sets import Bound, Span
from indexer.catalog.read import open_catalog
from indexer.catalog.rows import EXACT, INT64, PLACES, micro
from indexer.home import Home
from indexer.model import Figure, Status
from tests.catalog.telling import NEW, correct, put, read_report
from tests.make import figure, report

HUGE = Decimal("1e30")


def _bound(rng: random.Random) -> Bound:
    whole = rng.choice((0, 1, -1, 7, INT64 - 1, -INT64, 2 * INT64, rng.randint(-99, 99)))
    value = EXACT.add(
        Decimal(whole).scaleb(-PLACES, EXACT),
        Decimal(rng.choice(("0", "1e-7", "-1e-7", "5e-400", "-5e-400", "3e13", "1e5000"))),
    )
    return Bound(value, rng.random() < 0.5)


def test_a_span_holds_the_same_values_in_whole_numbers() -> None:
    """Whatever its bounds: no multiples of 10⁻⁶, tiny ones, and those beyond 64 bits."""
    rng = random.Random(4)
    for _ in range(3_000):
        low, high = (rng.choice((None, _bound(rng))) for _ in range(2))
        span = Span(low, high)
        first, last = span.micro()
        edges = (first - 1, first, last, last + 1, rng.randint(-99, 99))
        for whole in (n for n in edges if -INT64 <= n < INT64):
            value = Decimal(whole).scaleb(-PLACES, EXACT)

            assert span.holds(value) == (first <= whole <= last), (span, whole)


def test_a_bound_of_many_digits_is_decided_exactly() -> None:
    """Where a comparison in 28 digits would round it away."""
    above = Bound(Decimal("1." + "0" * 50_000 + "1"), included=True)

    assert Span(low=above).micro() == (1_000_001, INT64 - 1)
    assert Span(above, above).micro() == (1_000_001, 1_000_000)
    assert micro(Decimal("1." + "0" * 40 + "1")) is None


def test_a_value_beyond_the_index_is_compared_all_the_same(home: Home) -> None:
    """A sum of cells may be too large for 64 bits."""
    put(home, read_report(figures=[Figure("d.denied", HUGE, Status.DERIVED), figure(NEW, "1")]))
    with open_catalog(home) as catalog:
        sets = catalog.figure_sets()
        over = Span(low=Bound(Decimal("1e29"), included=False))

        assert len(sets.having_value("d.denied", (over,))) == 1
        assert not sets.having_value("d.denied", (Span(high=Bound(HUGE, included=False)),))
        assert not sets.having_value(NEW, (over,))


def test_a_corrected_figure_takes_the_place_of_the_one_read(home: Home) -> None:
    """In both directions, and so does one that a person found empty or where none was read."""
    figures = {"a": "1", "b": "9", "c": "1", "d": None}
    told = {"a": "9", "b": "1", "c": None, "d": "9"}
    reports = [
        report(
            ["开展培训。"],
            figures=[figure(NEW, value)] if value else [],
            path=f"/reports/{name}.txt",
            agency=f"{name}局",
        )
        for name, value in figures.items()
    ]
    for made in reports:
        put(home, made)
    for made, value in zip(reports, told.values(), strict=True):
        correct(home, made, NEW, value)
    with open_catalog(home) as catalog:
        sets = catalog.figure_sets()
        names = {row.version: Path(row.path).stem for row in catalog.reports(range(9)).values()}
        large = sets.having_value(NEW, (Span(low=Bound(Decimal(5), included=True)),))

        assert sorted(names[version] for version in large) == ["a", "d"]
        assert {names[v] for v in sets.having_status(NEW, "corrected")} == set("abcd")
        assert not sets.having_status(NEW, "reported")


def test_conditions_are_answered_from_the_indexes_alone(tmp_path: Path) -> None:
    """Looking up 20,000 rows of the table takes twenty times as long."""
    home = Home(tmp_path / "home")
    put(home, read_report(figures=[figure(NEW, "1")]))
    asked = (
        "SELECT version FROM figures WHERE key = 'k' AND micro BETWEEN 1 AND 2",
        "SELECT version FROM figures WHERE key = 'k' AND status = 'blank'",
        "SELECT version, value FROM figures"
        " WHERE key = 'k' AND micro IS NULL AND value IS NOT NULL",
    )
    with viewed(home) as connection:
        for statement in asked:
            plan = connection.execute(text(f"EXPLAIN QUERY PLAN {statement}")).all()

            assert next(str(row.detail) for row in plan).startswith(
                "SEARCH figures USING COVERING INDEX"
            )


def test_whether_there_are_specimens_is_told_by_an_index(tmp_path: Path) -> None:
    """Every file that is added asks, and mostly there are none: every version would be read."""
    home = Home(tmp_path / "home")
    put(home, read_report(figures=[figure(NEW, "1")]))
    statement = "SELECT id FROM versions WHERE specimen = 1 AND standing = 'current' LIMIT 1"
    with viewed(home) as connection:
        plan = connection.execute(text(f"EXPLAIN QUERY PLAN {statement}")).all()

        assert [str(row.detail).split(" (")[0] for row in plan] == [
            "SEARCH versions USING COVERING INDEX versions_specimens"
        ]


def test_a_catalog_of_before_the_indexes_gets_them_when_written_to(tmp_path: Path) -> None:
    """And can be asked without them."""
    home = Home(tmp_path / "home")
    put(home, read_report(figures=[figure(NEW, "1")]))
    with create(home).begin() as connection:
        connection.execute(text("DROP INDEX figures_met"))
        connection.execute(text("DROP INDEX figures_unfit"))
    with open_catalog(home) as catalog:
        assert len(catalog.figure_sets().having_value(NEW, (Span(),))) == 1

    with create(home).begin() as connection:
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'index'"))

        assert {"figures_met", "figures_unfit"} <= set(names.scalars())
