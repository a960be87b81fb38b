"""Writing to the catalog: one batch is one transaction and one generation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update

from indexer.catalog.connect import create
from indexer.catalog.rows import (
    evidence_json,
    figure_columns,
    finding_columns,
    locator_json,
    notice_json,
)
from indexer.catalog.schema import (
    CURRENT,
    FIGURES,
    FINDINGS,
    GONE,
    OTHER,
    PARTS,
    PASSAGES,
    SECTIONS,
    SOURCES,
    STATE,
    VERSIONS,
)
from indexer.catalog.sources import known
from indexer.home import Home
from indexer.model import Identity, Outcome, OutcomeStatus, Report
from indexer.text import normal

_PLACE_COLUMNS = ("province", "prefecture", "county", "township")


def _places(identity: Identity, codes: Mapping[str, str]) -> list[list[str]]:
    named = [getattr(identity, name) for name in _PLACE_COLUMNS]
    return [[codes[name], name] for name in named if name is not None and name in codes]


def _version_columns(report: Report, places: list[list[str]]) -> dict[str, Any]:
    identity, given = report.identity, report.source.given
    head = report.document.head
    published = identity.published
    return {
        "report": report.id,
        "path": report.source.path,
        "sha256": report.source.sha256,
        "size": report.source.size,
        "format": report.source.format,
        "title": report.title,
        "agency": identity.agency,
        "agency_normal": normal(identity.agency),
        "name_in_report": identity.name_in_report,
        "level": identity.level.value,
        "kind": identity.kind.value,
        "scope": identity.scope.value,
        "year": identity.year,
        "period": list(identity.period) if identity.period else None,
        "published": published.date if published else None,
        "published_from": published.source if published else None,
        "code": identity.code,
        "places": places,
        "place_columns": {name: getattr(identity, name) for name in _PLACE_COLUMNS},
        "url": given.url or head.url,
        "publisher": given.publisher or head.publisher,
        "retrieved": given.retrieved,
        "specimen": given.specimen,
        "forms": dict(report.forms),
        "evidence": [evidence_json(item) for item in identity.evidence],
        "notices": [notice_json(item) for item in report.notices],
        "finding_keys": sorted({finding.check for finding in report.findings}),
        "text": report.document.text,
    }


def _part_rows(report: Report, version: int) -> dict[str, list[dict[str, Any]]]:
    sections = [
        {
            "version": version,
            "n": n,
            "slot": section.slot,
            "number": section.number,
            "title": section.title,
            "depth": section.depth,
            "spans": [list(span) for span in section.locator.spans] if section.locator else None,
            "passages": [index + 1 for index in section.passages],
        }
        for n, section in enumerate(report.sections, 1)
    ]
    passages = [
        {
            "version": version,
            "n": n,
            "slot": passage.slot,
            "aspect": passage.aspect.value,
            "zero_statement": passage.zero_statement,
            "boilerplate": passage.boilerplate,
            "topics": list(passage.topics),
            "text": passage.text,
            "locator": locator_json(passage.locator),
        }
        for n, passage in enumerate(report.passages, 1)
    ]
    figures = [{"version": version, **figure_columns(f)} for f in report.figures.values()]
    findings = [
        {"version": version, "n": n, **finding_columns(finding)}
        for n, finding in enumerate(report.findings, 1)
    ]
    return {
        SECTIONS.name: sections,
        PASSAGES.name: passages,
        FIGURES.name: figures,
        FINDINGS.name: findings,
    }


class Batch:
    """One transaction. Nothing of it is seen by a reader before it is committed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._generation: int | None = None

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
        return known(self._connection, path, sha256, reading)

    def put(self, report: Report, codes: Mapping[str, str], reading: str) -> Outcome:
        """Keep a report; it replaces what the same path told before.

        `codes` gives the division code of each of the identity's places by name; `reading` says
        with which rules and metadata the file was read.
        """
        path = report.source.path
        before = self._version_of(path)
        columns = _version_columns(report, _places(report.identity, codes))
        inserted = self._connection.execute(
            insert(VERSIONS).values(**columns, standing=OTHER, since=self.generation)
        )
        assert inserted.inserted_primary_key is not None
        version = int(inserted.inserted_primary_key[0])
        rows = _part_rows(report, version)
        for table in PARTS:
            if rows[table.name]:
                self._connection.execute(insert(table), rows[table.name])
        if before is not None:
            self._let_go(before)
        standing = self._settle(report.id)
        status = OutcomeStatus.ADDED if before is None else OutcomeStatus.REPLACED
        if standing != version:
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
        gone = self._connection.execute(delete(SOURCES).where(SOURCES.c.path == path))
        return bool(gone.rowcount)

    def paths(self) -> list[str]:
        """Every known source."""
        statement = select(SOURCES.c.path).order_by(SOURCES.c.path)
        return [row.path for row in self._connection.execute(statement)]

    def holds(self, *, specimen: bool) -> bool:
        """Whether specimens, or reports that are none, are searched."""
        statement = select(VERSIONS.c.id).where(
            VERSIONS.c.specimen == specimen, VERSIONS.c.standing == CURRENT
        )
        return self._connection.execute(statement.limit(1)).first() is not None

    def clear_specimens(self) -> None:
        """Forget every specimen: invented reports stand beside no real one."""
        statement = select(VERSIONS.c.path).where(VERSIONS.c.specimen, VERSIONS.c.standing != GONE)
        for row in self._connection.execute(statement).all():
            self.remove(row.path)

    def _note(self, outcome: Outcome, sha256: str, reading: str, version: int | None) -> None:
        self._connection.execute(delete(SOURCES).where(SOURCES.c.path == outcome.path))
        self._connection.execute(
            insert(SOURCES).values(
                path=outcome.path,
                sha256=sha256,
                reading=reading,
                outcome=outcome.status.value,
                code=outcome.code,
                message=outcome.message,
                next_step=outcome.next_step,
                version=version,
            )
        )

    def _version_of(self, path: str) -> int | None:
        statement = select(SOURCES.c.version).where(SOURCES.c.path == path)
        return self._connection.execute(statement).scalar_one_or_none()

    def _let_go(self, version: int) -> None:
        self._connection.execute(
            update(VERSIONS)
            .where(VERSIONS.c.id == version)
            .values(standing=GONE, until=self.generation)
        )
        report = select(VERSIONS.c.report).where(VERSIONS.c.id == version)
        self._settle(self._connection.execute(report).scalar_one())

    def _settle(self, report: str) -> int | None:
        """Of several sources the later publication stands, with none the smaller sha256.

        The order in which they were added has no say. Returns the version that stands.
        """
        columns = VERSIONS.c
        rows = self._connection.execute(
            select(columns.id, columns.published, columns.sha256, columns.standing).where(
                columns.report == report, columns.standing != GONE
            )
        ).all()
        if not rows:
            return None
        latest = max(row.published or "" for row in rows)
        stands = min(
            (row for row in rows if (row.published or "") == latest),
            key=lambda row: (row.sha256, row.id),
        )
        for row in rows:
            standing = CURRENT if row.id == stands.id else OTHER
            if row.standing != standing:
                change = {"since": self.generation} if standing == CURRENT else {}
                gone = {"until": self.generation} if standing == OTHER else {"until": None}
                self._connection.execute(
                    update(VERSIONS)
                    .where(VERSIONS.c.id == row.id)
                    .values(standing=standing, **change, **gone)
                )
        return int(stands.id)


@contextmanager
def batch(engine: Engine) -> Iterator[Batch]:
    """A transaction; committed at the end of the block, undone by an exception in it."""
    with engine.begin() as connection:
        yield Batch(connection)


def writable(home: Home) -> Engine:
    """The home's catalog for writing, made where there is none."""
    home.path.mkdir(parents=True, exist_ok=True)
    return create(home.catalog)


def prune(engine: Engine) -> int:
    """Remove what is gone, with all its parts; returns how many versions that were."""
    with engine.begin() as connection:
        gone = select(VERSIONS.c.id).where(VERSIONS.c.standing == GONE)
        for table in PARTS:
            connection.execute(delete(table).where(table.c.version.in_(gone)))
        return int(connection.execute(delete(VERSIONS).where(VERSIONS.c.standing == GONE)).rowcount)
