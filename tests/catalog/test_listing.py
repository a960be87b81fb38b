"""Lists of reports: the same ones that filters select, in order, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import inspect

from indexer.catalog.chosen import ORDERS, key_of
from indexer.catalog.connect import create
from indexer.catalog.read import Catalog, open_catalog
from indexer.catalog.rows import ReportRow
from indexer.catalog.schema import METADATA
from indexer.home import Home
from indexer.pipeline import add
from indexer.stores.entries import report_values
from search_api.choice import choice
from search_api.first_run import CORPUS
from search_api.selections import meets
from search_api.series.observe import understood
from tests.catalog.telling import flow, put, read_report
from tests.homes import NewHome


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, new_home: NewHome) -> Home:
    """A home of the specimens, and of agencies whose names are not in normal form."""
    made = new_home(tmp_path_factory.mktemp("listing") / "home")
    add(made, [CORPUS])
    odd = read_report(figures=flow("4"), path="/reports/odd.txt")
    names = ("ＡＢＣ開發區", "100%_公司", "林峪县\u3000青芷镇")
    put(
        made,
        *(
            replace(
                odd,
                id=f"990121101-0000000{n}-own-2020",
                identity=replace(odd.identity, name_in_report=name),
                source=replace(odd.source, path=f"/reports/{n}.txt", sha256=f"{n:064}"),
            )
            for n, name in enumerate(names)
        ),
    )
    return made


@pytest.fixture(scope="module")
def catalog(home: Home) -> Iterator[Catalog]:
    """Their catalog."""
    with open_catalog(home) as opened:
        yield opened


WRITTEN: tuple[Mapping[str, tuple[str, ...]], ...] = (
    {},
    {"year": ("2020",)},
    {"year": ("2018..2020", "2023")},
    {"year": ("..2019",)},
    {"year": ("2021..",)},
    {"year": ("二〇二〇",)},
    {"year": ("2020-05-01..",)},
    {"agency": ("人民政府",)},
    {"agency": ("开发区",)},
    {"agency": ("abc",)},
    {"agency": ("%_",)},
    {"agency": ("县青芷",)},
    {"agency": ("无此机关",)},
    {"region": ("99",)},
    {"region": ("林峪县",)},
    {"region": ("9901",)},
    {"region": ("无此地",)},
    {"level": ("乡级", "县级")},
    {"kind": ("乡镇",)},
    {"scope": ("own",), "year": ("2020..2022",), "region": ("99",)},
    {"scope": ("aggregate",)},
    {"level": ("无此级",)},
)


@pytest.mark.parametrize("written", WRITTEN, ids=repr)
def test_a_list_holds_what_filters_select(
    catalog: Catalog, written: Mapping[str, tuple[str, ...]]
) -> None:
    """Decided by the database as by the plain comparison of values."""
    values, notices = understood(catalog, written)
    chosen, said = choice(catalog, written)
    expected = {row.version for row in catalog.current() if meets(report_values(row), values)}
    listed = catalog.listed(chosen, "newest", None, 1000)

    assert expected == {row.version for row in listed}
    assert catalog.total(chosen) == len(expected) == len(listed)
    assert list(said) == notices


@pytest.mark.parametrize("order", ORDERS)
def test_pages_follow_one_another(catalog: Catalog, order: str) -> None:
    """Every report once, in the order that is asked for."""
    every = catalog.listed({}, order, None, 1000)
    walked: list[ReportRow] = []
    while page := catalog.listed({}, order, key(order, walked[-1]) if walked else None, 3):
        walked += page

    assert walked == every
    assert len(every) == catalog.counts()["reports"]
    if order == "agency":
        assert every == list(catalog.current())
    else:
        years = [row.year for row in every]
        assert years == sorted(years, reverse=order == "newest")


def key(order: str, row: ReportRow) -> tuple[str | int, ...]:
    """Where a report stands."""
    return key_of(order, year=row.year, report=row.id, agency_normal=row.agency_normal)


def test_a_catalog_of_before_gets_its_indexes_when_it_is_written(tmp_path: Path) -> None:
    """And can be read until then."""
    home = Home(tmp_path / "home")
    put(home, read_report(figures=flow("4")))
    engine = create(home)
    with engine.begin() as connection:
        for table in METADATA.sorted_tables:
            for index in table.indexes:
                index.drop(connection)
    with open_catalog(home) as opened:
        assert opened.total({}) == len(opened.listed({}, "newest", None, 9)) == 1
    create(home).dispose()
    known = {index["name"] for index in inspect(engine).get_indexes("versions")}
    engine.dispose()

    assert "versions_listed" in known
