"""What `indexer add` can be told: to end at the first failure, to keep nothing, to end early."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.catalog.read import open_catalog
from indexer.home import Home
from indexer.ingest import add, batches
from indexer.ingest.add import Choices, add_files, gathered
from indexer.ingest.dry import dry_run_files
from indexer.ingest.telling import Progress, Telling
from indexer.model import Given
from indexer.outcome import Outcome, OutcomeStatus
from indexer.reading.readers import Readers
from indexer.stores.store import EngineName
from tests.small import REPORT

TANTIVY = Choices(engine=EngineName.TANTIVY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Eight reports of one agency, and two files that are none."""
    path = tmp_path / "reports"
    path.mkdir()
    for year in range(2012, 2020):
        text = REPORT.format(count=year).replace("2021", str(year))
        (path / f"{year}.txt").write_text(text, "utf-8")
    for name in ("2013b.txt", "2016b.txt"):
        (path / name).write_text("各村民小组：请于周五下午到镇政府开会。", "utf-8")
    return path


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that there are several of them."""
    monkeypatch.setattr(batches, "_AT_ONCE", 3)
    monkeypatch.setattr(add, "AHEAD", 2)


def known(home: Home) -> list[str]:
    """The names of the sources that a home knows."""
    with open_catalog(home) as catalog:
        return [Path(path).name for path in catalog.paths()]


def names(told: list[Outcome]) -> list[str]:
    """The files that were told of."""
    return [Path(outcome.path).name for outcome in told]


def test_the_first_failure_may_end_it(home: Home, folder: Path) -> None:
    """What was told is kept, the failure with it."""
    told: list[Outcome] = []
    choices = replace(TANTIVY, fail_fast=True)
    summary = add_files(home, [folder], choices, Telling(outcome=told.append))

    assert names(told) == ["2012.txt", "2013.txt", "2013b.txt"] == known(home)
    assert summary.counts == {OutcomeStatus.ADDED: 2, OutcomeStatus.NOT_A_REPORT: 1}
    again = add_files(home, [folder], choices, Telling())
    assert again.counts == {OutcomeStatus.UNCHANGED: 2, OutcomeStatus.NOT_A_REPORT: 1}


def test_it_may_be_stopped(home: Home, folder: Path) -> None:
    """The files that were read are kept and told; the next run goes on."""
    seen: list[Progress] = []
    told: list[Outcome] = []
    stopping = Telling(seen.append, told.append, lambda: len(seen) == 4)
    summary = add_files(home, [folder], TANTIVY, stopping)

    assert summary.interrupted
    assert names(told) == ["2012.txt", "2013.txt", "2013b.txt", "2014.txt"] == known(home)
    rest = add_files(home, [folder], TANTIVY, Telling())
    assert rest.counts == {
        OutcomeStatus.UNCHANGED: 3,
        OutcomeStatus.NOT_A_REPORT: 2,
        OutcomeStatus.ADDED: 5,
    }
    assert not rest.interrupted


def test_the_sheet_of_outcomes_is_no_report(folder: Path) -> None:
    """Where it lies among the files; nor is the table of metadata."""
    meta, sheet = folder / "meta.csv", folder / "outcomes.csv"
    meta.write_text("path,year\n", "utf-8")
    sheet.write_text("path,outcome\n", "utf-8")
    found = gathered(Home(folder.parent), [folder], Choices(meta=meta, aside=sheet), Telling())

    assert found.total == 10
    assert {meta, sheet}.isdisjoint(item.file for item in found.items)


class _Died(Exception):
    """The process ended here."""


@pytest.mark.slow
@pytest.mark.parametrize("at", [1, 4, 6, 9])
def test_going_on_reads_no_more_than_a_batch_again(
    home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """However it ended; what is told as kept is not read again."""
    read: list[str] = []
    timed = Readers.timed

    def counted(self: Readers, path: str, data: bytes, given: Given) -> object:
        read.append(path)
        return timed(self, path, data, given)

    monkeypatch.setattr(Readers, "timed", counted)
    kept: list[Outcome] = []

    def die(progress: Progress) -> None:
        assert len(read) - progress.kept <= 5
        if progress.done == at:
            raise _Died

    with pytest.raises(_Died):
        add_files(home, [folder], TANTIVY, Telling(die, kept.append))
    before, told = set(read), {outcome.path for outcome in kept}
    read.clear()
    add_files(home, [folder], TANTIVY, Telling())

    assert len(before & set(read)) <= 5
    assert not told & set(read)
    assert told | set(read) == {str(file) for file in folder.iterdir()}


@pytest.mark.slow
@pytest.mark.parametrize("exists", [False, True])
def test_a_dry_run_tells_what_would_become_of_each(home: Home, folder: Path, exists: bool) -> None:
    """The same as the run itself; and nothing changes."""
    (folder / "copy.txt").write_bytes((folder / "2012.txt").read_bytes())
    if exists:
        add_files(home, [folder / "2012.txt", folder / "2013.txt"], TANTIVY, Telling())
        (folder / "2013.txt").write_text(REPORT.format(count=7).replace("2021", "2013"), "utf-8")
    before = _bytes(home)
    dry: list[Outcome] = []
    summary = dry_run_files(home, [folder], TANTIVY, Telling(outcome=dry.append))
    assert _bytes(home) == before

    wet: list[Outcome] = []
    assert add_files(home, [folder], TANTIVY, Telling(outcome=wet.append)) == summary
    assert dry == wet
    assert {outcome.status for outcome in wet} >= {
        OutcomeStatus.OTHER_VERSION,
        OutcomeStatus.ADDED,
        *([OutcomeStatus.UNCHANGED, OutcomeStatus.REPLACED] if exists else []),
    }


def _bytes(home: Home) -> dict[Path, bytes]:
    """What lies in a home, but SQLite's own lists of readers."""
    files = home.path.rglob("*") if home.path.exists() else ()
    return {file: file.read_bytes() for file in files if file.is_file() and not _transient(file)}


_transient: Callable[[Path], bool] = lambda file: file.name.endswith(("-shm", "-wal"))  # noqa: E731
