"""Many rows of a table in one statement.

SQLAlchemy asks of each value of each row anew how it is written, which takes several times as long
as the database takes for the rows. Here a column is asked once for all its values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import JSON, Column, Connection, Dialect, Table

from indexer.catalog.kinds import Words, all_kept, all_written

Row = Mapping[str, Any]

_MARKS = {"qmark": "?", "pyformat": "%s"}  # where a value stands, as the two drivers have it


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows that name every column of the table."""
    if rows:
        columns = [_column_written(column, rows) for column in table.columns]
        statement = _statement(table, connection.dialect)
        connection.exec_driver_sql(statement, list(zip(*columns, strict=True)))


def _statement(table: Table, dialect: Dialect) -> str:
    quoted = dialect.identifier_preparer
    names = ", ".join(quoted.format_column(column) for column in table.columns)
    marks = ", ".join([_MARKS[dialect.paramstyle]] * len(table.columns))
    return f"INSERT INTO {quoted.format_table(table)} ({names}) VALUES ({marks})"


def _column_written(column: Column[Any], rows: Sequence[Row]) -> Sequence[Any]:
    values = [row[column.name] for row in rows]
    if isinstance(column.type, JSON):
        return all_written(values)
    return all_kept(values) if isinstance(column.type, Words) else values
