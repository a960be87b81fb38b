"""What reports say beside one another, kept true as reports come and go.

Only what a change can touch is looked at again: the report itself and the one of the year after.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from indexer.across.checks import between_sources, between_years
from indexer.across.told import Told
from indexer.catalog.overlay import overlay_of
from indexer.catalog.overlaying import lay_over
from indexer.catalog.rows import figure_of, finding_columns, finding_of, locator_of
from indexer.catalog.schema import (
    CROSS_FINDINGS,
    CURRENT,
    FIGURES,
    FINDINGS,
    GONE,
    OVERLAYS,
    PASSAGES,
    VERSIONS,
)
from indexer.document import Locator
from indexer.forms.across import equation_keys
from indexer.model import Aspect, Figure, Finding, Passage
from indexer.report.identities import broken_identities, disputed_keys

_AT_ONCE = 500
_COLUMNS = tuple(
    VERSIONS.c[name]
    for name in (
        "id",
        "report",
        "standing",
        "scope",
        "year",
        "published",
        "published_from",
        "sha256",
        "forms",
        "finding_keys",
    )
)


def follow(connection: Connection, reports: Collection[str], generation: int) -> None:
    """Write what these reports, and those of the year after, say beside others.

    A version whose checks are other ones than before gets `generation` as its `since`, so that the
    index takes it in again.
    """
    concerned = sorted({*reports, *(_neighbour(report, 1) for report in reports)})
    for start in range(0, len(concerned), _AT_ONCE):
        some = concerned[start : start + _AT_ONCE]
        sources = _sources(connection, {*some, *(_neighbour(report, -1) for report in some)})
        teller = _Teller(connection)
        for report in some:
            last = sources.get(_neighbour(report, -1), ())
            for row, findings in _told_anew(teller, last, sources.get(report, ())):
                _keep(connection, row, findings, generation)


def _neighbour(report: str, years: int) -> str:
    """The id of the same agency's report, in the same scope, so many years later."""
    series, _, year = report.rpartition("-")
    return f"{series}-{int(year) + years:04}"


def _sources(connection: Connection, reports: Collection[str]) -> Mapping[str, list[Row[Any]]]:
    """The sources of each report: the one that stands first, the others by their hash."""
    listed = sorted(reports)
    found: dict[str, list[Row[Any]]] = {}
    for start in range(0, len(listed), _AT_ONCE):
        some = VERSIONS.c.report.in_(listed[start : start + _AT_ONCE])
        statement = select(*_COLUMNS).where(some, VERSIONS.c.standing != GONE)
        ordered = statement.order_by(
            VERSIONS.c.standing != CURRENT, VERSIONS.c.sha256, VERSIONS.c.path
        )
        for row in connection.execute(ordered):
            found.setdefault(row.report, []).append(row)
    return found


def _told_anew(
    teller: _Teller, last: Sequence[Row[Any]], sources: Sequence[Row[Any]]
) -> Iterator[tuple[Row[Any], list[Finding]]]:
    """Each source of a report with what it says beside others, only the standing one anything."""
    if not sources:
        return
    stands, *others = sources
    findings: list[Finding] = []
    if last:
        findings += between_years(teller.told(last[0]), teller.told(stands))
    for other in others:
        findings += between_sources(teller.told(other), teller.told(stands))
    yield stands, findings
    for other in others:
        yield other, []


class _Teller:
    """Reads sources as the checks look at them. The last two are kept: years follow in order."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._kept: dict[int, Told] = {}

    def told(self, row: Row[Any]) -> Told:
        """What this source tells."""
        known = self._kept.pop(row.id, None) or self._read(row)
        self._kept[row.id] = known
        while len(self._kept) > 2:
            self._kept.pop(next(iter(self._kept)))
        return known

    def _read(self, row: Row[Any]) -> Told:
        @cache
        def figures() -> Mapping[str, Figure]:
            return self._figures(row.id, None)

        @cache
        def disputed() -> frozenset[str]:
            return disputed_keys(broken_identities(figures(), row.forms))

        stands = row.standing == CURRENT
        return Told(
            address=row.report if stands else f"{row.report}~{row.sha256[:8]}",
            year=row.year,
            scope=row.scope,
            published=(row.published, row.published_from) if row.published else None,
            forms=row.forms,
            cells=self._figures(row.id, equation_keys()),
            passages=self._passages(row.id),
            figures=figures,
            disputed=disputed,
        )

    def _figures(self, version: int, keys: Sequence[str] | None) -> Mapping[str, Figure]:
        statement = select(FIGURES).where(FIGURES.c.version == version)
        if keys is not None:
            statement = statement.where(FIGURES.c.key.in_(keys))
        rows = self._connection.execute(statement.order_by(FIGURES.c.key))
        read = {row.key: figure_of(row) for row in rows}
        corrected = self._corrected(version)
        return read | {key: corrected[key] for key in corrected if keys is None or key in keys}

    def _corrected(self, version: int) -> Mapping[str, Figure]:
        statement = select(OVERLAYS.c.data).where(OVERLAYS.c.version == version)
        data = self._connection.execute(statement).scalar_one_or_none()
        return {} if data is None else overlay_of(data).figures

    def _passages(self, version: int) -> tuple[Passage, ...]:
        statement = select(PASSAGES).where(PASSAGES.c.version == version).order_by(PASSAGES.c.n)
        return tuple(
            Passage(
                row.slot,
                Aspect(row.aspect),
                row.text,
                locator_of(row.locator) or Locator(()),
                tuple(row.topics),
                row.zero_statement,
                row.boilerplate,
            )
            for row in self._connection.execute(statement)
        )


def _keep(
    connection: Connection, row: Row[Any], findings: Sequence[Finding], generation: int
) -> None:
    of_version = CROSS_FINDINGS.c.version == row.id
    kept = connection.execute(select(CROSS_FINDINGS).where(of_version).order_by(CROSS_FINDINGS.c.n))
    if [finding_of(known) for known in kept] == list(findings):
        return
    connection.execute(delete(CROSS_FINDINGS).where(of_version))
    if findings:
        rows = [
            {"version": row.id, "n": n, **finding_columns(finding)}
            for n, finding in enumerate(findings, 1)
        ]
        connection.execute(insert(CROSS_FINDINGS), rows)
    own = select(FINDINGS.c.check).where(FINDINGS.c.version == row.id)
    keys = {found.check for found in connection.execute(own)} | {f.check for f in findings}
    if keys != set(row.finding_keys):
        connection.execute(
            update(VERSIONS)
            .where(VERSIONS.c.id == row.id)
            .values(finding_keys=sorted(keys), since=generation)
        )
    lay_over(connection, row.id)
