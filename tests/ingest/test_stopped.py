"""An ingest hears in every step that it is to stop, and the next one goes on from there."""

from __future__ import annotations

import signal
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.catalog.read import open_catalog
from indexer.home import Home
from indexer.ingest import add
from indexer.ingest.add import Choices, add_files
from indexer.ingest.dry import dry_run_files
from indexer.ingest.sync_folder import sync_folders
from indexer.ingest.telling import BEFORE_ANY, Step, Summary, Telling
from indexer.outcome import Outcome, OutcomeStatus
from indexer.stores import manifest as manifests
from indexer.stores.store import EngineName
from tests.ingest.commanded import begun, command
from tests.ingest.held import found
from tests.small import REPORT

TANTIVY = Choices(engine=EngineName.TANTIVY)
YEARS = range(2012, 2016)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Some reports of one agency, each in a folder of its own."""
    path = tmp_path / "reports"
    for year in YEARS:
        (path / str(year)).mkdir(parents=True)
        text = REPORT.format(count=year).replace("2021", str(year))
        (path / str(year) / "report.txt").write_text(text, "utf-8")
    return path


def stopped(home: Home, folder: Path, at: Step, choices: Choices = TANTIVY) -> Summary:
    """What an ingest comes to that is to stop from a step on."""
    steps: list[Step] = []
    stopping = Telling(doing=steps.append, stop=lambda: steps[-1] == at)
    return add_files(home, [folder], choices, stopping)


def counts(home: Home) -> int:
    """How many reports a home holds."""
    with open_catalog(home) as catalog:
        return catalog.counts()["reports"]


def test_while_files_are_listed(home: Home, folder: Path) -> None:
    """Nothing has begun, whatever it was to be."""
    always = Telling(stop=lambda: True)

    assert add_files(home, [folder], TANTIVY, always) == BEFORE_ANY
    assert dry_run_files(home, [folder], TANTIVY, always) == BEFORE_ANY
    assert sync_folders(home, [folder], TANTIVY, always) == BEFORE_ANY
    assert not home.path.exists()


def test_while_the_index_is_brought_along(home: Home, folder: Path) -> None:
    """The catalog has all that was told, and the next run brings the index along."""
    summary = stopped(home, folder, Step.INDEXING)

    assert summary == Summary({OutcomeStatus.ADDED: len(YEARS)}, (), False, interrupted=True)
    assert counts(home) == len(YEARS)
    assert manifests.read(home.index).generation == 0
    assert stopped(home, folder, Step.INDEXING).counts == {}
    add_files(home, [folder], TANTIVY, Telling())
    assert found(home)[0][1] == len(YEARS)


@pytest.mark.slow
def test_while_another_engines_index_is_made(home: Home, folder: Path) -> None:
    """The one that there is stays."""
    add_files(home, [folder], TANTIVY, Telling())
    before = manifests.read(home.index)
    summary = stopped(home, folder, Step.INDEXING, replace(TANTIVY, engine=EngineName.WHOOSH))

    assert summary == BEFORE_ANY
    assert manifests.read(home.index) == before
    assert found(home)[0][1] == len(YEARS)


def test_while_what_left_is_removed(
    home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was told is gone, the rest is there until the next run."""
    monkeypatch.setattr(add, "_REMOVED_AT_ONCE", 1)
    add_files(home, [folder], TANTIVY, Telling())
    for year in YEARS[:2]:
        (folder / str(year) / "report.txt").unlink()
    told: list[Outcome] = []

    def stop() -> bool:
        return any(one.status == OutcomeStatus.REMOVED for one in told)

    summary = sync_folders(
        home, [folder], TANTIVY, Telling(outcome=told.append, stop=stop), allow_empty=True
    )

    assert summary.interrupted
    assert summary.counts[OutcomeStatus.REMOVED] == 1
    assert counts(home) == len(YEARS) - 1
    sync_folders(home, [folder], TANTIVY, Telling(), allow_empty=True)
    assert found(home)[0][1] == len(YEARS) - 2


_PRESS = """
import signal
from indexer.files import members_of
from indexer import files
def press(file):
    signal.raise_signal(signal.SIGINT)
    return members_of(file)
files.members_of = press
"""


@pytest.mark.slow
def test_what_it_waits_for_is_said(home: Home, folder: Path, tmp_path: Path) -> None:
    """In one line; it ends as one that was stopped later."""
    said = tmp_path / "said"
    words = command(folder, home.path, "tantivy", tmp_path / "outcomes.csv", _PRESS)
    with begun(words, said) as process:
        code = process.wait()
    text = said.read_text("utf-8")

    assert code == 128 + signal.SIGINT, text
    assert text.startswith("正在结束，等这个文件夹列完；再按一次 Ctrl-C 立即退出")
    assert "已中断" in text
    assert "Traceback" not in text
    assert not home.path.exists()
