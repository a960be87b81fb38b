"""The rows of table 三 among marked lines, each with its header and what may be its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.forms.form import columns
from indexer.report.alignment import trimmed
from indexer.report.cells import Field, Line
from indexer.report.quantities import looks_numeric
from indexer.report.statutory import TALLEST_HEAD, Mark

WIDTH = len(columns("t3"))


@dataclass(frozen=True, slots=True)
class Found:
    """A row with the header above it and the fields of the lines without label that follow it.

    `blurred`: digits without a label stand next to it and may be its own.
    """

    mark: Mark
    header: tuple[Line, ...]
    tail: tuple[Field, ...] = ()
    blurred: bool = False


def collect(marks: Sequence[Mark]) -> tuple[list[Found], list[Line], bool]:
    """The rows, the lines with numbers whose label is lost, and whether there is a header."""
    header: list[Line] = []
    found: list[Found] = []
    lost: list[Line] = []
    headed = in_head = inside = follows = loose = False
    for mark in marks:
        if mark.line.after_prose:
            inside = follows = False
        if mark.part == "head" and mark.table == "t3":
            more = in_head and len(header) < TALLEST_HEAD
            header = [*header, mark.line] if more else [mark.line]
            headed = in_head = inside = True
            follows = False
            continue
        if mark.part == "row" and mark.table == "t3":
            blank = bool(mark.values) and not trimmed(mark.values)
            found.append(Found(mark, tuple(header), blurred=blank and loose))
            inside = follows = True
        elif mark.part == "numbers" and follows:
            found[-1] = _followed(found[-1], mark.line)
        elif mark.part == "text":
            count = sum(1 for field in mark.line.fields if looks_numeric(field.text))
            if follows and 0 < count < WIDTH:
                found[-1] = replace(found[-1], blurred=True)
            elif inside and count:
                lost.append(mark.line)
            follows = follows and not count
        elif mark.table:
            inside = follows = False
        in_head = in_head and mark.part == "blank"
        numeric = any(looks_numeric(field.text) for field in mark.line.fields)
        loose = mark.part in ("numbers", "text") and numeric
    return found, lost, headed


def _followed(row: Found, line: Line) -> Found:
    if row.mark.values:
        return replace(row, blurred=True)
    return replace(row, tail=(*row.tail, *line.fields))
