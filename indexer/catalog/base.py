"""One version of a report as it was read, before anything that a person set right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from indexer.catalog.rows import (
    PassageRow,
    ReportRow,
    SectionRow,
    evidence_of,
    figure_of,
    finding_of,
    given_of,
    locator_of,
    notice_of,
)
from indexer.catalog.schema import FIGURES, FINDINGS, PASSAGES, SECTIONS, VERSIONS
from indexer.document import Document, Locator, PageHead
from indexer.model import (
    Aspect,
    Figure,
    Finding,
    Given,
    Identity,
    Kind,
    Level,
    Passage,
    Published,
    Report,
    Scope,
    Section,
    Source,
)

NOT_OF_A_REPORT_ROW = frozenset({"text", "since", "until", "given"})
REPORT_COLUMNS = [column for column in VERSIONS.c if column.name not in NOT_OF_A_REPORT_ROW]


def report_row(row: Row[Any]) -> ReportRow:
    """A row of `REPORT_COLUMNS`."""
    data = {column.name: row._mapping[column] for column in REPORT_COLUMNS}
    data["version"], data["id"] = data.pop("id"), data.pop("report")
    data["period"] = tuple(data["period"]) if data["period"] else None
    data["places"] = tuple((code, name) for code, name in data["places"])
    data["evidence"] = tuple(evidence_of(item) for item in data["evidence"])
    data["notices"] = tuple(notice_of(item) for item in data["notices"])
    data["finding_keys"] = tuple(data["finding_keys"])
    return ReportRow(**data)


def passage_row(row: Row[Any]) -> PassageRow:
    """A row of the passages table."""
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


def section_row(row: Row[Any]) -> SectionRow:
    """A row of the sections table."""
    return SectionRow(
        slot=row.slot,
        number=row.number,
        title=row.title,
        depth=row.depth,
        spans=None if row.spans is None else tuple((a, b) for a, b in row.spans),
        passages=tuple(row.passages),
    )


@dataclass(frozen=True, slots=True)
class Base:
    """A version with all its parts."""

    row: ReportRow
    given: Given
    sections: tuple[SectionRow, ...]
    passages: tuple[PassageRow, ...]
    figures: Mapping[str, Figure]
    findings: tuple[Finding, ...]
    text: str


def base_of(connection: Connection, version: int) -> Base:
    """A version that exists, with all its parts."""
    head = connection.execute(select(VERSIONS).where(VERSIONS.c.id == version)).one()

    def parts(table: Table) -> list[Row[Any]]:
        statement = select(table).where(table.c.version == version)
        return list(connection.execute(statement.order_by(*table.primary_key)))

    return Base(
        row=report_row(head),
        given=given_of(head.given),
        sections=tuple(map(section_row, parts(SECTIONS))),
        passages=tuple(map(passage_row, parts(PASSAGES))),
        figures={row.key: figure_of(row) for row in parts(FIGURES)},
        findings=tuple(map(finding_of, parts(FINDINGS))),
        text=head.text,
    )


def identity_of(row: ReportRow) -> Identity:
    """The identity that a row keeps."""
    published = Published(row.published, row.published_from or "") if row.published else None
    return Identity(
        agency=row.agency,
        name_in_report=row.name_in_report,
        level=Level(row.level),
        kind=Kind(row.kind),
        scope=Scope(row.scope),
        year=row.year,
        period=row.period,
        published=published,
        code=row.code,
        evidence=row.evidence,
        **row.place_columns,
    )


def report_of_base(base: Base) -> Report:
    """The report that was kept. Its document has the text and no blocks: the catalog keeps none."""
    row = base.row
    return Report(
        id=row.id,
        title=row.title,
        source=Source(row.path, row.sha256, row.size, row.format, base.given),
        identity=identity_of(row),
        forms=row.forms,
        sections=tuple(
            Section(
                slot=section.slot,
                number=section.number,
                title=section.title,
                depth=section.depth,
                locator=None if section.spans is None else Locator(section.spans),
                passages=tuple(n - 1 for n in section.passages),
            )
            for section in base.sections
        ),
        passages=tuple(
            Passage(
                slot=passage.slot,
                aspect=Aspect(passage.aspect),
                text=passage.text,
                locator=passage.locator,
                topics=passage.topics,
                zero_statement=passage.zero_statement,
                boilerplate=passage.boilerplate,
            )
            for passage in base.passages
        ),
        figures=base.figures,
        findings=base.findings,
        notices=row.notices,
        document=Document(
            row.format, base.text, (), head=PageHead(publisher=row.publisher, url=row.url)
        ),
    )
