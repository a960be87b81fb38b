"""Opening the database behind a catalog: a SQLite file by default, PostgreSQL by address."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from sqlalchemy import Connection, Engine, Table, insert, inspect, select
from sqlalchemy.exc import DBAPIError

from indexer.catalog import postgresql, sqlite
from indexer.catalog.schema import METADATA, SCHEMA_VERSION, STATE
from indexer.errors import CatalogUnusable, GongkaiError, NoHome
from indexer.home import Home


def _rows_of(table: Table) -> str:
    columns = ", ".join(f'{table.name}."{column.name}"' for column in table.columns)
    return f"EXISTS (SELECT {columns} FROM {table.name})"


# Fails where a table or a column is not there. As text: to make it of 100 columns takes 6 ms.
_WHOLE = f"SELECT {', '.join(map(_rows_of, METADATA.sorted_tables))}"


class Database(Protocol):
    """What the two kinds of databases do each in its own way; a module of this package."""

    ANEW: str

    def place(self, home: Home) -> str: ...
    def engine_of(self, home: Home) -> Engine: ...
    def require(self, home: Home) -> None: ...
    def nothing_there(self, home: Home) -> NoHome: ...
    def making(self, home: Home, engine: Engine) -> AbstractContextManager[Connection]: ...
    def reading(self, engine: Engine) -> Connection: ...
    def take_turn(self, connection: Connection, waiting: Callable[[], None]) -> None: ...
    def unusable(self, home: Home, error: DBAPIError | sqlite3.Error) -> GongkaiError: ...


# By the names that SQLAlchemy has for them.
DATABASES: dict[str, Database] = {"sqlite": sqlite, "postgresql": postgresql}


def database_of(home: Home) -> Database:
    """The kind that a home's catalog is."""
    return DATABASES["postgresql" if home.shared else "sqlite"]


def place(home: Home) -> str:
    """Where the catalog lies, as it may be shown."""
    return database_of(home).place(home)


def nothing_there(home: Home) -> NoHome:
    """What is said where nothing was added yet."""
    return database_of(home).nothing_there(home)


@contextmanager
def _told(home: Home) -> Iterator[None]:
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        raise database_of(home).unusable(home, error) from error


def create(home: Home) -> Engine:
    """Make the tables where they are not there yet; an existing catalog is left as it is."""
    database = database_of(home)
    engine = database.engine_of(home)
    with _told(home), database.making(home, engine) as connection:
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
    return engine


def viewed(home: Home) -> Connection:
    """A connection to read an existing catalog by.

    Raises NoHome where there is none, CatalogUnusable where it is damaged or of another release.
    """
    database = database_of(home)
    database.require(home)
    engine = database.engine_of(home)
    with _told(home):
        connection = database.reading(engine)
        try:
            _check(home, connection)
        except BaseException:
            connection.close()
            raise
        connection.rollback()
    return connection


def _check(home: Home, connection: Connection) -> None:
    database = database_of(home)
    name = database.place(home)
    known = inspect(connection).has_table(STATE.name)
    row = connection.execute(select(STATE.c.schema)).first() if known else None
    if row is None:
        if home.shared:
            raise database.nothing_there(home)
        raise CatalogUnusable(f"{name} 不是本程序的数据 (not a catalog).", database.ANEW)
    if row.schema != SCHEMA_VERSION:
        raise CatalogUnusable(
            f"{name}: schema {row.schema}, 本版本需要 {SCHEMA_VERSION} (another release wrote it).",
            database.ANEW,
        )
    connection.exec_driver_sql(_WHOLE)
