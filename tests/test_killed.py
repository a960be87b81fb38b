"""A process that is killed while it adds files leaves a home that opens and can be added to."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from indexer.catalog.read import open_catalog
from indexer.home import Home
from indexer.outcome import OutcomeStatus
from indexer.pipeline import add
from indexer.stores.store import EngineName
from search_api.session import open_session
from tests.bench.generate import generate

ROOT = Path(__file__).parents[1]
COUNT = 54  # enough for worker processes
BATCH = 6
# Small batches, so that there are many states to be killed in; the rest is as it always is.
_ADD = f"""
import sys
from pathlib import Path
from indexer import pipeline
from indexer.home import Home
from indexer.ingest import add, batches
from indexer.stores.store import EngineName
batches._AT_ONCE, add._FILES_A_SEGMENT = {BATCH}, {BATCH * 2}
told = lambda progress: print(progress.done, flush=True)
engine = EngineName(sys.argv[3])
pipeline.add(Home(Path(sys.argv[1])), [Path(sys.argv[2])], engine=engine, tell=told)
"""
_RANDOM = Random("killed")
POINTS = [(_RANDOM.randint(1, COUNT), _RANDOM.random() / 3) for _ in range(2)] + [(COUNT, 0.05)]


pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def own_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A sealing key of the test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports to add."""
    path = tmp_path_factory.mktemp("reports")
    generate(path, COUNT, ("a", "b"))
    return path


def killed(home: Path, folder: Path, engine: str, told: int, delay: float) -> None:
    """Add the folder in a process of its own, killed so long after it told of so many files."""
    with subprocess.Popen(
        [sys.executable, "-c", _ADD, str(home), str(folder), engine],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) == told:
                break
        time.sleep(delay)
        process.kill()


@pytest.mark.parametrize("engine", EngineName)
@pytest.mark.parametrize(("told", "delay"), POINTS)
def test_a_home_outlives_its_writer(
    tmp_path: Path, folder: Path, engine: EngineName, told: int, delay: float
) -> None:
    """Finished batches are there, a search mends the index, a second `add` brings the rest."""
    home = Home(tmp_path / "home")
    killed(home.path, folder, engine, told, delay)
    with open_catalog(home) as catalog:
        kept = catalog.counts()["reports"]
    assert kept >= (told - 1) // BATCH * BATCH
    if kept:
        with open_session(home.path, lambda _: None) as session:
            assert session.searcher.search("year:2010..2030").total == kept
    summary = add(home, [folder], engine=engine)

    counts = {OutcomeStatus.UNCHANGED: kept, OutcomeStatus.ADDED: COUNT - kept}
    assert summary.counts == {status: count for status, count in counts.items() if count}
    with open_session(home.path, pytest.fail) as session:
        assert session.searcher.search("year:2010..2030").total == COUNT
