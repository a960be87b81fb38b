"""`indexer sync`: a home holds what the folders hold, and an empty disk never empties it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from indexer.catalog.read import open_catalog
from indexer.errors import WrongUsage
from indexer.home import Home
from indexer.ingest.add import Choices, add_files
from indexer.ingest.sync_folder import sync_folders
from indexer.ingest.telling import Summary, Telling
from indexer.outcome import Outcome, OutcomeStatus
from indexer.readers.limits import ARCHIVE_MEMBERS
from indexer.stores.store import EngineName
from tests.readers.helpers import archive
from tests.small import REPORT

TANTIVY = Choices(engine=EngineName.TANTIVY)


def report(file: Path, year: int, count: int = 1) -> Path:
    """A report of one agency and a year."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(REPORT.format(count=count).replace("2021", str(year)), "utf-8")
    return file


@pytest.fixture
def folder(home: Home, tmp_path: Path) -> Path:
    """Three reports that the home holds, one of them in a folder below, beside one elsewhere."""
    path = tmp_path / "reports"
    for name, year in (("a.txt", 2015), ("b.txt", 2016), ("sub/c.txt", 2017)):
        report(path / name, year)
    other = report(tmp_path / "reports-of-others" / "d.txt", 2018)
    add_files(home, [path, other], TANTIVY, Telling())
    return path


def synced(home: Home, folder: Path, *, allow_empty: bool = False) -> tuple[Summary, list[Outcome]]:
    """What a dry run tells, which is what the run itself then does."""
    dry: list[Outcome] = []
    wet: list[Outcome] = []
    told = sync_folders(
        home, [folder], TANTIVY, Telling(outcome=dry.append), allow_empty=allow_empty, dry=True
    )
    summary = sync_folders(
        home, [folder], TANTIVY, Telling(outcome=wet.append), allow_empty=allow_empty
    )
    assert (told, dry) == (summary, wet)
    return summary, wet


def known(home: Home) -> list[str]:
    """The names of the sources that a home knows."""
    with open_catalog(home) as catalog:
        return [Path(path).name for path in catalog.paths()]


def test_new_changed_moved_and_gone(home: Home, folder: Path) -> None:
    """Each is followed; what lies elsewhere is left alone."""
    report(folder / "new.txt", 2019)
    report(folder / "b.txt", 2016, 9)
    (folder / "a.txt").unlink()
    (folder / "sub" / "c.txt").rename(folder / "moved.txt")
    (folder / "sub").rmdir()
    summary, told = synced(home, folder)

    assert summary.counts == {
        OutcomeStatus.REPLACED: 1,
        OutcomeStatus.ADDED: 2,
        OutcomeStatus.REMOVED: 2,
    }
    assert [Path(o.path).name for o in told if o.status is OutcomeStatus.REMOVED] == [
        "a.txt",
        "c.txt",
    ]
    assert known(home) == ["d.txt", "b.txt", "moved.txt", "new.txt"]
    with open_catalog(home) as catalog:
        assert sorted(row.year for row in catalog.current()) == [2016, 2017, 2018, 2019]


@pytest.mark.parametrize("below", ["", "sub"])
def test_an_empty_folder_empties_nothing(home: Home, folder: Path, below: str) -> None:
    """It may be a disk that is not mounted, also further down; unless it is said to be meant."""
    emptied = folder / below
    for file in emptied.rglob("*.txt"):
        file.unlink()
    for dry in (True, False):
        with pytest.raises(WrongUsage, match="allow-empty"):
            sync_folders(home, [folder], TANTIVY, Telling(), dry=dry)
    assert len(known(home)) == 4

    synced(home, folder, allow_empty=True)
    assert known(home) == (["d.txt", "a.txt", "b.txt"] if below else ["d.txt"])


def test_what_cannot_be_listed_is_not_gone(
    home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its reports stay, and it is told; a folder that was named is refused."""
    listed, shut = os.scandir, folder / "sub"

    def scandir(path: str | Path | int) -> object:
        if path == str(shut) or path == shut:
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    summary, told = synced(home, folder)

    assert [outcome.code for outcome in told if outcome.failed] == ["unreadable_file"]
    assert OutcomeStatus.REMOVED not in summary.counts
    assert len(known(home)) == 4
    shut = folder
    with pytest.raises(WrongUsage, match="cannot be listed"):
        sync_folders(home, [folder], TANTIVY, Telling(), allow_empty=True)


def test_a_folder_that_became_a_link_is_not_gone(home: Home, folder: Path, tmp_path: Path) -> None:
    """Its reports stay, and the link is told."""
    (folder / "sub").rename(tmp_path / "moved")
    (folder / "sub").symlink_to(tmp_path / "moved")
    summary, told = synced(home, folder)

    assert [Path(one.path).name for one in told if one.failed] == ["sub"]
    assert OutcomeStatus.REMOVED not in summary.counts
    assert len(known(home)) == 4


@pytest.mark.slow
@pytest.mark.parametrize("over", [0, ARCHIVE_MEMBERS])
def test_an_archive_that_cannot_be_looked_into_keeps_its_reports(
    home: Home, folder: Path, over: int
) -> None:
    """Half of it was loaded, or it has more members than are read; whole again it is synced."""
    file, text = folder / "all.zip", (folder / "a.txt").read_text("utf-8")
    file.write_bytes(
        archive({f"{year}.txt": text.replace("2015", year) for year in ("2019", "2020")})
    )
    synced(home, folder)
    held = known(home)
    whole = archive({"2019.txt": text.replace("2015", "2019")})
    more = archive({f"{number}.txt": "" for number in range(over + 1)})
    file.write_bytes(more if over else whole[:-30])
    summary, told = synced(home, folder)

    assert [Path(one.path).name for one in told if one.failed] == ["all.zip"]
    assert OutcomeStatus.REMOVED not in summary.counts
    assert set(held) <= set(known(home))

    file.write_bytes(whole)
    synced(home, folder)
    assert {"2019.txt", "2020.txt"} & set(known(home)) == {"2019.txt"}


def test_only_folders_are_synced(home: Home, folder: Path) -> None:
    """A file, and what is not there, name the command that is meant."""
    for path in (folder / "a.txt", folder / "absent"):
        with pytest.raises(WrongUsage) as raised:
            sync_folders(home, [path], TANTIVY, Telling())
        assert "indexer remove" in raised.value.next_step


def test_nothing_is_removed_where_it_was_broken_off(home: Home, folder: Path) -> None:
    """By Ctrl-C, or by the first failure where that ends it."""
    (folder / "a.txt").unlink()
    (folder / "zzz.txt").write_text("各村民小组：请于周五下午开会。", "utf-8")
    failing = Choices(engine=EngineName.TANTIVY, fail_fast=True)
    sync_folders(home, [folder], failing, Telling())
    sync_folders(home, [folder], TANTIVY, Telling(stop=lambda: True))

    assert "a.txt" in known(home)
