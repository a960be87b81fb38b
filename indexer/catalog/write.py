"""Writing to the catalog: one batch is one transaction and one generation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, delete, func, insert, select, update

from indexer.catalog import sources
from indexer.catalog.across import follow
from indexer.catalog.columns import part_rows, places_json, version_columns
from indexer.catalog.connect import DATABASES, create
from indexer.catalog.inserting import Row, insert_rows
from indexer.catalog.overlaying import lay_over_all
from indexer.catalog.schema import (
    CROSS_FINDINGS,
    CURRENT,
    FIGURES,
    GONE,
    OTHER,
    OVERLAYS,
    PARTS,
    PRUNED,
    SOURCES,
    STATE,
    VERSIONS,
)
from indexer.home import Home
from indexer.model import Report
from indexer.outcome import Outcome, OutcomeStatus
from indexer.untold import untold

_VERSION_OF = select(SOURCES.c.version).where(SOURCES.c.path == bindparam("of"))
_FORGET = delete(SOURCES).where(SOURCES.c.path == bindparam("of"))
_PUT = insert(VERSIONS)
_SOURCES_OF = select(
    *(VERSIONS.c[name] for name in ("id", "published", "sha256", "path", "standing"))
).where(VERSIONS.c.report == bindparam("of"), VERSIONS.c.standing != GONE)


def _as_indexed(figure: Row) -> tuple[str, int]:
    """The order of the figures' index: of a large one, a batch then touches each page once."""
    return figure["key"], figure["micro"] or 0


