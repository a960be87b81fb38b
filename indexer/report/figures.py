"""Document → the figures of its statutory tables, each with the place it was read at.

Nothing is guessed and a blank is never 0: a cell without one certain reading has a status and no
value. The form is recognised per table, for real reports mix generations.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from indexer.document import Document, Locator, Notice, Table
from indexer.forms.form import TABLES, FormTable, expected_keys, forms, generation_of
from indexer.forms.generations import PRE2019
from indexer.model import Figure, Status
from indexer.report.cells import table_lines, unread_tables
from indexer.report.pre2019 import read_appendix
from indexer.report.readings import TableReading, figures_of
from indexer.report.recognised import borne_out
from indexer.report.statutory import Mark, marks
from indexer.report.table_proactive import read_proactive
from indexer.report.table_requests import read_requests
from indexer.report.table_review import read_review

READERS = {"t2": read_proactive, "t3": read_requests, "t4": read_review}
LONGEST = 200
"""Rows. The longest statutory table has 28."""


@dataclass(frozen=True, slots=True)
class FigureReading:
    """The figures of a document's tables.

    `forms`: t2, t3, t4 → the generation of the form, None where the table is not there or its form
    cannot be told; all three are `pre2019` where there is a statistics table of old instead.
    `tables`: each table, counted among the document's → t2, t3, t4, appendix or
    other; one that holds several is what comes first in it.
    """

    figures: Mapping[str, Figure]
    forms: Mapping[str, str | None]
    tables: Mapping[int, str]
    notices: tuple[Notice, ...]


def read_figures(document: Document) -> FigureReading:
    """Everything that the document's tables say, and what could not be told."""
    lines = table_lines(document)
    found_marks = marks(lines)
    readings = {table: READERS[table](found_marks) for table in TABLES}
    figures: dict[str, Figure] = {}
    notices: list[Notice] = []
    for reading in readings.values():
        if reading.found:
            read, said = figures_of(reading)
            figures |= read
            notices += said
    generations = _generations(readings, figures)
    appendix = read_appendix(lines)
    kinds = _kinds(document, found_marks, readings, appendix.tables)
    unread = unread_tables(document)
    figures |= _absent(figures, generations, readings, bool(unread))
    if appendix.tables and not any(reading.found for reading in readings.values()):
        generations = dict.fromkeys(generations, PRE2019)
    notices += [*appendix.notices, *_long(document, kinds, unread)]
    figures |= appendix.figures
    if document.recognised:
        figures = borne_out(figures, generations)
    return FigureReading(
        MappingProxyType(figures),
        MappingProxyType(generations),
        MappingProxyType(kinds),
        tuple(notices),
    )


def _generations(
    readings: Mapping[str, TableReading], figures: Mapping[str, Figure]
) -> dict[str, str | None]:
    """The form of each table: the one that has most of the rows as they were read, if only one.

    Table 四 is the same in all generations and goes with the others.
    """
    found: dict[str, str | None] = {}
    read = _columns_read(figures)
    for table, reading in readings.items():
        scores = {name: _likeness(form.tables[table], read) for name, form in forms().items()}
        best = [name for name, score in scores.items() if score == max(scores.values())]
        found[table] = best[0] if reading.found and len(best) == 1 else None
    if not _split_told(figures):
        found["t3"] = None
    if readings["t4"].found:
        found["t4"] = generation_of({**found, "t4": None}, "t4")
    return found


def _columns_read(figures: Iterable[str]) -> Mapping[str, set[str]]:
    """table.row → the columns in which it has a figure."""
    read: dict[str, set[str]] = {}
    for key in figures:
        row, _, column = key.rpartition(".")
        read.setdefault(row, set()).add(column)
    return read


def _likeness(table: FormTable, read: Mapping[str, set[str]]) -> tuple[int, int]:
    """How many rows were read with just the columns of the form, and how many of its cells."""
    rows = [(read.get(f"{table.key}.{row.key}", set()), row.columns) for row in table.rows]
    whole = sum(found == set(columns) for found, columns in rows)
    return whole, sum(len(found.intersection(columns)) for found, columns in rows)


def _split_told(figures: Mapping[str, Figure]) -> bool:
    """Whether table 三 shows how it splits 其他处理, the one thing in which its forms differ."""
    return any(key.startswith("t3.result.other.") for key in figures)


def _absent(
    figures: Mapping[str, Figure],
    generations: Mapping[str, str | None],
    readings: Mapping[str, TableReading],
    unread: bool,
) -> dict[str, Figure]:
    """The cells that the form has and the text lacks: missing, or ambiguous if rows were lost or
    not looked at."""
    if not any(reading.found for reading in readings.values()):
        return {}
    absent: dict[str, Figure] = {}
    for table in TABLES:
        expected = expected_keys(table, generation_of(generations, table))
        lost = readings[table].lost
        status = Status.AMBIGUOUS if lost or unread else Status.MISSING
        place = Locator(lost[0].fields[0].spans, table=lost[0].table) if lost else None
        missing = (key for key in expected if key not in figures)
        absent |= {key: Figure(key, None, status, None, None, place) for key in missing}
    return absent


def _kinds(
    document: Document,
    found: Sequence[Mark],
    readings: Mapping[str, TableReading],
    appendix: frozenset[int],
) -> dict[int, str]:
    count = sum(isinstance(block, Table) for block in document.blocks)
    kinds = {number: "appendix" if number in appendix else "other" for number in range(count)}
    read = {id(row.line) for reading in readings.values() for row in reading.rows}
    for mark in reversed(found):
        if not mark.table or not readings[mark.table].found:
            continue
        if mark.part != "row" or id(mark.line) in read:
            kinds[mark.line.table] = mark.table
    return kinds


def _long(document: Document, kinds: Mapping[int, str], unread: frozenset[int]) -> list[Notice]:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    notices = []
    for number, table in enumerate(tables):
        said = f"第 {number + 1} 张表有 {len(table.grid.rows)} 行，超过任何一种表式"
        place = Locator(table.spans[:1], table.page, number)
        if number in unread:
            notices.append(Notice("long_table", f"{said}，未从中取数。", place))
        elif kinds[number] in TABLES and len(table.grid.rows) > LONGEST:
            notices.append(Notice("long_table", f"{said}。", place))
    return notices
