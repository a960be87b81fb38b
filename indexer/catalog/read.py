"""The catalog as readers see it: versions of reports and what belongs to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select, tuple_

from indexer.catalog.connect import connect
from indexer.catalog.rows import (
    FactsRow,
    PassageRow,
    ReportRow,
    SectionRow,
    evidence_of,
    figure_of,
    finding_of,
    locator_of,
    notice_of,
)
from indexer.catalog.schema import (
    CURRENT,
    FIGURES,
    FINDINGS,
    GONE,
    OTHER,
    PASSAGES,
    SECTIONS,
    SOURCES,
    STATE,
    VERSIONS,
)
from indexer.catalog.sources import known
from indexer.closing import Closing
from indexer.home import Home
from indexer.model import Figure, Finding, Outcome
from indexer.text import normal

_BATCH = 500  # well under the number of variables that SQLite allows in one statement
_REPORT_COLUMNS = [column for column in VERSIONS.c if column.name not in ("text", "since", "until")]


def _batches(items: Collection[Any]) -> Iterator[Sequence[Any]]:
    listed = list(items)
    for start in range(0, len(listed), _BATCH):
        yield listed[start : start + _BATCH]


def _report(row: Row[Any]) -> ReportRow:
    data = dict(row._mapping)
    data["version"], data["id"] = data.pop("id"), data.pop("report")
    data["period"] = tuple(data["period"]) if data["period"] else None
    data["places"] = tuple((code, name) for code, name in data["places"])
    data["evidence"] = tuple(evidence_of(item) for item in data["evidence"])
    data["notices"] = tuple(notice_of(item) for item in data["notices"])
    data["finding_keys"] = tuple(data["finding_keys"])
    return ReportRow(**data)


def _passage(row: Row[Any]) -> PassageRow:
    locator = locator_of(row.locator)
    assert locator is not None
    return PassageRow(
        version=row.version,
        n=row.n,
        slot=row.slot,
        aspect=row.aspect,
        zero_statement=row.zero_statement,
        boilerplate=row.boilerplate,
        topics=tuple(row.topics),
        text=row.text,
        locator=locator,
    )


class Catalog(Closing):
    """A view of one catalog. Rows of a version are always of one piece: versions never change."""

    def __init__(self, home: Home) -> None:
        self._engine = connect(home.catalog)
        self._connection = self._engine.connect()

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()
        self._engine.dispose()

    def refresh(self) -> None:
        """See what has been committed since this view was opened."""
        self._connection.rollback()

    def _all(self, statement: Select[Any]) -> Sequence[Row[Any]]:
        return self._connection.execute(statement).all()

    def generation(self) -> int:
        """The number of batches that have been committed."""
        return int(self._connection.execute(select(STATE.c.generation)).scalar_one())

    def specimen(self) -> bool:
        """Whether all reports of the home are specimens, and there are some."""
        statement = select(VERSIONS.c.specimen).where(VERSIONS.c.standing == CURRENT).distinct()
        return [row.specimen for row in self._all(statement)] == [True]

    def known(self, path: str, sha256: str, reading: str) -> Outcome | None:
        """What became of a source when it was last read, if it was these bytes, read so."""
        return known(self._connection, path, sha256, reading)

    def home_id(self) -> str:
        """The catalog's own name, by which an index knows that it belongs to it."""
        return str(self._connection.execute(select(STATE.c.home)).scalar_one())

    # -- reports --------------------------------------------------------------------------------

    def _reports(self, *conditions: ColumnElement[bool]) -> list[ReportRow]:
        statement = select(*_REPORT_COLUMNS).where(*conditions)
        return [_report(row) for row in self._all(statement.order_by(VERSIONS.c.id))]

    def reports(self, versions: Collection[int]) -> dict[int, ReportRow]:
        """The versions that exist, by their number."""
        return {
            row.version: row
            for batch in _batches(versions)
            for row in self._reports(VERSIONS.c.id.in_(batch))
        }

    def facts(self, versions: Collection[int]) -> Iterator[FactsRow]:
        """What filters, facets and orders look at, of the versions that exist."""
        columns = [
            VERSIONS.c[{"version": "id", "id": "report"}.get(field.name, field.name)]
            for field in fields(FactsRow)
        ]
        for batch in _batches(versions):
            for row in self._all(select(*columns).where(VERSIONS.c.id.in_(batch))):
                found: tuple[Any, ...] = tuple(row)
                yield FactsRow(*found)

    def names(self) -> Iterator[tuple[tuple[tuple[str, str], ...], str, str]]:
        """The places, the agency in normal form and its name as written, each combination once."""
        columns = (VERSIONS.c.places, VERSIONS.c.agency_normal, VERSIONS.c.name_in_report)
        statement = select(*columns).where(VERSIONS.c.standing == CURRENT).distinct()
        for places, agency, name in self._connection.execute(statement):
            yield tuple((str(code), str(name)) for code, name in places), agency, name

    def current(self) -> Iterator[ReportRow]:
        """Every report that is searched, by agency and year."""
        statement = select(*_REPORT_COLUMNS).where(VERSIONS.c.standing == CURRENT)
        ordered = statement.order_by(VERSIONS.c.agency_normal, VERSIONS.c.year, VERSIONS.c.report)
        return (_report(row) for row in self._connection.execute(ordered))

    def find(
        self, agency: str | None = None, year: int | None = None, id: str | None = None
    ) -> list[ReportRow]:
        """Reports by id, or by what the normal name of the agency contains, or by year.

        `id` may be `ID~SHA8`, which names one version where several sources tell of one report.
        """
        conditions = []
        if id is not None:
            name, _, sha = id.partition("~")
            conditions.append(VERSIONS.c.report == name)
            conditions.append(
                VERSIONS.c.sha256.startswith(sha, autoescape=True) & (VERSIONS.c.standing != GONE)
                if sha
                else VERSIONS.c.standing == CURRENT
            )
        else:
            conditions.append(VERSIONS.c.standing == CURRENT)
        if agency is not None:
            wanted = normal(agency)
            conditions.append(
                VERSIONS.c.agency_normal.contains(wanted, autoescape=True)
                | VERSIONS.c.name_in_report.contains(agency, autoescape=True)
            )
        if year is not None:
            conditions.append(VERSIONS.c.year == year)
        return self._reports(*conditions)

    def other_versions(self, report: str) -> list[ReportRow]:
        """Further sources of a report that is told by more than one."""
        return self._reports(VERSIONS.c.report == report, VERSIONS.c.standing == OTHER)

    def document_text(self, version: int) -> str:
        """The whole text as it was read; locators are places in it."""
        statement = select(VERSIONS.c.text).where(VERSIONS.c.id == version)
        return str(self._connection.execute(statement).scalar_one())

    # -- parts ----------------------------------------------------------------------------------

    def passages(self, keys: Collection[tuple[int, int]]) -> dict[tuple[int, int], PassageRow]:
        """Passages by (version, n)."""
        found = {}
        for batch in _batches(keys):
            condition = tuple_(PASSAGES.c.version, PASSAGES.c.n).in_(batch)
            for row in self._all(select(PASSAGES).where(condition)):
                found[row.version, row.n] = _passage(row)
        return found

    def passages_of(self, version: int) -> tuple[PassageRow, ...]:
        """All passages of a version in reading order."""
        statement = select(PASSAGES).where(PASSAGES.c.version == version).order_by(PASSAGES.c.n)
        return tuple(_passage(row) for row in self._all(statement))

    def sections_of(self, version: int) -> tuple[SectionRow, ...]:
        """All sections of a version in reading order."""
        statement = select(SECTIONS).where(SECTIONS.c.version == version).order_by(SECTIONS.c.n)
        return tuple(
            SectionRow(
                slot=row.slot,
                number=row.number,
                title=row.title,
                depth=row.depth,
                spans=None if row.spans is None else tuple((a, b) for a, b in row.spans),
                passages=tuple(row.passages),
            )
            for row in self._all(statement)
        )

    def figures(
        self, versions: Collection[int], keys: Collection[str] | None = None
    ) -> dict[int, dict[str, Figure]]:
        """Figures by version and key: all of them, or the ones asked for."""
        found: dict[int, dict[str, Figure]] = {version: {} for version in versions}
        for batch in _batches(versions):
            statement = select(FIGURES).where(FIGURES.c.version.in_(batch))
            if keys is not None:
                statement = statement.where(FIGURES.c.key.in_(list(keys)))
            for row in self._all(statement):
                found[row.version][row.key] = figure_of(row)
        return found

    def findings(self, versions: Collection[int]) -> dict[int, tuple[Finding, ...]]:
        """Findings by version, in the order in which they stand."""
        found: dict[int, list[Finding]] = defaultdict(list)
        for batch in _batches(versions):
            statement = select(FINDINGS).where(FINDINGS.c.version.in_(batch))
            for row in self._all(statement.order_by(FINDINGS.c.version, FINDINGS.c.n)):
                found[row.version].append(finding_of(row))
        return {version: tuple(found[version]) for version in versions}

    # -- counts ---------------------------------------------------------------------------------

    def counts(self) -> dict[str, int]:
        """How many reports and passages are searched, and how many sources are known."""
        current = VERSIONS.c.standing == CURRENT
        passages = select(func.count()).select_from(PASSAGES.join(VERSIONS)).where(current)
        return {
            "reports": self._count(select(func.count()).select_from(VERSIONS).where(current)),
            "passages": self._count(passages),
            "sources": self._count(select(func.count()).select_from(SOURCES)),
        }

    def _count(self, statement: Select[Any]) -> int:
        return int(self._connection.execute(statement).scalar_one())

    def outcomes(self) -> dict[str, int]:
        """How many sources ended in which outcome."""
        counted = func.count().label("counted")
        statement = select(SOURCES.c.outcome, counted).group_by(SOURCES.c.outcome)
        return {row.outcome: int(row.counted) for row in self._all(statement)}

    def changes(self, generation: int) -> tuple[list[int], list[int]]:
        """Versions to index and versions to drop for an index that stands at `generation`."""
        put = select(VERSIONS.c.id).where(
            VERSIONS.c.standing == CURRENT, VERSIONS.c.since > generation
        )
        drop = select(VERSIONS.c.id).where(
            VERSIONS.c.standing != CURRENT, VERSIONS.c.until > generation
        )
        return (
            [row.id for row in self._all(put.order_by(VERSIONS.c.id))],
            [row.id for row in self._all(drop.order_by(VERSIONS.c.id))],
        )


def open_catalog(home: Home) -> Catalog:
    """The catalog of a home. Raises NoHome or CatalogUnusable."""
    return Catalog(home)
