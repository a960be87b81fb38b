"""The catalog as one SQLite file of the home, which is the default."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from indexer.catalog.kinds import written
from indexer.errors import CatalogUnusable, GongkaiError, NoHome
from indexer.home import Home, sync_folder

ANEW = "请把这个文件移开，再用 indexer add 重新添加报告。"
_ACCESS = "请检查这个文件和文件夹的权限，以及磁盘空间，然后再试。"

_OUT_OF_REACH = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}


def _configure(connection: sqlite3.Connection, _: object) -> None:
    """Commit only what the disk has; let readers go on while one process writes."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout=10000")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def place(home: Home) -> str:
    """What a catalog is called in messages."""
    return str(home.catalog)


def engine_of(home: Home) -> Engine:
    """Transactions are SQLite's own, one connection a use."""
    return _engine_at(home.catalog)


def _engine_at(file: Path) -> Engine:
    engine = create_engine(f"sqlite:///{file}", poolclass=NullPool, json_serializer=written)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def require(home: Home) -> None:
    """Raises NoHome where there is no file."""
    if not home.catalog.is_file():
        raise nothing_there(home)


def nothing_there(home: Home) -> NoHome:
    """What is said where nothing was added yet."""
    return NoHome(
        f"{home.path} 里还没有数据 (no catalog there).", "请先运行 indexer add 文件或文件夹。"
    )


@contextmanager
def making(home: Home, engine: Engine) -> Iterator[Connection]:
    """A transaction in which tables are made. One process does so: it holds the home's lock.

    A file that is new has its name once the tables are in it: a kill leaves a catalog or none.
    """
    new = home.catalog.with_name(f"{home.catalog.name}.new")
    first = not home.catalog.exists()
    if first:
        _remove_logs(home.catalog)  # as left by one that was moved away: they would be replayed
        _remove_logs(new)
        new.unlink(missing_ok=True)
    else:
        _keep_a_log(home.catalog)
    with (_engine_at(new) if first else engine).begin() as connection:
        yield connection
    if first:
        _keep_a_log(new)
        new.replace(home.catalog)
        sync_folder(home.path)


def _remove_logs(file: Path) -> None:
    for log in ("-wal", "-shm", "-journal"):
        file.with_name(file.name + log).unlink(missing_ok=True)


def _keep_a_log(file: Path) -> None:
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("PRAGMA journal_mode=WAL")


def reading(engine: Engine) -> Connection:
    """A connection that sees one state from its first statement until it is rolled back."""
    return engine.connect()


def take_turn(connection: Connection, waiting: Callable[[], None]) -> None:
    """Nothing: who writes holds the home's lock."""


def unusable(home: Home, error: DBAPIError | sqlite3.Error) -> GongkaiError:
    """What SQLite says. A file that is whole, but cannot be reached, is never to be moved away."""
    said = error.orig if isinstance(error, DBAPIError) else error
    reached = getattr(said, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF not in _OUT_OF_REACH
    return CatalogUnusable(f"{home.catalog}: {said}.", ANEW if reached else _ACCESS)
