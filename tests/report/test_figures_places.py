"""Every figure leads back to its characters in the source."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.divisions import load_divisions
from indexer.document import Cell, Document, Table
from indexer.metadata import metadata_of
from indexer.model import Figure, Given, Report, Status
from indexer.reading.report import report_of
from tests.accuracy.files import document_of, files, reading
from tests.report.built import specimens

UNPLACED = frozenset({Status.MISSING, Status.NOT_IN_FORM, Status.DERIVED})
REAL = [file.path for file in files()]


def assert_led_back(document: Document, figure: Figure) -> None:
    """The spans hold the characters that were read, and lie in the table and row that are named."""
    place = figure.locator
    assert place is not None, figure
    read_here = [document.text[start:end] for start, end in place.spans]
    raw = "".join((figure.raw or "").split())
    if figure.raw is None:  # its row was not made out, so the place is the table's
        assert (figure.status, place.row, figure.value) == (Status.AMBIGUOUS, None, None)
        tables = [block for block in document.blocks if isinstance(block, Table)]
        assert place.table is not None
        held = tables[place.table].spans
        assert all(any(a <= start and end <= b for a, b in held) for start, end in place.spans)
        return

    assert raw == "".join("".join(read_here).split()), figure
    assert figure.value is None or raw, figure
    if place.table is None:
        assert figure.status is Status.STATED
        return
    tables = [block for block in document.blocks if isinstance(block, Table)]
    table = tables[place.table]
    assert place.row is not None
    cells = [cell for cell in table.grid.rows[place.row] if cell is not None]
    in_row = {span for cell in cells for span in cell.spans}
    pages = {cell.page for cell in cells}
    assert place.page in pages, figure
    if place.col is not None:
        cell = table.grid.rows[place.row][place.col]
        assert cell is not None
        assert cell.spans == place.spans or _is_piece(figure, cell), figure
    elif figure.status is not Status.AMBIGUOUS or len({*place.spans}) == 1:
        assert in_row.issuperset(place.spans), figure
    else:
        assert in_row.intersection(place.spans), figure


def _is_piece(figure: Figure, cell: Cell) -> bool:
    """Whether a recovered figure stands inside its cell, in which several ran together."""
    spans = figure.locator.spans if figure.locator else ()
    inside = any(start <= spans[0][0] and spans[-1][1] <= end for start, end in cell.spans)
    return figure.status is Status.RECOVERED and inside


@pytest.mark.parametrize("path", specimens(), ids=lambda path: path.name)
def test_figures_of_specimens(path: Path) -> None:
    """Cells, and what the prose states; derived figures have no place of their own."""
    metadata = metadata_of([path], None)
    divisions = load_divisions(metadata.divisions)
    report = report_of(str(path), path.read_bytes(), Given(), divisions)
    assert isinstance(report, Report)

    for figure in report.figures.values():
        if figure.key.startswith("d."):
            assert figure.locator is None
        elif figure.status not in UNPLACED:
            assert_led_back(report.document, figure)


@pytest.mark.slow
@pytest.mark.skipif(not REAL, reason="../shared is not here")
def test_figures_of_known_files() -> None:
    """Made and real reports in every format; a withheld figure leads to its row."""
    seen: set[Status] = set()
    for path in REAL:
        document, read = document_of(path), reading(path)
        if document and read:
            for figure in read.figures.values():
                if figure.status not in UNPLACED:
                    assert_led_back(document, figure)
                    seen.add(figure.status)

    assert {Status.REPORTED, Status.RECOVERED, Status.AMBIGUOUS, Status.BLANK} <= seen
