"""Reports and their findings, as persons set them right."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import ColumnElement, Table, select

from indexer.catalog.base import REPORT_COLUMNS, report_row
from indexer.catalog.batches import batches
from indexer.catalog.beside import Beside
from indexer.catalog.overlay import SetAside
from indexer.catalog.rows import ReportRow, finding_of
from indexer.catalog.schema import CROSS_FINDINGS, CURRENT, FINDINGS, GONE, VERSIONS
from indexer.catalog.view import overlaid
from indexer.model import Finding


class Reports(Beside):
    """A view of versions and of what was found in them."""

    def _reports(self, *conditions: ColumnElement[bool]) -> list[ReportRow]:
        statement = select(*REPORT_COLUMNS).where(*conditions)
        rows = [report_row(row) for row in self._all(statement.order_by(VERSIONS.c.id))]
        overlays = self.overlays([row.version for row in rows])
        return [overlaid(row, overlays.get(row.version)) for row in rows]

    def reports(self, versions: Collection[int]) -> dict[int, ReportRow]:
        """The versions that exist, by their number."""
        return {
            row.version: row
            for batch in batches(versions)
            for row in self._reports(VERSIONS.c.id.in_(batch))
        }

    def gone(self, address: str) -> list[ReportRow]:
        """The versions of a report, of one source where `~sha8` names it, that stand no more."""
        name, _, sha = address.partition("~")
        return self._reports(
            VERSIONS.c.report == name,
            VERSIONS.c.sha256.istartswith(sha, autoescape=True),
            VERSIONS.c.standing == GONE,
        )

    def instead(self, gone: Collection[ReportRow]) -> list[ReportRow]:
        """What is searched in their place: the report under its id, else what its files tell."""
        searched = VERSIONS.c.standing == CURRENT
        return self._reports(VERSIONS.c.report.in_({row.id for row in gone}), searched) or (
            self._reports(VERSIONS.c.path.in_({row.path for row in gone}), searched)
        )

    def findings(self, versions: Collection[int]) -> dict[int, tuple[Finding, ...]]:
        """Findings by version: its own, then what it says beside other reports; none set aside."""
        return {version: kept for version, (kept, _) in self._split(versions).items()}

    def set_aside(self, versions: Collection[int]) -> dict[int, list[SetAside]]:
        """Findings by version that a person dismissed, or that a correction left unfounded."""
        return {version: aside for version, (_, aside) in self._split(versions).items()}

    def _split(
        self, versions: Collection[int]
    ) -> dict[int, tuple[tuple[Finding, ...], list[SetAside]]]:
        own, beside = (self._findings_in(table, versions) for table in (FINDINGS, CROSS_FINDINGS))
        overlays = self.overlays(versions)
        return {
            version: overlays[version].split(own[version], beside[version])
            if version in overlays
            else ((*own[version], *beside[version]), [])
            for version in versions
        }

    def _findings_in(
        self, table: Table, versions: Collection[int]
    ) -> Mapping[int, tuple[Finding, ...]]:
        found: dict[int, list[Finding]] = {version: [] for version in versions}
        for batch in batches(versions):
            statement = select(table).where(table.c.version.in_(batch))
            for row in self._all(statement.order_by(table.c.version, table.c.n)):
                found[row.version].append(finding_of(row))
        return {version: tuple(findings) for version, findings in found.items()}
