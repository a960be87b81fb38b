"""Telling the catalog what a person set right, and taking it back."""

from __future__ import annotations

from sqlalchemy import insert, select, update

from indexer.catalog.corrections import Correction, Target
from indexer.catalog.overlaying import lay_over
from indexer.catalog.schema import CORRECTIONS, CURRENT, GONE, VERSIONS
from indexer.catalog.write import Batch
from indexer.model import Signed


def record(writing: Batch, target: Target, value: str | None, signed: Signed) -> int:
    """Keep a correction and let it take effect; returns its number."""
    inserted = writing.connection.execute(
        insert(CORRECTIONS).values(
            kind=target.kind.value,
            report=target.report,
            path=target.path,
            sha256=target.sha256,
            key=target.key,
            n=target.n,
            value=value,
            shown=target.shown,
            was=target.was,
            by=signed.by,
            when=signed.when,
            why=signed.why,
        )
    )
    assert inserted.inserted_primary_key is not None
    take_effect(writing, target)
    return int(inserted.inserted_primary_key[0])


def undo(writing: Batch, correction: Correction, by: str, when: str) -> None:
    """Mark a correction as undone, which is all that ever happens to one."""
    writing.connection.execute(
        update(CORRECTIONS)
        .where(CORRECTIONS.c.id == correction.id)
        .values(undone=when, undone_by=by)
    )
    take_effect(writing, correction.target)


def take_effect(writing: Batch, target: Target) -> None:
    """Lay all corrections anew over the versions that one hangs on, and have them indexed."""
    columns = VERSIONS.c
    meant = (
        (columns.report == target.report)
        | (columns.sha256 == target.sha256)
        | (columns.path == target.path)
    )
    statement = select(VERSIONS.c.id, VERSIONS.c.report).where(meant, VERSIONS.c.standing != GONE)
    for row in writing.connection.execute(statement).all():
        lay_over(writing.connection, row.id)
        writing.touch(row.report)
        writing.connection.execute(
            update(VERSIONS)
            .where(VERSIONS.c.id == row.id, VERSIONS.c.standing == CURRENT)
            .values(since=writing.generation)
        )
