"""Opening the database behind a catalog: a SQLite file by default."""

from __future__ import annotations

import sqlite3
import uuid
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from indexer.catalog.schema import FIGURES, METADATA, SCHEMA_VERSION, STATE
from indexer.errors import CatalogUnusable, NoHome

_REBUILD = "请把这个文件移开，再用 indexer add 重新添加报告。"


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
            for index in FIGURES.indexes:  # a catalog of before they were there has the table
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
        raise CatalogUnusable(f"{path}: {getattr(error, 'orig', error)}.", _REBUILD) from error
    return engine


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
        raise CatalogUnusable(f"{path}: {error.orig}.", _REBUILD) from error
    if row is None:
        raise CatalogUnusable(f"{path} 不是本程序的数据 (not a catalog).", _REBUILD)
    if row.schema != SCHEMA_VERSION:
        raise CatalogUnusable(
            f"{path}: schema {row.schema}, 本版本需要 {SCHEMA_VERSION} (another release wrote it).",
            _REBUILD,
        )
    return engine
