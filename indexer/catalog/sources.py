"""What became of a source when it was last read."""

from __future__ import annotations

from sqlalchemy import Connection, select

from indexer.catalog.schema import SOURCES
from indexer.outcome import Outcome, OutcomeStatus


def known(connection: Connection, path: str, sha256: str, reading: str) -> Outcome | None:
    """What became of it, if it was these bytes and read so; else None."""
    row = connection.execute(
        select(SOURCES).where(
            SOURCES.c.path == path, SOURCES.c.sha256 == sha256, SOURCES.c.reading == reading
        )
    ).first()
    if row is None:
        return None
    return Outcome(path, OutcomeStatus(row.outcome), None, row.code, row.message, row.next_step)
