"""A catalog by address: what is said of it never holds the password, and always the next step."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.catalog.connect import create, place
from indexer.catalog.read import open_catalog
from indexer.doctor import examine
from indexer.errors import CatalogUnusable, DriverMissing, NoHome, WrongUsage
from indexer.home import VARIABLE, Home, find_home
from indexer.status import status_of
from search_api.session import open_session
from tests.catalog.telling import flow, put, read_report
from tests.postgres import PASSWORD, Server

SECRET = "geheim"
NO_ADDRESSES = [
    SECRET,
    f"mysql://u:{SECRET}@host/db",
    f"postgresql://u:{SECRET}@{SECRET}@host/db",
    f"postgresql://u:x@host:{SECRET}/db",
    f"postgresql://u:x@{SECRET}:{SECRET}@host/db",
    f"://{SECRET}",
]


@pytest.fixture
def empty(tmp_path: Path, server: Server) -> Home:
    """A home whose catalog is an empty place on a server."""
    return Home(tmp_path / "home", server.new())


@pytest.mark.parametrize("url", NO_ADDRESSES)
def test_what_is_no_address_is_told_without_a_word_of_it(url: str, tmp_path: Path) -> None:
    """And with an example of one."""
    for opening in (open_catalog, create, place):
        with pytest.raises(WrongUsage, match="postgresql://") as told:
            opening(Home(tmp_path, url))
        assert SECRET not in str(told.value)


def test_a_place_is_shown_without_user_and_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A home as well."""
    monkeypatch.setenv(VARIABLE, f"postgresql://u:{SECRET}@host:5433/db?sslmode=require")
    home = find_home(tmp_path)

    assert place(home) == "postgresql://host:5433/db"
    assert SECRET not in repr(home)


def test_a_missing_driver_names_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without psycopg all else works."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(DriverMissing, match=r'pip install "gongkai-search\[postgres\]"'):
        open_catalog(Home(tmp_path, "postgresql://host/db"))


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    """By every way in, with what to look at."""
    home = Home(tmp_path / "home", f"postgresql://u:{SECRET}@/db?host={tmp_path}")
    for opening in (open_catalog, create):
        with pytest.raises(CatalogUnusable, match=VARIABLE) as told:
            opening(home)
        assert SECRET not in str(told.value)
    assert SECRET not in str(examine(home))


@pytest.mark.parametrize("option", ["nonsense=1", "connect_timeout=soon", "sslmode=perhaps"])
def test_an_option_that_means_nothing_is_told(tmp_path: Path, option: str) -> None:
    """Nothing is to be made anew for that."""
    home = Home(tmp_path / "home", f"postgresql://u:{SECRET}@/db?host={tmp_path}&{option}")
    for opening in (open_catalog, create):
        with pytest.raises((WrongUsage, CatalogUnusable), match=VARIABLE) as told:
            opening(home)
        assert SECRET not in str(told.value)
        assert "另建" not in str(told.value)


@pytest.mark.slow
def test_a_command_tells_it_in_two_lines(tmp_path: Path) -> None:
    """With no traceback."""
    url = f"postgresql://u:{SECRET}@/db?host={tmp_path}"
    asked = [sys.executable, "-c", "from search_api.start import main; main()", "保密"]
    done = subprocess.run(
        asked, capture_output=True, text=True, env={VARIABLE: url, "GONGKAI_HOME": str(tmp_path)}
    )

    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 2, done.stderr
    assert SECRET not in done.stderr


@pytest.mark.slow
def test_a_wrong_password_or_database_is_told(empty: Home) -> None:
    """As the server says it."""
    wrong = empty.url.replace("ge%2F", "falsch%2F")
    for url, said in ((wrong, "password"), (empty.url.replace("/postgres?", "/no?"), '"no"')):
        with pytest.raises(CatalogUnusable, match=said) as told:
            open_catalog(replace(empty, url=url))
        assert PASSWORD not in str(told.value)


@pytest.mark.slow
def test_an_empty_database_says_what_fills_it(empty: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is never filled with specimens by a search."""
    monkeypatch.setenv(VARIABLE, empty.url)
    for _ in range(2):
        with pytest.raises(NoHome, match="indexer add"), open_session(empty.path):
            pass
        create(empty).dispose()


@pytest.mark.slow
def test_a_database_of_something_else_is_left_alone(empty: Home, server: Server) -> None:
    """It has a table of the name, but it is not ours."""
    schema = empty.url.rpartition("%3D")[2]
    server.ask("CREATE TABLE state (id text)", schema)
    for opening in (open_catalog, create):
        with pytest.raises(CatalogUnusable, match="另建"):
            opening(empty)


@pytest.mark.slow
def test_a_user_without_rights_is_told(empty: Home, server: Server) -> None:
    """Whose name it is that has to be given them."""
    schema = empty.url.rpartition("%3D")[2]
    server.ask(f"CREATE ROLE reader{schema} LOGIN PASSWORD '{SECRET}'")
    url = empty.url.replace("gongkai:ge%2Fheim%3A%2540wort", f"reader{schema}:{SECRET}")
    with pytest.raises(CatalogUnusable, match="管理员"):
        create(replace(empty, url=url))


@pytest.mark.slow
def test_a_database_that_is_not_utf8_is_refused(tmp_path: Path, server: Server) -> None:
    """It could not keep a report."""
    server.ask(
        "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LOCALE 'C' LOCALE_PROVIDER libc"
    )
    with pytest.raises(CatalogUnusable, match="UTF8"):
        create(Home(tmp_path / "home", server.url(database="latin")))


@pytest.mark.slow
def test_status_and_doctor_say_where_it_is(empty: Home) -> None:
    """And what it holds."""
    put(empty, read_report(figures=flow("4")))
    told = status_of(empty)

    assert (told["database"], told["reports"]) == (place(empty), 1)
    assert ("database", place(empty), "") in examine(empty)
    assert PASSWORD not in str([told, examine(empty)])
