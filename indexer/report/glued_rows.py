"""Rows whose values ran together into one field → the fields of their columns, where told.

A run of as many zeros as there are columns is told by itself, for no number begins with 0. Other
runs are told only together: by a table all of whose rows are read in full and all of whose sums
leave one reading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from indexer.forms.form import columns, forms
from indexer.report.cells import Field
from indexer.report.glued import Values, block_readings, closed, lengths, row_readings
from indexer.report.quantities import plain_text, read_quantity

Cells = tuple[Field, ...]


def zeros(values: Sequence[Field], width: int) -> Cells | None:
    """The cells of a row that is one run of just `width` zeros."""
    run = _run(values)
    if run is None or width < 2 or _digits(run) != "0" * width:
        return None
    return _cut(run, (1,) * width)


def blocks(values: Sequence[Field], count: int, size: int) -> Sequence[Field | None]:
    """The cells of a run of blocks that end with their sums; None where readings differ."""
    run = _run(values)
    if run is None:
        return ()
    at = [place for place, char in enumerate(run.text) if plain_text(char)]
    return tuple(
        piece(run, at[column[0].start :][: len(str(column[0].value))])
        if column[0] is not None and all(one == column[0] for one in column)
        else None
        for column in zip(*block_readings(_digits(run), count, size), strict=True)
    )


def told(rows: Sequence[tuple[str, Sequence[Field]]]) -> Mapping[int, Cells]:
    """place of a row of table 三 → its cells, for rows (key, values) that are one run of digits."""
    width = len(columns("t3"))
    found = {
        place: cells
        for place, (_, values) in enumerate(rows)
        if (cells := zeros(values, width)) is not None
    }
    keys = {key for key, _ in rows}
    table = next(
        (form for form in forms().values() if keys == {r.key for r in form.tables["t3"].rows}), None
    )
    if table is None or len(keys) != len(rows) or not any(_run(values) for _, values in rows):
        return found
    readings = {key: _readings(values, width) for key, values in rows}
    solved = closed(readings, table.tables["t3"], table.identities)
    for place, (key, values) in enumerate(rows if solved else ()):
        run = _run(values)
        if run is not None and solved is not None:
            found[place] = _cut(run, lengths(solved[key]))
    return found


def _readings(values: Sequence[Field], width: int) -> Sequence[Values]:
    run = _run(values)
    if run is not None:
        return row_readings(_digits(run), width)
    read = [read_quantity(field.text, whole=False).value for field in values if not field.blank]
    known = tuple(int(value) for value in read if value is not None)
    whole = len(read) == len(known) == width and sum(known[:-1]) == known[-1]
    return (known,) if whole else ()


def _run(values: Sequence[Field]) -> Field | None:
    """The one field of a row, if it is nothing but digits and white space."""
    filled = [field for field in values if not field.blank]
    if len(filled) != 1 or len(filled[0].spans) != 1:
        return None
    start, end = filled[0].spans[0]
    if end - start != len(filled[0].text) or not _digits(filled[0]).isdecimal():
        return None
    return filled[0]


def _digits(run: Field) -> str:
    return "".join(map(plain_text, run.text))


def _cut(run: Field, sizes: Sequence[int]) -> Cells:
    """The run in pieces of so many digits, each with its own place."""
    places = [at for at, char in enumerate(run.text) if plain_text(char)]
    cells = []
    for size in sizes:
        cells.append(piece(run, places[:size]))
        places = places[size:]
    return tuple(cells)


def piece(run: Field, places: Sequence[int]) -> Field:
    """The part of a field of one span that holds the characters at some places of its text."""
    start, first, end = run.spans[0][0], places[0], places[-1] + 1
    spans = ((start + first, start + end),)
    return replace(run, text=run.text[first:end], spans=spans, blank=False)
