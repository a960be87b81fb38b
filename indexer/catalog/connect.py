"""Opening the database behind a catalog: a SQLite file by default."""

from __future__ import annotations

import sqlite3
import uuid
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from indexer.catalog.schema import METADATA, SCHEMA_VERSION, STATE
from indexer.errors import CatalogUnusable, NoHome

_REBUILD = "请把这个文件移开，再用 indexer add 重新添加报告。"
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


def sqlite_engine(path: Path) -> Engine:
    """An engine on a SQLite file: transactions are SQLite's own, one connection a use."""
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def create(path: Path) -> Engine:
    """Make the tables where they are not there yet; an existing catalog is left as it is."""
    engine = sqlite_engine(path)
    try:
        with closing(sqlite3.connect(path)) as raw:
            raw.execute("PRAGMA journal_mode=WAL")
        with engine.begin() as connection:
            METADATA.create_all(connection)
            for table in METADATA.sorted_tables:  # a catalog of before has the tables alone
                for index in table.indexes:
                    index.create(connection, checkfirst=True)
            if connection.execute(select(STATE.c.id)).first() is None:
                state = {
                    "id": 1,
                    "schema": SCHEMA_VERSION,
                    "generation": 0,
                    "home": uuid.uuid4().hex,
                }
                connection.execute(insert(STATE), state)
    except (DatabaseError, sqlite3.DatabaseError) as error:
        raise _unusable(path, error) from error
    return engine


def _unusable(path: Path, error: DatabaseError | sqlite3.DatabaseError) -> CatalogUnusable:
    """What SQLite says. A file that is whole, but cannot be reached, is never to be moved away."""
    said = error.orig if isinstance(error, DatabaseError) else error
    reached = getattr(said, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF not in _OUT_OF_REACH
    return CatalogUnusable(f"{path}: {said}.", _REBUILD if reached else _ACCESS)


def viewed(engine: Engine, path: Path) -> Connection:
    """A connection to read by. Raises CatalogUnusable where the database cannot be opened."""
    try:
        return engine.connect()
    except DatabaseError as error:
        raise _unusable(path, error) from error


def connect(path: Path) -> Engine:
    """An engine on an existing catalog.

    Raises NoHome where there is none, CatalogUnusable where it is damaged or of another release.
    """
    if not path.is_file():
        raise NoHome(
            f"{path.parent} 里还没有数据 (no catalog there).",
            "请先运行 indexer add 文件或文件夹。",
        )
    engine = sqlite_engine(path)
    try:
        with engine.connect() as connection:
            known = inspect(connection).has_table(STATE.name)
            row = connection.execute(select(STATE.c.schema)).first() if known else None
    except DatabaseError as error:
        raise _unusable(path, error) from error
    if row is None:
        raise CatalogUnusable(f"{path} 不是本程序的数据 (not a catalog).", _REBUILD)
    if row.schema != SCHEMA_VERSION:
        raise CatalogUnusable(
            f"{path}: schema {row.schema}, 本版本需要 {SCHEMA_VERSION} (another release wrote it).",
            _REBUILD,
        )
    return engine
