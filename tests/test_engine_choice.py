"""Which engine indexes a home: chosen, remembered, moved by a rebuild."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from indexer import pipeline
from indexer.doctor import examine
from indexer.errors import EngineMissing, WrongUsage
from indexer.home import Home
from indexer.status import print_status, status_of
from indexer.stores import size
from indexer.stores.size import bytes_under, engine_of
from indexer.stores.store import EngineName, engine_for
from search_api.session import open_session
from tests.small import REPORT

WHOOSH, TANTIVY = EngineName.WHOOSH, EngineName.TANTIVY


@pytest.fixture(autouse=True)
def no_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The surroundings choose no engine."""
    monkeypatch.delenv("GONGKAI_ENGINE", raising=False)


def add(home: Home, engine: EngineName | None = None) -> None:
    """Add a report to a home."""
    reports = home.path.parent / "reports"
    reports.mkdir(exist_ok=True)
    (reports / "gongchuan.txt").write_text(REPORT.format(count=24), "utf-8")
    pipeline.add(home, [reports], engine=engine)


def rebuild(home: Home, engine: EngineName | None = None) -> None:
    """Build a home's index anew."""
    pipeline.rebuild(home, lambda _done, _total: None, engine)


def searched_by(home: Home) -> str:
    """The engine that answers over a home, without anything to be mended first."""
    with open_session(home.path, pytest.fail) as session:
        result = session.searcher.search("政府信息")

    assert result.total > 0
    return result.engine


def test_an_index_keeps_its_engine(home: Home) -> None:
    """What is added later, removed, or rebuilt without an option does not change it."""
    add(home, TANTIVY)
    add(home)
    assert engine_of(home.index) == TANTIVY
    rebuild(home)
    assert searched_by(home) == TANTIVY


def test_a_rebuild_moves_an_index(home: Home) -> None:
    """To the other engine and back; nothing of the one before is left."""
    add(home)
    assert searched_by(home) == WHOOSH
    for engine in (TANTIVY, WHOOSH):
        rebuild(home, engine)

        assert searched_by(home) == engine
        assert len([path for path in home.index.iterdir() if path.is_dir()]) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("option", "told", "own", "chosen"),
    [
        (WHOOSH, TANTIVY, TANTIVY, WHOOSH),
        (None, WHOOSH, TANTIVY, WHOOSH),
        (None, "", TANTIVY, TANTIVY),
        (None, "memory", TANTIVY, TANTIVY),
        (None, "", None, WHOOSH),
    ],
)
def test_the_option_then_the_variable_then_the_index_decide(
    home: Home,
    monkeypatch: pytest.MonkeyPatch,
    option: EngineName | None,
    told: str,
    own: EngineName | None,
    chosen: EngineName,
) -> None:
    """And whoosh where nothing does."""
    if own is not None:
        add(home, own)
    monkeypatch.setenv("GONGKAI_ENGINE", told)

    assert engine_for(home.index, option) is chosen


def test_a_search_opens_what_there_is(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable says what is written, not what can be read."""
    add(home, TANTIVY)
    monkeypatch.setenv("GONGKAI_ENGINE", WHOOSH)

    assert searched_by(home) == TANTIVY


def test_memory_needs_no_index(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oracle answers from the catalog, for whoever doubts an engine."""
    add(home)
    with open_session(home.path, pytest.fail) as session:
        meant = session.searcher.search("政府信息").total
    home.index.rename(home.path / "elsewhere")
    monkeypatch.setenv("GONGKAI_ENGINE", "memory")
    with open_session(home.path, pytest.fail) as session:
        result = session.searcher.search("政府信息")

    assert (result.engine, result.total) == ("memory", meant)
    assert not home.index.exists()


def test_an_engine_that_does_not_exist_is_wrong_usage(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With those that do; nothing is made."""
    monkeypatch.setenv("GONGKAI_ENGINE", "lucene")
    with pytest.raises(WrongUsage, match="whoosh、tantivy"):
        add(home)
    assert not home.exists()


def _not_installed(_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, TANTIVY, None)


def _made_for_another_machine(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / f"{TANTIVY}.py").write_text("raise ImportError('wrong architecture')", "utf-8")
    monkeypatch.delitem(sys.modules, TANTIVY)
    monkeypatch.syspath_prepend(folder)


def test_nothing_is_removed_where_the_engine_is_missing(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is looked for before anything is forgotten."""
    add(home, TANTIVY)
    before = status_of(home)["reports"]
    monkeypatch.setitem(sys.modules, TANTIVY, None)
    with pytest.raises(EngineMissing):
        pipeline.remove(home, [home.path.parent / "reports"])

    assert status_of(home)["reports"] == before == 1


@pytest.mark.slow
@pytest.mark.parametrize("spoil", [_not_installed, _made_for_another_machine])
def test_an_engine_that_cannot_be_imported_is_named(
    home: Home,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    spoil: Callable[[Path, pytest.MonkeyPatch], None],
) -> None:
    """With what installs it, by all that need it; an index of it is not thrown away."""
    empty = Home(home.path.parent / "empty")
    add(home, TANTIVY)
    spoil(tmp_path, monkeypatch)
    with pytest.raises(EngineMissing, match=r"gongkai-search\[fast\]"):
        add(empty, TANTIVY)
    assert not empty.exists()
    with pytest.raises(EngineMissing), open_session(home.path, pytest.fail):
        pass
    assert "--engine whoosh" in {what: todo for what, _, todo in examine(home)}["index"]
    assert engine_of(home.index) == TANTIVY
    rebuild(home, WHOOSH)
    assert searched_by(home) == WHOOSH


def test_status_names_the_move_once_whoosh_is_outgrown(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not before, and not to whoever has moved."""
    add(home)
    passages = status_of(home)["passages"]
    told = {}
    for limit in (passages, passages - 1):
        monkeypatch.setattr(size, "WHOOSH_PASSAGES", limit)
        told[limit] = status_of(home)
    page = StringIO()
    print_status(Console(file=page, width=200), told[passages - 1])
    rebuild(home, TANTIVY)

    assert (told[passages]["engine"], told[passages]["move"]) == (WHOOSH, None)
    assert told[passages - 1]["move"] == "indexer rebuild --engine tantivy"
    assert "indexer rebuild --engine tantivy" in page.getvalue()
    assert (status_of(home)["engine"], status_of(home)["move"]) == (TANTIVY, None)
    assert 0 < status_of(home)["index_bytes"] < status_of(home)["bytes"]


def test_a_file_of_two_names_is_counted_once(tmp_path: Path) -> None:
    """The states of an index share their files."""
    (tmp_path / "one").write_bytes(b"12345")
    os.link(tmp_path / "one", tmp_path / "two")

    assert bytes_under(tmp_path) == 5
