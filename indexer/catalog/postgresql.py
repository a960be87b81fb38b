"""The catalog as a PostgreSQL database that several machines write to.

Who writes takes the counter row first, so batches follow one another, generations become visible
in order, and two writers never wait for each other. Nothing of the address but host and database
is ever told: it may hold a password.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, make_url, select, text
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    InterfaceError,
    OperationalError,
    ProgrammingError,
)
from sqlalchemy.pool import NullPool

from indexer.catalog.kinds import written
from indexer.catalog.schema import STATE
from indexer.errors import (
    CatalogUnusable,
    DriverMissing,
    GongkaiError,
    HomeBusy,
    NoHome,
    WrongUsage,
)
from indexer.home import VARIABLE, Home

ANEW = "请另建一个空的数据库，改 GONGKAI_CATALOG 指向它，再用 indexer add 重新添加报告。"
_AGAIN = f"请检查数据库服务器是否在运行、{VARIABLE} 是否写对，然后再运行同一命令；已提交的都在。"
_RIGHTS = "请数据库的管理员给这个用户建表和写入的权限。"
_ROOM = "请数据库的管理员检查磁盘空间和连接数。"
_LONG = "请数据库的管理员放宽 statement_timeout，然后再试。"
_LOCKED = "55P03"
# SQLSTATE, or how it begins → the next step. What is not here is a fault of the program.
_NEXT_STEPS = {
    "08": _AGAIN,
    "25006": _RIGHTS,
    "25P": _AGAIN,
    "28": _AGAIN,
    "3D": _AGAIN,
    "3F": _RIGHTS,
    "40": _AGAIN,
    "42501": _RIGHTS,
    "53": _ROOM,
    _LOCKED: _AGAIN,
    "57": _AGAIN,
    "57014": _LONG,
    "58": _ROOM,
}
_SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")
_OPTIONS = f"请改正 {VARIABLE} 里问号之后的选项。"
_EXAMPLE = "例：postgresql://用户:口令@主机/数据库；口令里的 @ 写作 %40。"
_MAKING = 0x676F6E67  # the advisory lock of who makes the tables
# A writer that stands still for so long is given up by the server, and the next one goes on.
_STANDSTILL = "15min"
# While another one writes, how long until it is looked whether to wait on.
_LOOK = "2s"
_CONNECT = {
    "connect_timeout": 10,
    "application_name": "gongkai-search",
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
}
# A view is idle by its nature; a client that vanished is noticed, and what it held is let go.
_SESSION = {
    "idle_in_transaction_session_timeout": "0",
    "tcp_keepalives_idle": "30",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
}


def _address(home: Home) -> URL:
    """Raises WrongUsage, without a word of it, where the address means nothing."""
    try:
        url = make_url(home.url)
        understood = url.drivername in _SCHEMES and home.url.count("@") < 2
    except (ArgumentError, ValueError):
        understood = False
    if not understood:
        raise WrongUsage(f"{VARIABLE} 不是数据库的地址 (no address of a database).", _EXAMPLE)
    return url.set(drivername="postgresql+psycopg")


def place(home: Home) -> str:
    """What a catalog is called in messages."""
    url = _address(home)
    host = url.host or url.query.get("host") or ""
    port = f":{url.port}" if url.port else ""
    return f"postgresql://{host}{port}/{url.database or ''}"


def engine_of(home: Home) -> Engine:
    """One connection a use. Raises DriverMissing, WrongUsage."""
    try:
        engine = create_engine(
            _address(home),
            poolclass=NullPool,
            json_serializer=written,
            hide_parameters=True,
            isolation_level="READ COMMITTED",
            connect_args=_CONNECT,
        )
    except ImportError as error:
        raise DriverMissing(
            f"没有安装 psycopg，或无法载入 (driver not installed): {error}.",
            'pip install "gongkai-search[postgres]"',
        ) from error

    def told(context: ExceptionContext) -> None:
        error = context.sqlalchemy_exception
        if isinstance(error, DBAPIError) and _next_step(error):
            raise unusable(home, error) from error
        if isinstance(error, ProgrammingError) and context.connection is None:
            said = " ".join(str(error.orig).split())
            raise WrongUsage(f"{place(home)}: {said}.", _OPTIONS) from error

    event.listen(engine, "connect", _configure)
    event.listen(engine, "handle_error", told)
    return engine


def _configure(connection: Any, _: object) -> None:
    connection.autocommit = True
    for name, value in _SESSION.items():
        connection.execute("SELECT set_config(%s, %s, false)", (name, value))
    connection.autocommit = False


def require(home: Home) -> None:
    """Nothing: whether there is a catalog is known once the server is asked."""


def nothing_there(home: Home) -> NoHome:
    """What is said where nothing was added yet."""
    return NoHome(
        f"{place(home)} 里还没有数据 (no catalog there).", "请先运行 indexer add 文件或文件夹。"
    )


@contextmanager
def making(home: Home, engine: Engine) -> Iterator[Connection]:
    """A transaction in which tables are made, by one process at a time."""
    with engine.begin() as connection:
        encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
        if encoding != "UTF8":
            raise CatalogUnusable(
                f"{place(home)} 的编码是 {encoding} (not UTF8).",
                "请以 createdb --encoding=UTF8 --template=template0 另建一个数据库。",
            )
        connection.execute(select(func.pg_advisory_xact_lock(_MAKING)))
        yield connection


def reading(engine: Engine) -> Connection:
    """A connection that sees one state from its first statement until it is rolled back."""
    return engine.connect().execution_options(
        isolation_level="REPEATABLE READ", postgresql_readonly=True
    )


def take_turn(connection: Connection, waiting: Callable[[], None]) -> None:
    """Wait until no other batch is under way; it then sees all that was committed.

    `waiting` is called every few seconds until then; what it raises ends that.
    """
    connection.execute(text(f"SET LOCAL idle_in_transaction_session_timeout = '{_STANDSTILL}'"))
    while not _taken(connection):
        waiting()


def _taken(connection: Connection) -> bool:
    try:
        with connection.begin_nested():
            connection.execute(text(f"SET LOCAL lock_timeout = '{_LOOK}'"))
            connection.execute(select(STATE.c.generation).with_for_update())
            connection.execute(text("SET LOCAL lock_timeout TO DEFAULT"))
    except HomeBusy:
        return False
    return True


def unusable(home: Home, error: DBAPIError | sqlite3.Error) -> GongkaiError:
    """What the server says."""
    assert isinstance(error, DBAPIError)
    if _state(error) == _LOCKED:
        return HomeBusy(
            f"{place(home)} 正由另一个程序写入 (being written by another).", "请等它结束后再试。"
        )
    said = getattr(getattr(error.orig, "diag", None), "message_primary", None) or error.orig
    return CatalogUnusable(
        f"{place(home)}: {' '.join(str(said).split())}.", _next_step(error) or ANEW
    )


def _state(error: DBAPIError) -> str:
    return getattr(error.orig, "sqlstate", None) or ""


def _next_step(error: DBAPIError) -> str | None:
    state = _state(error)
    if not state:  # the server was not reached, or is gone
        return _AGAIN if isinstance(error, OperationalError | InterfaceError) else None
    beginnings = (state[:length] for length in (5, 3, 2))
    return next((_NEXT_STEPS[part] for part in beginnings if part in _NEXT_STEPS), None)
