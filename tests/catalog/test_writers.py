"""Several machines write to one catalog: one after another, and none has to wait for a dead one."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path, PurePath
from shutil import copy
from typing import Any

import pytest

from indexer.catalog.connect import create
from indexer.catalog.read import open_catalog
from indexer.catalog.write import batch, writable
from indexer.errors import CatalogUnusable, NoHome
from indexer.home import VARIABLE, Home
from indexer.ingest.add import Choices
from indexer.ingest.dry import dry_run_files
from indexer.ingest.sync_folder import sync_folders
from indexer.ingest.telling import Telling
from indexer.pipeline import add, rebuild, remove
from search_api.live import Live
from search_api.reader import open_reader
from search_api.search import SearchOptions
from search_api.session import Session, open_session
from tests.bench.generate import generate
from tests.catalog.telling import put
from tests.make import CODES, report
from tests.postgres import Server
from tests.shared import HANGS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
COUNT, PARTS, WRITERS = 54, 9, 3
# Adds folders one after another, as three commands would.
_ADD = """
import sys
from pathlib import Path
from indexer.home import find_home
from indexer.pipeline import add
for folder in sys.argv[2:]:
    add(find_home(Path(sys.argv[1])), [Path(folder)])
"""
# Stands still in the middle of a batch, after a report was put.
_HANG = """
import sys, time
from pathlib import Path
from indexer.catalog.write import batch, writable
from indexer.home import find_home
from tests.make import CODES, report
with batch(writable(find_home(Path(sys.argv[1])))) as writing:
    writing.put(report(["没有写完。"], path="/hung.txt", year=2019), CODES, "rules")
    print(writing.generation, flush=True)
    time.sleep(3600)
"""
_ALL = "year:2000..2030"


@pytest.fixture
def url(server: Server, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty catalog, in which nobody waits for ever."""
    made = f"{server.new()}%20-clock_timeout%3D{HANGS:.0f}s"
    monkeypatch.setenv(VARIABLE, made)
    return made


@pytest.fixture
def parts(tmp_path: Path) -> list[Path]:
    """Folders with reports, some of which are told by two files in two folders."""
    generate(tmp_path / "all", COUNT, ("a", "html"))
    files = sorted((tmp_path / "all").glob("*/*.*"))
    folders = [tmp_path / f"machine{n % WRITERS}" / f"part{n}" for n in range(PARTS)]
    for folder in folders:
        folder.mkdir(parents=True)
        for name in ("sources.toml", "divisions.csv"):
            copy(tmp_path / "all" / name, folder)
    for n, file in enumerate(files):
        copy(file, folders[n % PARTS])
    for n, file in enumerate(files[:6]):
        again = folders[(n + 1) % PARTS] / f"again-{file.name}"
        again.write_text(file.read_text("utf-8") + "\n附：更正版。\n", "utf-8")
    return folders


def content(home: Home) -> dict[str, Any]:
    """All that a catalog says of what is searched and of the other sources."""
    with open_catalog(home) as catalog:
        current = list(catalog.current())
        rows = [*current, *(other for row in current for other in catalog.other_versions(row.id))]
        numbers = [row.version for row in rows]
        findings, figures = catalog.findings(numbers), catalog.figures(numbers)
        return {
            "counts": catalog.counts(),
            "names": sorted(map(str, catalog.names())),
            "findings": catalog.finding_counts({}),
            "listed": [row.address for row in catalog.listed({}, "agency", None, 999)],
        } | {
            f"{row.address} {PurePath(row.path).name}": (
                row.sha256,
                row.standing,
                row.finding_keys,
                figures[row.version],
                findings[row.version],
                [(p.slot, p.aspect, p.text, p.locator) for p in catalog.passages_of(row.version)],
                catalog.document_text(row.version),
            )
            for row in rows
        }


def found(session: Session) -> tuple[Any, ...]:
    """What a search of everything counts."""
    result = session.searcher.search(_ALL, SearchOptions(facets=("year", "kind", "topic")))
    return result.total, result.facets


def started(program: str, *arguments: Path) -> subprocess.Popen[str]:
    """A process of its own."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_writers_at_once_make_what_one_writer_makes(
    tmp_path: Path, url: str, parts: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And readers meanwhile see generation after generation, each whole."""
    homes = [Home(tmp_path / f"home{n}", url) for n in range(WRITERS)]
    create(homes[0]).dispose()
    seen: dict[int, dict[str, int]] = {}
    with ExitStack() as stack, open_catalog(homes[0]) as catalog:
        writers = [
            stack.enter_context(started(_ADD, home.path, *parts[n::WRITERS]))
            for n, home in enumerate(homes)
        ]
        while any(writer.poll() is None for writer in writers):
            catalog.refresh()
            generation, counts = catalog.generation(), catalog.counts()
            assert generation >= max(seen, default=0)
            assert seen.setdefault(generation, counts) == counts
        assert [writer.returncode for writer in writers] == [0] * WRITERS
        catalog.refresh()

        assert catalog.generation() == PARTS
    monkeypatch.delenv(VARIABLE)
    alone = Home(tmp_path / "alone")
    for folder in parts:
        add(alone, [folder])

    assert content(homes[0]) == content(alone)
    with open_session(alone.path) as session:
        expected = found(session)
    monkeypatch.setenv(VARIABLE, url)
    for home in homes:
        with open_session(home.path) as session:
            assert found(session) == expected
    rebuild(homes[1], lambda _done, _total: None)
    with open_session(homes[1].path) as session:
        assert found(session) == expected
    gone = remove(homes[0], [parts[0]])

    assert len(gone) == len(list(parts[0].iterdir())) - 2
    assert all(name.startswith("part0/") for name in gone)


