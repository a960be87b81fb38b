"""The rows of a table whose cells ran together: labels, and what stands after each of them.

Lines are cells where a row has several; within a line, white space tells as many cells as the
table has columns or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.document import Span
from indexer.forms.form import columns
from indexer.forms.matching import column_vocabulary, match
from indexer.readers.residues import stripped
from indexer.readers.run_on_chains import UNKNOWN, VALUES, Chain, Label

_PIECE = re.compile(r"\S+")
_LINE = re.compile(r"[^\n]+")

Row = tuple[Span, ...]


def rows_of(text: str, offset: int, chain: Chain) -> tuple[Row, ...]:
    """The rows as spans of the document."""
    build = {"t2": _rows_two, "t3": _rows_three, "t4": _rows_four}[chain.table]
    rows = build(text, chain, chain.span[1] - offset)
    return tuple(tuple((a + offset, b + offset) for a, b in row) for row in rows)


def _rows_three(text: str, chain: Chain, end: int) -> list[Row]:
    """Heads in lines of their own; a label alone, its values in the row under it."""
    rows: list[Row] = []
    heads: list[Span] = []
    before: list[Span] = []
    for label, gap in _with_gaps(chain, end):
        pieces = _pieces(text, gap)
        values = pieces[0][1]
        if label.role == "head" and not values:
            heads.append(label.span)
            continue
        rows += _head_rows(text, heads)
        heads = []
        if label.role == "group" and not values:
            before.append(label.span)
            continue
        if not values and _heads_others(text, label, gap[1]):
            before.append(label.span)
            continue
        own = (*before, label.span)
        before = []
        rows += [own, values] if values else [(*own, _nothing(own))]
        for unknown, numbers in pieces[1:]:
            rows += [(unknown,), numbers]
    rows += _head_rows(text, heads)
    if before:
        rows.append(tuple(before))
    return rows


def _rows_two(text: str, chain: Chain, end: int) -> list[Row]:
    rows: list[Row] = []
    heads: list[Span] = []
    for label, gap in _with_gaps(chain, end):
        pieces = _pieces(text, gap)
        values = pieces[0][1]
        if label.role == "head" and not values:
            heads.append(label.span)
            continue
        if heads:
            rows.append(tuple(heads))
            heads = []
        own = (label.span,)
        rows.append((*own, *values) if values or label.role != "row" else (*own, _nothing(own)))
        rows += [(unknown, *numbers) for unknown, numbers in pieces[1:]]
    return rows


def _rows_four(text: str, chain: Chain, end: int) -> list[Row]:
    """All labels as one header, and each value in a row of its own."""
    last = chain.labels[-1].span[1]
    pieces = _cells(text, (last, end), 3 * len(columns("t4")))
    return [tuple(label.span for label in chain.labels), *((piece,) for piece in pieces)]


def _with_gaps(chain: Chain, end: int) -> list[tuple[Label, Span]]:
    """Each label and what stands between it and the next, or the end of the table."""
    starts = [label.span[0] for label in chain.labels[1:]]
    return [
        (label, (label.span[1], start))
        for label, start in zip(chain.labels, (*starts, end), strict=True)
    ]


def _pieces(text: str, gap: Span) -> list[tuple[Span, Row]]:
    """The values at the head of a gap, and any text in it with the values that follow."""
    place, end = gap
    found: list[tuple[Span, Row]] = []
    name = (place, place)
    while True:
        values = VALUES.match(text, place, end)
        stop = values.end() if values else place
        # The digit before a mark and a word is the number of what follows.
        if values and stop < end and text[stop] in ".．、":
            stop = len(text[place : stop - 1].rstrip()) + place
        found.append((name, _cells(text, (place, stop), len(columns("t3")))))
        place = stop
        unknown = UNKNOWN.match(text, place, end)
        if unknown is None or not text[place:end].strip():
            return found
        name = stripped(text, unknown.span())
        place = unknown.end()


def _cells(text: str, span: Span, width: int) -> Row:
    """The cells of one row: its lines if there are several, else its pieces if just `width`."""
    lines = [stripped(text, found.span()) for found in _LINE.finditer(text, *span)]
    lines = [line for line in lines if line[0] < line[1]]
    if len(lines) != 1:
        return tuple(lines)
    pieces = [found.span() for found in _PIECE.finditer(text, *lines[0])]
    return tuple(pieces) if len(pieces) == width else tuple(lines)


def _head_rows(text: str, heads: Sequence[Span]) -> list[Row]:
    """The heads as the form has them in lines: 自然人, 法人或其他组织 and 总计 above the five.

    Heads in any other order stay in one line, where their order can be seen.
    """
    keys = [match(column_vocabulary("t3"), text[slice(*span)]) for span in heads]
    named = [key for key in keys if key is not None and not key.startswith("#")]
    order = list(columns("t3"))
    if named == [order[0], order[-1], *order[1:-1]]:
        after = keys.index(order[-1]) + 1
        return [tuple(heads[:after]), tuple(heads[after:])]
    return [tuple(heads)] if heads else []


def _heads_others(text: str, label: Label, then: int) -> bool:
    """（六）其他处理 is a row of one form; in the other it heads three counted in digits."""
    name = "".join(text[slice(*label.span)].split())
    return label.role == "row" and "其他处理" in name and text[then : then + 1].isdecimal()


def _nothing(row: Row) -> Span:
    end = row[-1][1]
    return end, end
