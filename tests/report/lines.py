"""Documents made of lines, as a plain reader would give them."""

from __future__ import annotations

from indexer.document import Block, Cell, Document, Grid, Paragraph, Span, Table
from indexer.report.sections import Outline, cut
from tests.report.coverage import overlaps, uncovered


def document(*lines: str, residues: tuple[str, ...] = ()) -> Document:
    """One paragraph for each line; lines with tabs in a row are one table. `residues` are strings
    that stand in paragraphs and are none of their text."""
    text = "\n".join(lines)
    blocks: list[Block] = []
    found: list[Span] = []
    rows: list[tuple[Span, str]] = []
    place = 0
    for line in (*lines, ""):
        span = (place, place + len(line))
        if "\t" in line:
            rows.append((span, line))
        elif rows:
            blocks.append(_table(rows))
            rows = []
        if line.strip() and "\t" not in line:
            spans = [span]
            for residue in residues:
                at = line.find(residue)
                if at >= 0:
                    found.append((place + at, place + at + len(residue)))
                    spans = [(place, place + at), (place + at + len(residue), span[1])]
            blocks.append(Paragraph(tuple((a, b) for a, b in spans if a < b)))
        place += len(line) + 1
    return Document("txt", text, tuple(blocks), tuple(sorted(found)))


def _table(rows: list[tuple[Span, str]]) -> Table:
    grid: list[tuple[Cell | None, ...]] = []
    for (start, _), line in rows:
        cells: list[Cell | None] = []
        for word in line.split("\t"):
            cells.append(Cell(word.strip(), ((start, start + len(word)),)))
            start += len(word) + 1
        grid.append(tuple(cells))
    return Table(Grid(tuple(grid), exact=False), ((rows[0][0][0], rows[-1][0][1]),))


def outline(*lines: str, tables: dict[int, str] | None = None) -> Outline:
    """What the lines are cut into, with no title and no signature."""
    return cut(document(*lines), (), (), tables or {})


def slots(found: Outline) -> list[str]:
    """The slots of the passages, in order."""
    return [passage.slot for passage in found.passages]


def texts(found: Outline) -> list[str]:
    """The texts of the passages, in order."""
    return [passage.text for passage in found.passages]


def assert_whole(doc: Document, found: Outline, title: tuple[Span, ...]) -> None:
    """Every character stands once; passages are their characters, in order, each in a section."""
    assert not uncovered(doc, found, title)
    assert not overlaps(doc, found, title)
    starts = [passage.locator.spans[0][0] for passage in found.passages]
    assert starts == sorted(starts)
    assert all(p.text == doc.slice(p.locator.spans) for p in found.passages)
    assert sorted(i for section in found.sections for i in section.passages) == list(
        range(len(found.passages))
    )
    assert all(found.passages[i].slot == s.slot for s in found.sections for i in s.passages)
