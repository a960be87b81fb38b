"""SQLite FTS5 over characters set apart by spaces: a literal is a phrase of its characters.

Its tokenizer passes punctuation over, in the passages as in the phrase.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from tests.bench.peers.peer import Peer

_FILE = "characters.sqlite"
_MAKE = "CREATE VIRTUAL TABLE passages USING fts5(characters)"
_PUT = "INSERT INTO passages(rowid, characters) VALUES (?, ?)"
_TOP = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY bm25(passages) LIMIT 10"
_COUNT = "SELECT count(*) FROM passages WHERE passages MATCH ?"
_ALL = "SELECT rowid FROM passages WHERE passages MATCH ?"


def _build(folder: Path, texts: Sequence[str]) -> None:
    with closing(sqlite3.connect(folder / _FILE)) as connection:
        connection.execute(_MAKE)
        connection.executemany(_PUT, ((n, " ".join(text)) for n, text in enumerate(texts)))
        connection.commit()


class _Open:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def _rows(self, statement: str, literal: str) -> list[int]:
        phrase = '"' + " ".join(literal).replace('"', '""') + '"'
        return [number for (number,) in self._connection.execute(statement, (phrase,))]

    def top(self, literal: str) -> tuple[list[int], int]:
        """Ordered by bm25, with a count of its own."""
        return self._rows(_TOP, literal), self._rows(_COUNT, literal)[0]

    def all(self, literal: str) -> set[int]:
        """Every row that matches the phrase."""
        return set(self._rows(_ALL, literal))


@contextmanager
def _opened(folder: Path) -> Iterator[_Open]:
    with closing(sqlite3.connect(folder / _FILE)) as connection:
        yield _Open(connection)


PEER = Peer("fts5", "SQLite FTS5, characters apart", _build, _opened)
