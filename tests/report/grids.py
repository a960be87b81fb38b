"""Documents made of grids of strings, and the figures that such grids hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indexer.document import Block, Cell, Document, Grid, Paragraph, Table
from tests.printing import Generation, row_keys
from tests.printing.forms import APPLICANTS, FORMS, OUTCOMES, REMEDIES
from tests.printing.tables import Table as PrintedTable

Rows = Sequence[Sequence[str | None]]


def document(*parts: str | Rows, exact: bool = True) -> Document:
    """Paragraphs (strings) and tables (rows); in an exact table, equal neighbours are merged.

    Words are merged with their like on the left and above, numbers only under a merged header.
    """
    text = ""
    blocks: list[Block] = []
    for part in parts:
        start = len(text)
        if isinstance(part, str):
            text += part + "\n"
            blocks.append(Paragraph(((start, start + len(part)),)))
            continue
        rows: list[tuple[Cell | None, ...]] = []
        for row in part:
            cells: list[Cell | None] = []
            for place, content in enumerate(row):
                above = rows[-1] if exact and rows else ()
                left = cells[-1] if exact and cells else None
                if content is None:
                    cells.append(None)
                elif above and _is_words(content) and _reads(above[place], content):
                    cells.append(above[place])
                elif _reads(left, content) and (
                    _is_words(content) or (above and above[place] is above[place - 1])
                ):
                    cells.append(left)
                else:
                    text += "\t"
                    span = (len(text), len(text) + len(content))
                    text += content
                    cells.append(Cell(content.strip(), (span,)))
            text += "\n"
            rows.append(tuple(cells))
        blocks.append(Table(Grid(tuple(rows), exact), ((start, len(text)),)))
    return Document("txt", text, tuple(blocks))


def _is_words(content: str) -> bool:
    return len(content) > 1 and not content[-1].isdigit()


def _reads(cell: Cell | None, content: str) -> bool:
    return cell is not None and cell.text == content.strip()


def flat(table: PrintedTable) -> list[list[str]]:
    """A printed table as ragged rows, one field a cell."""
    return [[cell.text for cell in row.cells] for row in table.rows]


def spread(table: PrintedTable) -> list[list[str | None]]:
    """A printed table as an exact grid of strings, merged cells repeated."""
    width = table.width
    rows: list[list[str | None]] = []
    for row in table.rows:
        line: list[str | None] = []
        for cell in row.cells:
            place = len(line)
            text = rows[-1][place] if cell.below and rows else cell.text
            line += [text] * cell.span
        rows.append(line + [None] * (width - len(line)))
    return rows


def truth(generation: Generation, grids: Mapping[str, Rows]) -> dict[str, str]:
    """key → the string in its cell, by the official labels and order of the form."""
    found: dict[str, str] = {}
    for article in FORMS[generation].articles:
        for line in article.lines:
            row = next(
                row for row in grids["sec2"] if "".join((row[0] or "").split()) == line.label
            )
            found |= {key: row[1 + place] or "" for place, key in enumerate(line.keys)}
    rows = list(grids["sec3"])[3:]
    for key, row in zip(row_keys(generation), rows, strict=True):
        for place, (column, _) in enumerate(APPLICANTS):
            found[f"{key}.{column}"] = row[3 + place] or ""
    keys = [f"t4.{remedy}.{outcome}" for remedy in REMEDIES for outcome, _ in OUTCOMES]
    last = list(grids["sec4"])[-1]
    found |= {key: text or "" for key, text in zip(keys, last, strict=True)}
    return found
