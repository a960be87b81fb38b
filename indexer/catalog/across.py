"""What reports say beside one another, kept true as reports come and go.

Only what a change can touch is looked at again: the report itself and the one of the year after.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, bindparam, delete, select, update

from indexer.across.checks import between_sources, between_years
from indexer.catalog.batches import batches
from indexer.catalog.inserting import insert_rows
from indexer.catalog.overlaying import lay_over_all
from indexer.catalog.rows import finding_columns, finding_of
from indexer.catalog.schema import CROSS_FINDINGS, CURRENT, FINDINGS, GONE, VERSIONS
from indexer.catalog.teller import Teller
from indexer.model import Finding, Report

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


_SOURCES = (
    select(*_COLUMNS)
    .where(VERSIONS.c.report.in_(bindparam("reports", expanding=True)), VERSIONS.c.standing != GONE)
    .order_by(VERSIONS.c.standing != CURRENT, VERSIONS.c.sha256, VERSIONS.c.path)
)
_THESE: BindParameter[Any] = bindparam("versions", expanding=True)
_KEPT = select(CROSS_FINDINGS).where(CROSS_FINDINGS.c.version.in_(_THESE))
_KEPT = _KEPT.order_by(CROSS_FINDINGS.c.version, CROSS_FINDINGS.c.n)
_LET_GO = delete(CROSS_FINDINGS).where(CROSS_FINDINGS.c.version.in_(_THESE))
_OWN = select(FINDINGS.c.version, FINDINGS.c.check).where(FINDINGS.c.version.in_(_THESE))
_NAME = (
    update(VERSIONS)
    .where(VERSIONS.c.id == bindparam("of"))
    .values(finding_keys=bindparam("keys"), since=bindparam("generation"))
)
Beside = tuple[Row[Any], list[Finding]]


def follow(
    connection: Connection,
    reports: Collection[str],
    fresh: Mapping[int, Report],
    generation: int,
) -> None:
    """Write what these reports, and those of the year after, say beside others.

    `fresh` are the versions that were just put. A version whose checks are other ones than before
    gets `generation` as its `since`, so that the index takes it in again.
    """
    concerned = sorted({*reports, *(_neighbour(report, 1) for report in reports)})
    for some in batches(concerned):
        sources = _sources(connection, {*some, *(_neighbour(report, -1) for report in some)})
        teller = Teller(connection, fresh)
        told: list[Beside] = []
        for report in some:
            last = sources.get(_neighbour(report, -1), ())
            told += _told_anew(teller, last, sources.get(report, ()))
        for few in batches(told):
            _keep(connection, few, generation)


def _neighbour(report: str, years: int) -> str:
    """The id of the same agency's report, in the same scope, so many years later."""
    series, _, year = report.rpartition("-")
    return f"{series}-{int(year) + years:04}"


def _sources(connection: Connection, reports: Collection[str]) -> Mapping[str, list[Row[Any]]]:
    """The sources of each report: the one that stands first, the others by their hash."""
    found: dict[str, list[Row[Any]]] = {}
    for some in batches(sorted(reports)):
        for row in connection.execute(_SOURCES, {"reports": some}):
            found.setdefault(row.report, []).append(row)
    return found


def _told_anew(
    teller: Teller, last: Sequence[Row[Any]], sources: Sequence[Row[Any]]
) -> Iterator[Beside]:
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


def _keep(connection: Connection, told: Sequence[Beside], generation: int) -> None:
    """Write the findings of those sources that have other ones than are kept of them."""
    kept: dict[int, list[Finding]] = {row.id: [] for row, _ in told}
    for found in connection.execute(_KEPT, {"versions": list(kept)}):
        kept[found.version].append(finding_of(found))
    changed = [(row, findings) for row, findings in told if findings != kept[row.id]]
    if not changed:
        return
    versions = [row.id for row, _ in changed]
    connection.execute(_LET_GO, {"versions": versions})
    rows = [
        {"version": row.id, "n": n, **finding_columns(finding)}
        for row, findings in changed
        for n, finding in enumerate(findings, 1)
    ]
    insert_rows(connection, CROSS_FINDINGS, rows)
    keys = {row.id: {finding.check for finding in findings} for row, findings in changed}
    for version, check in connection.execute(_OWN, {"versions": versions}):
        keys[version].add(check)
    for row, _ in changed:
        if keys[row.id] != set(row.finding_keys):
            named = {"of": row.id, "keys": sorted(keys[row.id]), "generation": generation}
            connection.execute(_NAME, named)
    lay_over_all(connection, versions)
