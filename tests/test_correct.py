"""Corrections as a curator makes them: by name, in a home with an index that follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.catalog.read import open_catalog
from indexer.catalog.rows import ReportRow
from indexer.correct.acts import (
    correct_aspect,
    correct_figure,
    correct_identity,
    dismiss,
    undo_correction,
)
from indexer.correct.states import standings
from indexer.correct.values import signed
from indexer.errors import WrongUsage
from indexer.home import VARIABLE, Home
from indexer.outcome import OutcomeStatus
from indexer.pipeline import add, rebuild, remove
from search_api.session import open_session
from tests.homes import NewHome
from tests.small import REPORT

WHY = signed("核对原件", "李四")
NAME = "贡川镇2021"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one report, whose parts are numbered with a gap."""
    path = tmp_path / "reports"
    path.mkdir()
    (path / "town.txt").write_text(REPORT.format(count=24), "utf-8")
    return path


@pytest.fixture
def home(tmp_path: Path, folder: Path, new_home: NewHome, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home with the report in it."""
    made = new_home(tmp_path / "home")
    monkeypatch.setenv(VARIABLE, made.url)
    add(made, [folder])
    return made


def the_row(home: Home) -> ReportRow:
    """The only report that is searched."""
    with open_catalog(home) as catalog:
        (row,) = catalog.current()
        return row


def hits(home: Home, query: str) -> list[str]:
    """The passages that a query finds in the index."""
    with open_session(home.path, lambda _text: None) as session:
        return [hit.best.passage for hit in session.searcher.search(query).hits]


def states(home: Home) -> list[str]:
    """What became of each correction, in the order in which they were told."""
    with open_catalog(home) as catalog:
        return [one.state for one in standings(catalog, catalog.corrections())]


def stated(home: Home) -> int | None:
    """主动公开 as it is shown."""
    row = the_row(home)
    with open_catalog(home) as catalog:
        value = catalog.figures([row.version])[row.version]["n.proactive"].value
    return None if value is None else int(value)


def test_the_search_follows_an_aspect(home: Home) -> None:
    """Found under the corrected aspect and no longer under the one read; undone, back again."""
    passage = f"{the_row(home).id}#p2"
    assert hits(home, "aspect:问题") == []
    correct_aspect(home, passage, "问题", WHY)
    assert hits(home, "aspect:问题 保密审查") == [passage]
    assert hits(home, '"保密审查" -aspect:问题') == []
    assert hits(home, '"保密审查"') == [passage]
    undo_correction(home, 1, WHY)

    assert hits(home, "aspect:问题") == []
    assert states(home) == ["undone"]


def test_the_search_follows_a_dismissal(home: Home) -> None:
    """The report is no longer found by the finding; a rebuilt index says the same."""
    query = "finding:section_numbering 保密审查"
    assert len(hits(home, query)) == 1
    dismiss(home, NAME, "序号跳重", None, WHY)
    assert hits(home, query) == []
    rebuild(home, lambda _done, _total: None)

    assert hits(home, query) == []
    assert states(home) == ["applied"]


def test_a_correction_outlasts_everything(home: Home, folder: Path) -> None:
    """Adding again, rebuilding, removing, coming back elsewhere, and a change beside it."""
    correct_figure(home, NAME, "n.proactive", "25", WHY)
    assert add(home, [folder]).counts == {OutcomeStatus.UNCHANGED: 1}
    rebuild(home, lambda _done, _total: None)
    assert stated(home) == 25
    remove(home, [folder])
    assert states(home) == ["not_applied"]
    moved = folder.rename(folder.with_name("moved"))
    add(home, [moved])
    assert stated(home) == 25
    text = REPORT.format(count=24).replace("一律做", "一律先做")
    (moved / "town.txt").write_text(text, "utf-8")
    add(home, [moved])

    assert stated(home) == 25
    assert states(home) == ["applied"]


def test_what_is_no_longer_said_is_not_corrected(home: Home, folder: Path) -> None:
    """The correction is kept, and listed as not applied."""
    correct_figure(home, NAME, "n.proactive", "25", WHY)
    (folder / "town.txt").write_text(REPORT.format(count=40), "utf-8")
    add(home, [folder])

    assert stated(home) == 40
    assert states(home) == ["not_applied"]


def test_a_corrected_identity_is_the_reports(home: Home, folder: Path) -> None:
    """Its id, its evidence and the search follow; adding the file again changes nothing."""
    before = the_row(home)
    act = correct_identity(home, NAME, ["年份=2020", "published=2021-03-01"], WHY)
    row = the_row(home)
    assert act.report == row.id == before.id.replace("2021", "2020")
    assert (row.year, row.published, row.published_from) == (2020, "2021-03-01", "corrected")
    assert [e.quote for e in row.evidence if e.source == "corrected"] == ["2020", "2021-03-01"]
    assert "late" in row.finding_keys
    assert len(hits(home, "year:2020")) == 1
    assert hits(home, "year:2021") == []
    assert add(home, [folder]).counts == {OutcomeStatus.UNCHANGED: 1}
    undo_correction(home, 1, WHY)
    undo_correction(home, 2, WHY)

    assert the_row(home).id == before.id
    assert the_row(home).evidence == before.evidence
    assert states(home) == ["undone", "undone"]


def test_a_corrected_identity_outlasts_a_changed_file(home: Home, folder: Path) -> None:
    """As long as the file tells of the report that was corrected; figures go along."""
    correct_figure(home, NAME, "n.proactive", "25", WHY)
    correct_identity(home, NAME, ["year=2020"], WHY)
    file = folder / "town.txt"
    file.write_text(REPORT.format(count=24).replace("一律做", "一律先做"), "utf-8")
    add(home, [folder])
    assert (the_row(home).year, stated(home), states(home)) == (2020, 25, ["applied"] * 2)
    file.write_text(REPORT.format(count=24).replace("2021", "2023"), "utf-8")
    add(home, [folder])

    assert the_row(home).year == 2023
    assert states(home)[1] == "not_applied"


@pytest.mark.slow
def test_without_its_file_an_identity_is_corrected_as_well(home: Home, folder: Path) -> None:
    """From what the catalog keeps: the same as with the file, and back again."""
    parts = ["year=2020", "agency=昌乐县鄌郚镇人民政府", "published=2021-03-01"]
    with_file = correct_identity(home, NAME, parts, WHY)
    row = the_row(home)
    for number in (1, 2, 3):
        undo_correction(home, number, WHY)
    as_read = the_row(home)
    (folder / "town.txt").unlink()
    without = correct_identity(home, NAME, parts, WHY)
    again = the_row(home)
    assert without.report == with_file.report
    assert (again.agency, again.code, again.year) == (row.agency, row.code, row.year)
    assert (again.places, again.level, again.kind) == (row.places, row.level, row.kind)
    assert again.finding_keys == row.finding_keys
    for number in (4, 5, 6):
        undo_correction(home, number, WHY)

    assert (the_row(home).id, the_row(home).evidence) == (as_read.id, as_read.evidence)


def test_a_report_that_takes_the_left_id_is_left_alone(home: Home, folder: Path) -> None:
    """What was told of a file goes with it when its identity is corrected."""
    correct_figure(home, NAME, "n.proactive", "25", WHY)
    correct_identity(home, NAME, ["year=2020"], WHY)
    text = REPORT.format(count=24).replace("一律做", "一律先做")
    (folder / "other.txt").write_text(text, "utf-8")
    add(home, [folder])
    with open_catalog(home) as catalog:
        values = {
            row.year: catalog.figures([row.version])[row.version]["n.proactive"].value
            for row in catalog.current()
        }

    assert values == {2020: 25, 2021: 24}


def test_metadata_that_came_with_the_file_is_kept(
    tmp_path: Path, folder: Path, new_home: NewHome
) -> None:
    """A correction outranks it; undone, it counts again."""
    home = new_home(tmp_path / "given")
    meta = tmp_path / "list.csv"
    meta.write_text("path,url,year\nreports/town.txt,https://example.invalid/a,2019\n", "utf-8")
    add(home, [folder], meta=meta)
    assert the_row(home).year == 2019
    correct_identity(home, "贡川镇2019", ["year=2020"], WHY)
    assert (the_row(home).year, the_row(home).url) == (2020, "https://example.invalid/a")
    assert add(home, [folder], meta=meta).counts == {OutcomeStatus.UNCHANGED: 1}
    undo_correction(home, 1, WHY)

    assert the_row(home).year == 2019


NO_VALUES = ["", "很多", "-1", "1.5", "1e3", "9" * 40, "\udc80"]
NO_PARTS = [
    *([], ["year"], ["year="], ["year=20"], ["yaer=2020"], ["scope=unknown"]),
    *(["region=无此地"], ["published=2021-02-30"]),
]


def test_what_means_nothing_is_refused(home: Home) -> None:
    """Values, parts, names: told with the next step, and nothing is kept of it."""
    for value in NO_VALUES:
        with pytest.raises(WrongUsage):
            correct_figure(home, NAME, "t3.new_received.total", value, WHY)
    for parts in NO_PARTS:
        with pytest.raises(WrongUsage):
            correct_identity(home, NAME, parts, WHY)
    for key in ("d.denied", "t3.new_received", "没有的", ""):
        with pytest.raises(WrongUsage):
            correct_figure(home, NAME, key, "1", WHY)
    for passage in (NAME, f"{NAME}#p99", "无此镇2021#p1"):
        with pytest.raises(WrongUsage):
            correct_aspect(home, passage, "问题", WHY)
    for check, n in (("late", None), ("section_numbering", 2), ("sektion", None)):
        with pytest.raises(WrongUsage):
            dismiss(home, NAME, check, n, WHY)
    with pytest.raises(WrongUsage):
        undo_correction(home, 1, WHY)

    assert states(home) == []
