"""Lists of reports and findings, page by page: no page reads what stands on the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, func, or_, select

from indexer.catalog.chosen import Chooser, Chosen, Key, beyond, ordering
from indexer.catalog.reports import Reports
from indexer.catalog.rows import ReportRow
from indexer.catalog.schema import CROSS_FINDINGS, FINDINGS, OVERLAYS, VERSIONS
from indexer.model import Finding

KINDS = ("check", "severity", "origin")
# Which findings are meant: the values of each of KINDS that is told of; none of them, all.
Meant = Mapping[str, Collection[str]]
_TABLES = (FINDINGS, CROSS_FINDINGS)
_AGENCY = "agency"


def is_meant(finding: Finding, meant: Meant) -> bool:
    """Whether it is one of the findings that are meant."""
    return all(getattr(finding, kind) in values for kind, values in meant.items())


class Listing(Reports, Chooser):
    """A view that lists what is searched. Corrections count: what they set aside is not listed."""

    def total(self, chosen: Chosen) -> int:
        """How many reports are chosen."""
        statement = select(func.count()).select_from(VERSIONS).where(self._chosen(chosen))
        return int(self._connection.execute(statement).scalar_one())

    def listed(self, chosen: Chosen, order: str, after: Key | None, limit: int) -> list[ReportRow]:
        """The first so many reports of those that stand after the key."""
        return self._listed(self._chosen(chosen), order, after, limit)

    def _listed(
        self, condition: ColumnElement[bool], order: str, after: Key | None, limit: int
    ) -> list[ReportRow]:
        statement = select(VERSIONS.c.id).where(condition)
        if after is not None:
            statement = statement.where(beyond(order, after))
        versions = self._numbers(statement.order_by(*ordering(order)).limit(limit))
        rows = self.reports(versions)
        return [rows[version] for version in versions]

    def finding_counts(self, chosen: Chosen) -> Counter[tuple[str, ...]]:
        """How many findings the chosen reports have of each check, severity and origin."""
        counts: Counter[tuple[str, ...]] = Counter()
        plain = VERSIONS.c.id.not_in(select(OVERLAYS.c.version))
        versions = select(VERSIONS.c.id).where(self._chosen(chosen), plain)
        for table in _TABLES:
            columns = [table.c[kind] for kind in KINDS]
            # Counted by version first, in the order of the index: a third of the time.
            asked = select(*columns, func.count().label("n")).where(table.c.version.in_(versions))
            each = asked.group_by(table.c.version, *columns).subquery()
            kinds = [each.c[kind] for kind in KINDS]
            statement = select(*kinds, func.sum(each.c.n)).group_by(*kinds)
            for *kind, count in self._connection.execute(statement):
                counts[tuple(kind)] += int(count)
        for findings in self._corrected(chosen).values():
            counts.update(tuple(str(getattr(f, kind)) for kind in KINDS) for f in findings)
        return counts

    def findings_by_version(self) -> dict[int, Counter[tuple[str, ...]]]:
        """How many findings each report has of each check, severity and origin; none without."""
        counts: dict[int, Counter[tuple[str, ...]]] = {}
        plain = VERSIONS.c.id.not_in(select(OVERLAYS.c.version))
        versions = select(VERSIONS.c.id).where(self._chosen({}), plain)
        for table in _TABLES:
            asked = select(table.c.version, *(table.c[kind] for kind in KINDS))
            for version, *kinds in self._connection.execute(
                asked.where(table.c.version.in_(versions))
            ):
                counts.setdefault(version, Counter())[tuple(kinds)] += 1
        for version, findings in self._corrected({}).items():
            counts[version] = Counter(
                tuple(str(getattr(f, kind)) for kind in KINDS) for f in findings
            )
        return counts

    def with_findings(
        self, chosen: Chosen, meant: Meant, after: Key | None, limit: int
    ) -> list[ReportRow]:
        """The first so many reports, by agency and year, that have such a finding.

        `after` is the key of a report in that order.
        """
        corrected = self._corrected(chosen)
        some = [
            version
            for version, findings in corrected.items()
            if any(is_meant(finding, meant) for finding in findings)
        ]
        plain = VERSIONS.c.id.not_in(corrected) & or_(*(_has(table, meant) for table in _TABLES))
        condition = self._chosen(chosen) & (plain | VERSIONS.c.id.in_(some))
        return self._listed(condition, _AGENCY, after, limit)

    def _corrected(self, chosen: Chosen) -> Mapping[int, Sequence[Finding]]:
        """The findings of the chosen reports in which persons set something right."""
        statement = select(VERSIONS.c.id).join_from(VERSIONS, OVERLAYS).where(self._chosen(chosen))
        return self.findings(self._numbers(statement))

    def _numbers(self, statement: Select[Any]) -> list[int]:
        return list(self._connection.execute(statement).scalars())


def _has(table: Table, meant: Meant) -> ColumnElement[bool]:
    such = [table.c[kind].in_(list(values)) for kind, values in meant.items()]
    return select(table.c.n).where(table.c.version == VERSIONS.c.id, *such).exists()
