"""What became of a source when it was last read, and which sources there are."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select

from indexer.catalog.schema import CURRENT, SOURCES, VERSIONS
from indexer.outcome import Outcome, OutcomeStatus

Ranked = tuple[str, str, str]
"""When a source was published ("" where nothing says it), its hash, and its path."""


_KNOWN = select(SOURCES).where(
    *(SOURCES.c[n] == bindparam(n) for n in ("path", "sha256", "reading"))
)
_HOLDS = (
    select(VERSIONS.c.id)
    .where(VERSIONS.c.specimen == bindparam("specimen"), VERSIONS.c.standing == CURRENT)
    .limit(1)
)


def known(connection: Connection, path: str, sha256: str, reading: str) -> Outcome | None:
    """What became of it, if it was these bytes and read so; else None."""
    named = {"path": path, "sha256": sha256, "reading": reading}
    row = connection.execute(_KNOWN, named).first()
    if row is None:
        return None
    return Outcome(path, OutcomeStatus(row.outcome), None, row.code, row.message, row.next_step)


def gives_report(connection: Connection, path: str) -> bool:
    """Whether a source is known and gave a report."""
    statement = select(SOURCES.c.version).where(SOURCES.c.path == path)
    return connection.execute(statement).scalar_one_or_none() is not None


def paths(connection: Connection) -> list[str]:
    """Every known source."""
    statement = select(SOURCES.c.path).order_by(SOURCES.c.path)
    return [row.path for row in connection.execute(statement)]


def holds(connection: Connection, *, specimen: bool) -> bool:
    """Whether specimens, or reports that are none, are searched."""
    return connection.execute(_HOLDS, {"specimen": specimen}).first() is not None


def standing(several: Iterable[Ranked]) -> Ranked:
    """Of several sources of one report the later publication, else the smaller hash, else path."""
    sources = list(several)
    latest = max(published for published, _, _ in sources)
    return min(source for source in sources if source[0] == latest)