def test_a_writer_that_is_killed_in_a_batch_leaves_nothing(tmp_path: Path, url: str) -> None:
    """The next takes the generation that it had, and waits for nobody."""
    home = Home(tmp_path / "home", url)
    put(home, report(["第一份。"], path="/a.txt", year=2020))
    with started(_HANG, home.path) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "2\n"
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(put, home, report(["第二份。"], path="/b.txt", year=2021))
            with open_catalog(home) as catalog:  # who reads waits for nobody
                assert (catalog.generation(), catalog.counts()["reports"]) == (1, 1)
            assert not waiting.done()
            writer.send_signal(signal.SIGKILL)
            waiting.result(HANGS)
    with open_catalog(home) as catalog:
        assert catalog.generation() == 2
        assert sorted(row.path for row in catalog.current()) == ["/a.txt", "/b.txt"]


def test_tables_are_made_once(tmp_path: Path, url: str) -> None:
    """By however many at once."""
    home = Home(tmp_path / "home", url)
    with ThreadPoolExecutor(6) as pool:
        engines = list(pool.map(create, [home] * 6))
    for engine in engines:
        engine.dispose()
    with open_catalog(home) as catalog:
        assert catalog.generation() == 0


def test_what_would_come_of_files_is_told_of_an_empty_database(
    tmp_path: Path, url: str, parts: list[Path]
) -> None:
    """No table is made for that, and a sync makes them."""
    home, choices, told = Home(tmp_path / "home", url), Choices(), Telling()
    dry = dry_run_files(home, parts[:1], choices, told)

    assert dry == sync_folders(home, parts[:1], choices, told, dry=True)
    with pytest.raises(NoHome), open_catalog(home):
        pass
    assert sync_folders(home, parts[:1], choices, told) == dry


def break_connections(server: Server) -> None:
    """As a server does that is restarted."""
    server.ask(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE application_name = 'gongkai-search'"
    )


def break_off(home: Home, server: Server) -> None:
    """Lose the connection between two reports of a batch."""
    with batch(writable(home)) as writing:
        writing.put(report(["第二份。"], path="/b.txt", year=2021), CODES, "rules")
        break_connections(server)
        writing.put(report(["第三份。"], path="/c.txt", year=2022), CODES, "rules")


def test_a_connection_that_is_lost_is_told(tmp_path: Path, url: str, server: Server) -> None:
    """In a view and in a batch, of which nothing is kept; the next command goes on."""
    home = Home(tmp_path / "home", url)
    put(home, report(["第一份。"], path="/a.txt"))
    with open_catalog(home) as catalog:
        break_connections(server)
        with pytest.raises(CatalogUnusable, match="再运行同一命令"):
            catalog.generation()
    with pytest.raises(CatalogUnusable, match="已提交的都在"):
        break_off(home, server)
    with open_catalog(home) as catalog:
        assert (catalog.generation(), catalog.counts()["reports"]) == (1, 1)


@pytest.fixture
def live(tmp_path: Path, url: str) -> Iterator[tuple[Home, Live]]:
    """A home that is searched for long."""
    home, folder = Home(tmp_path / "home", url), tmp_path / "reports"
    generate(folder, 6, ("a",))
    add(home, [folder])
    with Live(home) as opened:
        yield home, opened


def test_a_service_outlives_a_restart_of_the_server(
    live: tuple[Home, Live], server: Server
) -> None:
    """A search that meets the loss tells it, and a later one opens the catalog anew."""
    _, opened = live
    opened.refresh()
    assert opened.search(_ALL).total == 6
    break_connections(server)
    with pytest.raises(CatalogUnusable):
        opened.search(_ALL)

    assert opened.search(_ALL).total == 6


def test_an_index_that_was_not_told_what_is_gone_is_built_anew(
    live: tuple[Home, Live], tmp_path: Path
) -> None:
    """Another machine replaced a report and cleaned up before this one came along."""
    here, opened = live
    there = Home(tmp_path / "there", here.url)
    file = next((tmp_path / "reports").glob("*/*.txt"))
    file.write_text(file.read_text("utf-8") + "\n附：另有一句。\n", "utf-8")
    add(there, [tmp_path / "reports"])
    rebuild(there, lambda _done, _total: None)
    opened.refresh()

    assert opened.search(_ALL).total == 6  # its own state is whole
    with pytest.raises(Exception, match="落后太多"):
        open_reader(here)
    said: list[str] = []
    with open_session(here.path, said.append) as session:
        assert session.searcher.search(_ALL).total == 6
        assert session.searcher.search('"另有一句"').total == 1
    assert "落后太多" in said[0]
