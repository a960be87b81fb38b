"""What reports say beside one another follows what is there, however it came to be there."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from indexer.catalog.read import open_catalog
from indexer.home import Home
from indexer.model import Report
from tests.across.kept import checks, of_year, put, remove, told
from tests.homes import NewHome

OUT, IN = "t3.carried_out.total", "t3.carried_in.total"
TEXT = (
    "镇里每周二由两名干部轮流到各村的公示栏前听取意见，把群众看不懂的条目当场记下，回来后逐条改写，"
)
PARTS = [("overview.proactive", f"{place}片区里，{TEXT}") for place in "东西南北中上下"]
AGENCIES = ("林峪县青芷镇人民政府", "林峪县水利局")


def reports() -> list[Report]:
    """Two agencies over five years: gaps in the carry-over, one copied text, two double sources."""
    found = []
    for agency in AGENCIES:
        for year in range(2018, 2023):
            cells = {OUT: str(year % 3), IN: str((year - 1) % 3 + (year == 2021))}
            texts = PARTS if year in (2019, 2020) else PARTS[: year % 3 + 1]
            found.append(of_year(year, cells, texts, agency=agency))
    for year in (2020, 2021):
        cells = {OUT: "9", IN: str((year - 1) % 3)}
        path = f"/second/{year}.txt"
        found.append(of_year(year, cells, PARTS, path=path, published=f"{year + 1}-03-01"))
    return found


def put_in_order(home: Home, order: list[Report], random: Random) -> None:
    """In batches of any size."""
    while order:
        size = random.randint(1, len(order))
        put(home, *order[:size])
        order = order[size:]


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_adding_does_not_matter(tmp_path: Path, new_home: NewHome, seed: int) -> None:
    """Nor does what came and went in between."""
    first, second = new_home(tmp_path / "first"), new_home(tmp_path / "second")
    put(first, *reports())
    random = Random(seed)
    order = reports()
    random.shuffle(order)
    put_in_order(second, order, random)
    for gone in random.sample(order, 3):
        remove(second, gone.source.path)
    put_in_order(second, random.sample(order, len(order)), random)

    assert told(second) == told(first)
    assert {check for _, check in checks(first)} == {
        "carry_over",
        "same_as_last_year",
        "versions_differ",
    }


def test_what_no_database_keeps_is_compared_as_it_is_kept(
    tmp_path: Path, new_home: NewHome
) -> None:
    """Whether both years come together or one after the other."""
    together, apart = new_home(tmp_path / "together"), new_home(tmp_path / "apart")
    spoilt = [(slot, text.replace("干部", "干\x00部")) for slot, text in PARTS]
    years = [of_year(year, {}, spoilt) for year in (2019, 2020)]
    put(together, *years)
    for one in years:
        put(apart, one)

    assert [check for _, check in checks(together)] == ["same_as_last_year"]
    assert told(apart) == told(together)


def test_removing_a_year_takes_what_followed_from_it(home: Home) -> None:
    """And adding it again brings it back."""
    last, this = of_year(2021, {OUT: "4"}), of_year(2022, {IN: "3"})
    put(home, last, this)
    before = told(home)
    remove(home, last.source.path)
    assert checks(home) == []

    put(home, last)
    assert told(home) == before


def test_an_index_is_told_whose_checks_changed(home: Home) -> None:
    """The neighbour is taken in again; nobody else is."""
    put(home, of_year(2022, {IN: "3"}))
    put(home, of_year(2022, {IN: "3"}, agency=AGENCIES[1]))
    with open_catalog(home) as catalog:
        assert catalog.changes(2) == ([], [])
        put(home, of_year(2021, {OUT: "4"}))
        catalog.refresh()
        assert catalog.changes(2) == ([1, 3], [])
        put(home, of_year(2021, {OUT: "5"}))
        catalog.refresh()
        assert catalog.changes(3) == ([4], [3])


def test_a_report_found_by_another_source_keeps_its_own_findings(home: Home) -> None:
    """A version that stands no more says nothing beside others."""
    put(home, of_year(2021, {OUT: "4"}), of_year(2022, {IN: "3"}, published="2023-01-01"))
    put(home, of_year(2022, {IN: "4"}, path="/later.txt", published="2023-02-01"))
    assert checks(home) == [("/later.txt", "versions_differ")]

    with open_catalog(home) as catalog:
        (row,) = catalog.find(id=told(home)["/later.txt"][0].evidence[0].report)
        (other,) = catalog.other_versions(row.id)
        assert other.finding_keys == ()
        assert catalog.findings([other.version])[other.version] == ()
