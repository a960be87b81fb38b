"""Who waits for another writer of a shared catalog says so, and need not wait for ever."""

from __future__ import annotations

import signal
from collections.abc import Callable
from contextlib import ExitStack, redirect_stderr
from io import StringIO
from pathlib import Path

import pytest

from indexer.catalog import postgresql
from indexer.catalog.read import open_catalog
from indexer.catalog.write import batch, writable
from indexer.cli import app
from indexer.home import VARIABLE, Home
from indexer.ingest.add import Choices, add_files
from indexer.ingest.telling import Telling
from indexer.outcome import OutcomeStatus
from indexer.pipeline import add
from indexer.stores.store import EngineName
from indexer.terminal import run
from tests.ingest.commanded import begun, command
from tests.make import CODES, report
from tests.postgres import Server
from tests.small import REPORT
from tests.waiting import until

pytestmark = pytest.mark.slow

SAID = "另一个程序正在写入同一个库"


@pytest.fixture
def shared(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home whose catalog others write to."""
    url = server.new()
    monkeypatch.setenv(VARIABLE, url)
    return Home(tmp_path / "here", url)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A report."""
    path = tmp_path / "reports"
    path.mkdir()
    (path / "a.txt").write_text(REPORT.format(count=1), "utf-8")
    return path


def test_waiting_is_told_and_ends_with_ctrl_c(tmp_path: Path, shared: Home, folder: Path) -> None:
    """Nothing of it is kept, and the other one goes on."""
    said = tmp_path / "said"
    there = writable(Home(tmp_path / "there", shared.url))
    with batch(there) as writing:
        writing.put(report(["第一份。"], path="/x.txt", year=2020), CODES, "rules")
        words = command(folder, shared.path, "tantivy", tmp_path / "outcomes.csv")
        with begun(words, said) as process:
            until(lambda: SAID in said.read_text("utf-8"))
            process.send_signal(signal.SIGINT)
            code = process.wait()
    there.dispose()
    text = said.read_text("utf-8")

    assert code == 128 + signal.SIGINT, text
    assert text.count(SAID) == 1
    assert "Traceback" not in text
    with open_catalog(shared) as catalog:
        assert [row.path for row in catalog.current()] == ["/x.txt"]


def test_waiting_ends_when_the_other_has_written(
    tmp_path: Path, shared: Home, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However often it looked; it is told once."""
    monkeypatch.setattr(postgresql, "_LOOK", "10ms")
    there = writable(Home(tmp_path / "there", shared.url))
    notes: list[str] = []
    asked: list[None] = []
    with ExitStack() as other:
        writing = other.enter_context(batch(there))
        writing.put(report(["第一份。"], path="/x.txt", year=2020), CODES, "rules")

        def stop() -> bool:
            if notes:
                asked.append(None)
            if len(asked) == 3:
                other.close()
            return False

        choices = Choices(engine=EngineName.TANTIVY)
        summary = add_files(shared, [folder], choices, Telling(note=notes.append, stop=stop))
    there.dispose()

    assert summary.counts == {OutcomeStatus.ADDED: 1}
    assert [SAID in note for note in notes] == [True]


class Listening(StringIO):
    """Stderr to which somebody listens, until it is told of another writer."""

    def __init__(self, heard: Callable[[], None]) -> None:
        super().__init__()
        self._heard = heard

    def write(self, said: str) -> int:
        if SAID in said:
            self._heard()
        return super().write(said)


@pytest.mark.parametrize(
    "words",
    [
        ["remove", "{folder}"],
        ["rebuild"],
        ["correct", "identity", "贡川镇2021", "published=2022-01-07", "--why", "核对原件"],
    ],
    ids=lambda words: words[0],
)
def test_every_command_that_waits_tells_it(
    tmp_path: Path,
    shared: Home,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
) -> None:
    """And does what it was to do once the other has written."""
    monkeypatch.setattr(postgresql, "_LOOK", "10ms")
    add(shared, [folder])
    there = writable(Home(tmp_path / "there", shared.url))
    with ExitStack() as other:
        writing = other.enter_context(batch(there))
        writing.put(report(["第一份。"], path="/x.txt", year=2020), CODES, "rules")
        meant = [word.format(folder=folder) for word in words]
        with redirect_stderr(Listening(other.close)) as said, pytest.raises(SystemExit) as ended:
            run(app, [*meant, "--home", str(shared.path)])
    there.dispose()

    assert not ended.value.code, said.getvalue()
    assert said.getvalue().count(SAID) == 1
