"""The rows of table 三 among marked lines, each with its header and what may be its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.report.alignment import trimmed
from indexer.report.cells import Field, Line
from indexer.report.request_header import WIDTH, Header, header_of
from indexer.report.statutory import TALLEST_HEAD, Mark


@dataclass(frozen=True, slots=True)
class Found:
    """A row with the header above it and the fields of the lines without label that follow it.

    `blurred`: digits without a label stand next to it and may be its own.
    """

    mark: Mark
    header: Header
    tail: tuple[Field, ...] = ()
    blurred: bool = False

    @property
    def first(self) -> int | None:
        """Where 自然人 stands in the row by its header."""
        return self.header.first.get(len(self.mark.line.fields))

    @property
    def seven(self) -> Sequence[Field]:
        """The fields under the seven applicants; the last seven, where the header does not tell."""
        first = self.first
        if first is None:
            return self.mark.values[-WIDTH:]
        return self.mark.line.fields[first : first + WIDTH]


def collect(marks: Sequence[Mark]) -> tuple[list[Found], list[Line], bool]:
    """The rows, the lines with numbers whose label is lost, and whether there is a header."""
    header = header_of(())
    found: list[Found] = []
    lost: list[Line] = []
    headed = in_head = inside = follows = loose = False
    for mark in marks:
        if mark.line.after_prose:
            inside = follows = False
        if mark.part == "head" and mark.table == "t3":
            more = in_head and len(header.lines) < TALLEST_HEAD
            header = header_of((*header.lines, mark.line) if more else (mark.line,))
            headed = in_head = inside = True
            follows = False
            continue
        if mark.part == "row" and mark.table == "t3":
            blank = bool(mark.values) and not trimmed(mark.values)
            found.append(Found(mark, header, blurred=blank and loose))
            inside = follows = True
        elif mark.part == "numbers" and follows:
            found[-1] = _followed(found[-1], mark.line)
        elif mark.part == "text":
            count = sum(1 for field in mark.line.fields if field.numeric)
            if follows and 0 < count < WIDTH:
                found[-1] = replace(found[-1], blurred=True)
            elif inside and count:
                lost.append(mark.line)
            follows = follows and not count
        elif mark.table:
            inside = follows = False
        in_head = in_head and mark.part == "blank"
        numeric = any(field.numeric for field in mark.line.fields)
        loose = mark.part in ("numbers", "text") and numeric
    return found, lost, headed


def _followed(row: Found, line: Line) -> Found:
    if row.mark.values:
        return replace(row, blurred=True)
    return replace(row, tail=(*row.tail, *line.fields))