class Batch:
    """One transaction. Nothing of it is seen by a reader before it is committed.

    Parts of reports and what became of sources are written together, before they are looked at.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._generation: int | None = None
        self._touched: set[str] = set()
        self._fresh: dict[int, Report] = {}
        self._unwritten: dict[int, Report] = {}
        self._noted: dict[str, Row] = {}

    @property
    def connection(self) -> Connection:
        """The transaction, with all that was put."""
        self._write()
        return self._connection

    @property
    def generation(self) -> int:
        """The generation this batch makes, taken at its first change."""
        if self._generation is None:
            self._connection.execute(update(STATE).values(generation=STATE.c.generation + 1))
            taken = self._connection.execute(select(STATE.c.generation))
            self._generation = int(taken.scalar_one())
        return self._generation

    def known(self, path: str, sha256: str, reading: str) -> Outcome | None:
        """What became of the source when it was last read, if it was these bytes, read so."""
        connection = self.connection if path in self._noted else self._connection
        return sources.known(connection, path, sha256, reading)

    def put(self, report: Report, codes: Mapping[str, str], reading: str) -> Outcome:
        """Keep a report; it replaces what the same path told before.

        `codes` gives the division code of each of the identity's places by name; `reading` says
        with which rules and metadata the file was read.
        """
        path = report.source.path
        before = self._version_of(path)
        alone = not self._sources_of(report.id)
        version = self._insert(report, codes, CURRENT if alone else OTHER)
        if before is not None:
            self._let_go(before)
        self.touch(report.id)
        status = OutcomeStatus.ADDED if before is None else OutcomeStatus.REPLACED
        if not alone and self._settle(report.id) != version:
            status = OutcomeStatus.OTHER_VERSION
        outcome = Outcome(path, status, report.id)
        self._note(outcome, report.source.sha256, reading, version)
        return outcome

    def refuse(self, outcome: Outcome, sha256: str, reading: str) -> None:
        """Remember that a file gives no report; what it told before is let go."""
        self.remove(outcome.path)
        self._note(outcome, sha256, reading, None)

    def remove(self, path: str) -> bool:
        """Forget a source. False where it was not known."""
        before = self._version_of(path)
        if before is not None:
            self._let_go(before)
        noted = self._noted.pop(path, None)
        gone = self._connection.execute(_FORGET, {"of": path})
        return noted is not None or bool(gone.rowcount)

    def paths(self) -> list[str]:
        """Every known source."""
        return sources.paths(self.connection)

    def holds(self, *, specimen: bool) -> bool:
        """Whether specimens, or reports that are none, are searched."""
        return sources.holds(self._connection, specimen=specimen)

    def clear_specimens(self) -> None:
        """Forget every specimen: invented reports stand beside no real one."""
        statement = select(VERSIONS.c.path).where(VERSIONS.c.specimen, VERSIONS.c.standing != GONE)
        for row in self._connection.execute(statement).all():
            self.remove(row.path)

    def touch(self, report: str) -> None:
        """Have what a report, and its neighbours, say beside others looked at again."""
        self._touched.add(report)

    def finish(self) -> None:
        """Bring along what the reports that changed, and their neighbours, say beside others."""
        self._write()
        if self._touched:
            follow(self._connection, self._touched, self._fresh, self.generation)

    def _write(self) -> None:
        """Write what was put and noted since this was last done."""
        if self._unwritten:
            rows = [part_rows(report, version) for version, report in self._unwritten.items()]
            for table in PARTS:
                together = [row for of in rows for row in of[table.name]]
                if table is FIGURES:
                    together.sort(key=_as_indexed)
                insert_rows(self._connection, table, together)
            lay_over_all(self._connection, self._unwritten)
            self._unwritten.clear()
        if self._noted:
            self._connection.execute(_FORGET, [{"of": path} for path in self._noted])
            insert_rows(self._connection, SOURCES, list(self._noted.values()))
            self._noted.clear()

    def _insert(self, report: Report, codes: Mapping[str, str], standing: str) -> int:
        columns = version_columns(report, places_json(report.identity, codes))
        inserted = self._connection.execute(
            _PUT, {**columns, "standing": standing, "since": self.generation}
        )
        assert inserted.inserted_primary_key is not None
        version = int(inserted.inserted_primary_key[0])
        self._fresh[version] = self._unwritten[version] = report
        return version

    def _note(self, outcome: Outcome, sha256: str, reading: str, version: int | None) -> None:
        self._noted[outcome.path] = {
            "path": outcome.path,
            "sha256": sha256,
            "reading": reading,
            "outcome": outcome.status.value,
            "code": outcome.code,
            "message": outcome.message,
            "next_step": outcome.next_step,
            "version": version,
        }

    def _version_of(self, path: str) -> int | None:
        if path in self._noted:
            version: int | None = self._noted[path]["version"]
            return version
        return self._connection.execute(_VERSION_OF, {"of": path}).scalar_one_or_none()

    def _sources_of(self, report: str) -> Sequence[Any]:
        return self._connection.execute(_SOURCES_OF, {"of": report}).all()

    def _let_go(self, version: int) -> None:
        self._connection.execute(
            update(VERSIONS)
            .where(VERSIONS.c.id == version)
            .values(standing=GONE, until=self.generation)
        )
        report = select(VERSIONS.c.report).where(VERSIONS.c.id == version)
        self._settle(self._connection.execute(report).scalar_one())

    def _settle(self, report: str) -> int | None:
        """Of several sources the later publication stands, else the smaller sha256, else the path.

        The order in which they were added has no say. Returns the version that stands.
        """
        self.touch(report)
        rows = self._sources_of(report)
        if not rows:
            return None
        ranked = {(row.published or "", row.sha256, row.path): row for row in rows}
        stands = ranked[sources.standing(ranked)]
        for row in rows:
            now = CURRENT if row.id == stands.id else OTHER
            if row.standing != now:
                change = {"since": self.generation} if now == CURRENT else {}
                gone = {"until": self.generation} if now == OTHER else {"until": None}
                self._connection.execute(
                    update(VERSIONS)
                    .where(VERSIONS.c.id == row.id)
                    .values(standing=now, **change, **gone)
                )
        return int(stands.id)


@contextmanager
def batch(engine: Engine, waiting: Callable[[], None] = untold) -> Iterator[Batch]:
    """A transaction; committed at the end of the block, undone by an exception in it.

    `waiting` is called every few seconds while it waits for that of another process; what it
    raises ends the wait.
    """
    with engine.begin() as connection:
        DATABASES[engine.dialect.name].take_turn(connection, waiting)
        writing = Batch(connection)
        yield writing
        writing.finish()


def writable(home: Home) -> Engine:
    """The home's catalog for writing, made where there is none."""
    home.path.mkdir(parents=True, exist_ok=True)
    return create(home)


def prune(engine: Engine, generation: int, waiting: Callable[[], None] = untold) -> int:
    """Remove what was gone by this generation, with all its parts; returns how many versions.

    An index at an earlier one is not told any more what to drop, and has to be built anew.
    `waiting` as in `batch`.
    """
    with engine.begin() as connection:
        DATABASES[engine.dialect.name].take_turn(connection, waiting)
        is_gone = (VERSIONS.c.standing == GONE) & (VERSIONS.c.until <= generation)
        gone = select(VERSIONS.c.id).where(is_gone)
        last = connection.execute(select(func.max(VERSIONS.c.until)).where(is_gone)).scalar_one()
        if last is None:
            return 0
        for table in (*PARTS, CROSS_FINDINGS, OVERLAYS):
            connection.execute(delete(table).where(table.c.version.in_(gone)))
        connection.execute(delete(PRUNED))
        connection.execute(insert(PRUNED).values(generation=last))
        return int(connection.execute(delete(VERSIONS).where(is_gone)).rowcount)
