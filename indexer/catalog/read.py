"""The catalog as readers see it: versions of reports and what belongs to them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import Select, bindparam, case, cast, func, select, tuple_

from indexer.catalog import sources
from indexer.catalog.base import (
    REPORT_COLUMNS,
    passage_row,
    report_row,
    section_row,
)
from indexer.catalog.batches import batches
from indexer.catalog.corrections import Target
from indexer.catalog.figure_sets import FigureSets
from indexer.catalog.kinds import Words
from indexer.catalog.listing import Listing
from indexer.catalog.overlay import Overlay
from indexer.catalog.rows import (
    FactsRow,
    NamesRow,
    PassageRow,
    ReportRow,
    SectionRow,
    figure_of,
    series_ids,
)
from indexer.catalog.schema import (
    CURRENT,
    FIGURES,
    GONE,
    OTHER,
    PASSAGES,
    PRUNED,
    SECTIONS,
    SOURCES,
    STATE,
    VERSIONS,
)
from indexer.catalog.view import overlaid, set_right
from indexer.home import Home
from indexer.model import Figure
from indexer.outcome import Outcome, OutcomeStatus
from indexer.text import normal

# For a list of (version, n) alone SQLite would read the whole table.
_THESE = select(PASSAGES).where(
    PASSAGES.c.version.in_(bindparam("versions", expanding=True)),
    tuple_(PASSAGES.c.version, PASSAGES.c.n).in_(bindparam("keys", expanding=True)),
)


class Catalog(Listing):
    """A view of one catalog. Rows of a version are always of one piece: versions never change."""

    def generation(self) -> int:
        """The number of batches that have been committed."""
        return int(self._connection.execute(select(STATE.c.generation)).scalar_one())

    def specimen(self) -> bool:
        """Whether all reports of the home are specimens, and there are some."""
        statement = select(VERSIONS.c.specimen).where(VERSIONS.c.standing == CURRENT).distinct()
        return [row.specimen for row in self._all(statement)] == [True]

    def known(self, path: str, sha256: str, reading: str) -> Outcome | None:
        """What became of a source when it was last read, if it was these bytes, read so."""
        return sources.known(self._connection, path, sha256, reading)

    def gives_report(self, path: str) -> bool:
        """Whether a source is known and gave a report."""
        return sources.gives_report(self._connection, path)

    def paths(self) -> list[str]:
        """Every known source."""
        return sources.paths(self._connection)

    def holds(self, *, specimen: bool) -> bool:
        """Whether specimens, or reports that are none, are searched."""
        return sources.holds(self._connection, specimen=specimen)

    def home_id(self) -> str:
        """The catalog's own name, by which an index knows that it belongs to it."""
        return str(self._connection.execute(select(STATE.c.home)).scalar_one())

    # -- reports --------------------------------------------------------------------------------

    def facts(self, versions: Collection[int] | None = None) -> Iterator[FactsRow]:
        """What filters, facets and orders look at, of the versions that exist.

        Without `versions`, of every report that is searched, by agency and year, as they are read.
        """
        columns = [
            VERSIONS.c[{"version": "id", "id": "report"}.get(field.name, field.name)]
            for field in fields(FactsRow)
        ]
        statement = select(*columns)
        if versions is None:
            found = statement.where(VERSIONS.c.standing == CURRENT)
            order = (VERSIONS.c.agency_normal, VERSIONS.c.year, VERSIONS.c.report)
            yield from self._facts(found.order_by(*order), self.overlays(None))
            return
        for batch in batches(versions):
            yield from self._facts(statement.where(VERSIONS.c.id.in_(batch)), self.overlays(batch))

    def _facts(self, statement: Select[Any], overlays: Mapping[int, Overlay]) -> Iterator[FactsRow]:
        for row in self._connection.execute(statement):
            known: tuple[Any, ...] = tuple(row)
            facts = FactsRow(*known)
            overlay = overlays.get(facts.version)
            yield replace(facts, finding_keys=overlay.finding_keys) if overlay else facts

    def names(self) -> Iterator[NamesRow]:
        """What the reports that are searched call their places and agencies, each way once."""
        # PostgreSQL knows no JSON that equals another, so they are compared as they are written.
        columns = [cast(VERSIONS.c[field.name], Words) for field in fields(NamesRow)[:-1]]
        statement = select(*columns, func.count()).where(VERSIONS.c.standing == CURRENT)
        for places, *names in self._connection.execute(statement.group_by(*columns)):
            known: tuple[Any, ...] = tuple(names)
            yield NamesRow(tuple((code, name) for code, name in json.loads(places)), *known)

    def current(self) -> Iterator[ReportRow]:
        """Every report that is searched, by agency and year."""
        statement = select(*REPORT_COLUMNS).where(VERSIONS.c.standing == CURRENT)
        ordered = statement.order_by(VERSIONS.c.agency_normal, VERSIONS.c.year, VERSIONS.c.report)
        overlays = self.overlays(None)
        for row in map(report_row, self._connection.execute(ordered)):
            yield overlaid(row, overlays.get(row.version))

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
                VERSIONS.c.sha256.istartswith(sha, autoescape=True) & (VERSIONS.c.standing != GONE)
                if sha
                else VERSIONS.c.standing == CURRENT
            )
        else:
            conditions.append(VERSIONS.c.standing == CURRENT)
        if agency is not None:
            wanted = normal(agency)
            conditions.append(
                VERSIONS.c.agency_normal.icontains(wanted, autoescape=True)
                | VERSIONS.c.name_in_report.icontains(agency, autoescape=True)
            )
        if year is not None:
            conditions.append(VERSIONS.c.year == year)
        return self._reports(*conditions)

    def other_versions(self, report: str) -> list[ReportRow]:
        """Further sources of a report that is told by more than one."""
        return self._reports(VERSIONS.c.report == report, VERSIONS.c.standing == OTHER)

    def same_agency(self, report: str) -> list[ReportRow]:
        """The reports of the agency that this id names, in any scope, by year."""
        rows = self._reports(
            VERSIONS.c.report.in_(series_ids(report)), VERSIONS.c.standing == CURRENT
        )
        return sorted(rows, key=lambda row: (row.year, row.scope))

    def meant(self, target: Target) -> list[ReportRow]:
        """The versions there are of the report, bytes or path that a correction hangs on, those
        that stand first."""
        columns = VERSIONS.c
        rows = self._reports(
            (columns.report == target.report)
            | (columns.sha256 == target.sha256)
            | (columns.path == target.path),
            columns.standing != GONE,
        )
        return sorted(rows, key=lambda row: row.standing != CURRENT)

    def document_text(self, version: int) -> str:
        """The whole text as it was read; locators are places in it."""
        statement = select(VERSIONS.c.text).where(VERSIONS.c.id == version)
        return str(self._connection.execute(statement).scalar_one())

    # -- parts ----------------------------------------------------------------------------------

    def passages(self, keys: Collection[tuple[int, int]]) -> dict[tuple[int, int], PassageRow]:
        """Passages by (version, n)."""
        found = {}
        for batch in batches(keys):
            asked = {"versions": list({version for version, _ in batch}), "keys": batch}
            for row in self._connection.execute(_THESE, asked):
                found[row.version, row.n] = passage_row(row)
        overlays = self.overlays({version for version, _ in found})
        return {key: set_right(row, overlays.get(row.version)) for key, row in found.items()}

    def passages_of(self, version: int) -> tuple[PassageRow, ...]:
        """All passages of a version in reading order."""
        statement = select(PASSAGES).where(PASSAGES.c.version == version).order_by(PASSAGES.c.n)
        overlay = self.overlays([version]).get(version)
        return tuple(set_right(passage_row(row), overlay) for row in self._all(statement))

    def sections_of(self, version: int) -> tuple[SectionRow, ...]:
        """All sections of a version in reading order."""
        statement = select(SECTIONS).where(SECTIONS.c.version == version).order_by(SECTIONS.c.n)
        return tuple(section_row(row) for row in self._all(statement))

    def figures(
        self, versions: Collection[int], keys: Collection[str] | None = None
    ) -> dict[int, dict[str, Figure]]:
        """Figures by version and key, as corrected: all of them, or the ones asked for."""
        found: dict[int, dict[str, Figure]] = {version: {} for version in versions}
        for batch in batches(versions):
            statement = select(FIGURES).where(FIGURES.c.version.in_(batch))
            if keys is not None:
                statement = statement.where(FIGURES.c.key.in_(list(keys)))
            for row in self._all(statement):
                found[row.version][row.key] = figure_of(row)
        self._set_right(found, keys)
        return found

    def figure_sets(self) -> FigureSets:
        """Answers which versions have a figure that is asked for, until this view is refreshed."""
        return FigureSets(self._connection)

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
        """How many sources ended in which outcome; of those that gave a report, how they stand."""
        versions = VERSIONS.c.id == SOURCES.c.version
        # Named apart from the column: PostgreSQL would group by that.
        ending = case(
            (VERSIONS.c.standing == CURRENT, OutcomeStatus.ADDED.value),
            (VERSIONS.c.standing == OTHER, OutcomeStatus.OTHER_VERSION.value),
            else_=SOURCES.c.outcome,
        ).label("ending")
        joined = SOURCES.join(VERSIONS, versions, isouter=True)
        statement = select(ending, func.count().label("counted")).select_from(joined)
        rows = self._all(statement.group_by(ending).order_by(ending))
        return {row.ending: int(row.counted) for row in rows}

    def pruned(self) -> int:
        """The last generation of which something that was gone was removed."""
        statement = select(func.coalesce(func.max(PRUNED.c.generation), 0))
        return int(self._connection.execute(statement).scalar_one())

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
