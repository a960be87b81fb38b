"""An ingest that is killed at any moment loses nothing that it told, and can be gone on with.

`--kills 200` kills so many; half at a time drawn at random, half soon after so many files were
told.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from indexer.catalog.read import open_catalog
from indexer.home import Home
from indexer.ingest.add import Choices, add_files
from indexer.ingest.telling import Telling
from indexer.outcome import OutcomeStatus
from indexer.stores.store import EngineName
from search_api.session import open_session
from tests.bench.generate import generate
from tests.ingest.commanded import begun, command, told
from tests.ingest.held import found, held, reports_in
from tests.shared import HANGS

pytestmark = pytest.mark.slow


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A case for each kill, the engines by turns."""
    if "number" in metafunc.fixturenames:
        metafunc.parametrize("number", range(metafunc.config.getoption("--kills")))


@dataclass(frozen=True, slots=True)
class Clean:
    """A folder, and what a home holds and finds to which it was added without a break."""

    folder: Path
    files: int
    seconds: float
    held: Any
    found: Any


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Clean:
    """Reports in three layouts, some from two sources, one file that is none."""
    folder = tmp_path_factory.mktemp("reports")
    generate(folder, 20, ("a", "b", "html"))
    generate(folder / "again", 3, ("b",))
    (folder / "copy.txt").write_bytes(reports_in(folder)[0].read_bytes())
    (folder / "letter.txt").write_text("各村民小组：请于周五下午开会。", "utf-8")
    home, report = Home(folder.parent / "clean"), folder.parent / "clean.csv"
    started = time.monotonic()
    words = command(folder, home.path, EngineName.TANTIVY, report)
    with begun(words, folder.parent / "said") as process:
        process.wait()
    seconds = time.monotonic() - started
    return Clean(folder, len(told(report)), seconds, held(home), found(home))


def killed(words: list[str], said: Path, report: Path, after: int | None, delay: float) -> None:
    """Run it, and kill it with all its children: so long after so many files were told."""
    with begun(words, said) as process:
        end = time.monotonic() + HANGS
        while after is not None and len(told(report)) < after and process.poll() is None:
            assert time.monotonic() < end
            time.sleep(0.01)
        try:
            process.wait(delay)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def test_what_was_told_is_there_and_the_rest_follows(
    tmp_path: Path, clean: Clean, number: int
) -> None:
    """The home opens, what it told is in it, going on ends as if nothing had happened."""
    random, engine = Random(f"kill {number}"), list(EngineName)[number % 2]
    home, report = Home(tmp_path / "home"), tmp_path / "outcomes.csv"
    after = random.randrange(clean.files) if number // 2 % 2 else None
    delay = random.random() * (clean.seconds / 3 if after is not None else clean.seconds)
    killed(
        command(clean.folder, home.path, engine, report), tmp_path / "said", report, after, delay
    )
    rows = told(report)
    kept = _opened(home)
    assert {row["path"] for row in rows} <= set(kept)

    told_again: list[str] = []
    summary = add_files(
        home,
        [clean.folder],
        Choices(engine=engine),
        Telling(outcome=lambda one: told_again.append(one.path)),
    )
    assert len(told_again) == clean.files
    assert summary.counts.get(OutcomeStatus.UNCHANGED, 0) + summary.failed_count >= len(kept)
    assert held(home) == clean.held
    assert found(home) == clean.found


def _opened(home: Home) -> list[str]:
    """The sources of a home that was left as it is, which also can be searched."""
    if not home.exists():
        return []
    with open_catalog(home) as catalog:
        kept, reports = catalog.paths(), catalog.counts()["reports"]
    if kept:
        with open_session(home.path, lambda _: None) as session:
            assert len(list(session.catalog.current())) == reports
            result = session.searcher.search("year:2000..2100")
            assert (result.unit, result.total) == ("report", reports)
    return kept
