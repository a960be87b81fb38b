"""Data sheets are written as they are read, and compute nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import closing
from pathlib import Path

import pytest

from indexer.catalog.read import Catalog
from indexer.home import Home
from indexer.model import Figure, Status
from search_api.series import observe
from search_api.series.sheets import Sheet, long_sheet, wide_sheet
from tests.search_api.many import catalog_of, one
from tests.search_api.running import Place

NEW = "t3.new_received.total"


class Watched(Catalog):
    """A catalog that tells of how many reports it was asked for figures."""

    asked = 0

    def figures(
        self, versions: Collection[int], keys: Collection[str] | None = None
    ) -> dict[int, dict[str, Figure]]:
        """As ever."""
        self.asked += len(versions)
        return super().figures(versions, keys)


@pytest.mark.parametrize("make", [long_sheet, wide_sheet])
def test_a_sheet_holds_a_few_reports_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[..., Sheet]
) -> None:
    """A row is out before the figures of the reports far behind it are looked up."""
    monkeypatch.setattr(observe, "_CHUNK", 3)
    reports = [one(f"第{n}局", "980121", 2021, {NEW: str(n)}) for n in range(10)]
    with catalog_of(tmp_path, reports), closing(Watched(Home(tmp_path / "home"))) as catalog:
        rows = make(catalog, [NEW], {}).rows
        asked = []
        for _ in rows:
            asked.append(catalog.asked)

    assert asked == [3, 3, 3, 6, 6, 6, 9, 9, 9, 10]


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    """An agency's name and what was read may begin like one; a negative number stays a number."""
    change = "t2.licensing.items_change"
    read = Figure(change, None, Status.UNREADABLE, "项", "=HYPERLINK()")
    negative = one("+乙局", "980121", 2020, {change: "-18"})
    with catalog_of(tmp_path, [one("=甲局", "980121", 2020, [read]), negative]):
        place = Place(tmp_path)
        long = place.search("figures", "--long", "--key", change, "--csv", "--home", "home").out
        series = place.search(
            "figures", "--key", change, "--by", "agency", "--csv", "--home", "home"
        ).out

    assert "'=HYPERLINK()" in long
    assert "'=甲局" in long
    assert ",-18," in long
    assert ",'+乙局," in series
    assert ",-18," in series


def test_a_sheet_continues_nothing(tmp_path: Path) -> None:
    """A key is what stands under that very key; what an old form calls otherwise is another one."""
    old = one("甲局", "980121", 2018, {"pre.received.total": "7"})
    with catalog_of(tmp_path, [old]) as catalog:
        sheet = wide_sheet(catalog, [NEW, "pre.received.total"], {})
        (row,) = sheet.rows
    cells = dict(zip(sheet.columns, row, strict=True))

    assert (cells[NEW], cells[f"{NEW}:status"]) == (None, "not_in_form")
    assert (cells["pre.received.total"], cells["pre.received.total:status"]) == (7, "reported")
