"""Homes of thousands of invented reports, made without files: a value of `Report` for each.

The narrative is cut by the code that cuts a file's; what costs ten times as much, and is no part
of a search, is left out: reading tables, places and agencies, and every finding.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from decimal import Decimal
from itertools import accumulate, islice
from typing import Any

from sqlalchemy import Connection, insert, select, update

from indexer.catalog.columns import part_rows, places_json, version_columns
from indexer.catalog.schema import CURRENT, PARTS, STATE, VERSIONS
from indexer.catalog.write import writable
from indexer.document import Document, Paragraph
from indexer.forms.form import TABLES, columns
from indexer.forms.generations import PRE2019
from indexer.home import Home, writer_lock
from indexer.model import Figure, Identity, Kind, Level, Published, Report, Scope, Source, Status
from indexer.report.derived import derive
from indexer.report.ids import report_id
from indexer.report.sections import cut
from indexer.report.stated import read_stated
from indexer.report.stated_pre2019 import read_stated_before_2019
from tests.bench.invented import Invented, invented, vocabulary

_AT_ONCE = 500
_TOWN = 4  # places from the province down to a township


def report_of(one: Invented) -> Report:
    """The report that its file would give; figures and places without locators."""
    document, last = _document(one), len(one.printed.signature)
    spans = [block.spans for block in document.blocks if isinstance(block, Paragraph)]
    outline = cut(document, spans[0], sum(spans[-last:], ()), {})
    cells = {key: _cell(key, value) for key, value in one.figures.items()}
    figures = {
        **read_stated_before_2019(outline.passages, one.year),
        **cells,
        **derive(cells),
        **read_stated(outline.passages, one.year),
    }
    identity = _identity(one)
    return Report(
        id=report_id(identity),
        title=one.printed.title,
        source=_source(one, document.text),
        identity=identity,
        forms=dict.fromkeys(TABLES, one.generation or PRE2019),
        sections=outline.sections,
        passages=outline.passages,
        figures=figures,
        findings=(),
        notices=(),
        document=document,
    )


def _document(one: Invented) -> Document:
    """Title, narrative and signature, a line each."""
    printed = one.printed
    lines = [printed.title, *(block for block in printed.blocks if isinstance(block, str))]
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    blocks = tuple(
        Paragraph(((start, start + len(line)),)) for start, line in zip(starts, lines, strict=False)
    )
    return Document("txt", "\n".join(lines), blocks)


def _source(one: Invented, text: str) -> Source:
    data = text.encode()
    return Source(f"/{one.number:06}.txt", hashlib.sha256(data).hexdigest(), len(data), "txt")


def _cell(key: str, value: str) -> Figure:
    table, column = key.split(".")[0], key.rsplit(".", 1)[1]
    return Figure(key, Decimal(value), Status.REPORTED, columns(table)[column].unit, value)


def _identity(one: Invented) -> Identity:
    agency, town = one.agency, len(one.agency.places) == _TOWN
    names = [place.name for place in agency.places] + [None] * (_TOWN - len(agency.places))
    return Identity(
        agency=agency.name,
        name_in_report=agency.name,
        level=Level.TOWNSHIP if town else Level.COUNTY,
        kind=Kind.TOWNSHIP if town else Kind.DEPARTMENT,
        scope=Scope.OWN,
        year=one.year,
        period=(f"{one.year}-01-01", f"{one.year}-12-31"),
        published=Published(one.signed, "signature"),
        province=names[0],
        prefecture=names[1],
        county=names[2],
        township=names[3],
        code=agency.places[-1].code,
    )


def fill(home: Home, count: int, tell: Callable[[int], None]) -> None:
    """Put the first `count` invented reports into an empty home; no index is made.

    Many rows at once, for `Batch.put` asks of each report whether it was there before and what it
    says beside others, which costs more than the rows.
    """
    with writer_lock(home):
        engine = writable(home)
        reports, done = invented(count, vocabulary()), 0
        while some := list(islice(reports, _AT_ONCE)):
            with engine.begin() as connection:
                connection.execute(update(STATE).values(generation=STATE.c.generation + 1))
                _put(connection, some)
            done += len(some)
            tell(done)
        engine.dispose()


def _put(connection: Connection, some: list[Invented]) -> None:
    """A generation of reports that all stand."""
    generation = connection.execute(select(STATE.c.generation)).scalar_one()
    rows: dict[str, list[dict[str, Any]]] = {table.name: [] for table in (VERSIONS, *PARTS)}
    for one in some:
        report, version = report_of(one), one.number + 1
        codes = {place.name: place.code for place in one.agency.places}
        columns = version_columns(report, places_json(report.identity, codes))
        rows[VERSIONS.name].append(
            {"id": version, **columns, "standing": CURRENT, "since": generation}
        )
        for name, parts in part_rows(report, version).items():
            rows[name] += parts
    for table in (VERSIONS, *PARTS):
        if rows[table.name]:
            connection.execute(insert(table), rows[table.name])
