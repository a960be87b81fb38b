"""Tables in flattened text: one cell a line (A), one row a line (B), or between pipes.

A: each cell is led by a tab, a blank line ends a row and a second one the table; a line without a
tab goes on with the cell above it. B: tabs stand between the cells of a row, and a table goes on
over blank lines and page numbers, for that is where a page ended. Merged cells left blanks or
nothing behind, so rows are ragged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.document import Span
from indexer.readers.drafts import DraftTable
from indexer.readers.limits import TABLE_COLUMNS, TABLE_ROWS
from indexer.readers.refusals import Refused
from indexer.readers.residues import is_residue_line, stripped

LONGEST_CELL = 200
_LONGEST_CONTINUATION = 60
_ENUMERATOR = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、.．]?|第[一二三四五六七八九十]{1,3}[章条]|[①-⑳●■◆·])"
)
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、")
_PROSE_END = tuple("。；！？")
_PIPE_RULE = re.compile(r"[|｜]?(?:\s?:?-{2,}:?\s?[|｜])+(?:\s?:?-{2,}:?)?")
_TAB = re.compile(r"\t")
_PIPE = re.compile(r"[|｜]")


@dataclass(frozen=True, slots=True)
class Found:
    """A table and the lines it took: up to `end`, of which `passed` belong to no report.

    Without a table, the lines up to `end` are paragraphs.
    """

    table: DraftTable | None
    end: int
    passed: tuple[Span, ...] = ()


def is_layout_a(text: str, lines: Sequence[Span]) -> bool:
    """Whether cells stand one a line. A tab before a sentence is an indent."""
    single = several = prose = 0
    for start, end in lines:
        tabs = text.count("\t", start, end)
        if tabs == 1 and text[start] == "\t":
            single += 1
            prose += end - start > LONGEST_CELL or text[start:end].rstrip().endswith(_PROSE_END)
        elif tabs >= 2:
            several += 1
    return single > several and prose * 5 <= single


def table_a(text: str, lines: Sequence[Span], at: int) -> Found:
    """The layout-A table that begins at line `at`, if one does."""
    if not _is_a_cell(text, lines[at]):
        return Found(None, at + 1)
    rows: list[list[Span]] = []
    row: list[Span] = []
    end = last = at
    for place in range(at, len(lines)):
        span = lines[place]
        if _is_a_cell(text, span):
            row += _split(text, (span[0] + 1, span[1]), _TAB)
        elif not text[slice(*span)].strip():
            if not row:
                break
            rows.append(row)
            row = []
            continue
        elif row and _continues(text, span):
            row[-1] = (row[-1][0], span[1])
        else:
            break
        last, end = place, place + 1
    if row:
        rows.append(row)
    if sum(map(len, rows)) < 2:
        return Found(None, end)
    return Found(_draft(rows, (lines[at][0], lines[last][1])), end)


def table_b(text: str, lines: Sequence[Span], at: int, fewest: int = 2) -> Found:
    """The layout-B table beginning at line `at`, if one does; rows have at least `fewest` cells."""
    rows: list[list[Span]] = []
    passed: list[Span] = []
    pending: list[Span] = []
    last = at
    for place in range(at, len(lines)):
        span = lines[place]
        line = text[slice(*span)].strip()
        if is_residue_line(line):
            pending.append(span)
        elif text.count("\t", *span) > TABLE_COLUMNS:
            break
        elif line or "\t" in text[slice(*span)]:
            cells = _split(text, span, _TAB)
            if len(cells) < fewest or any(end - start > LONGEST_CELL for start, end in cells):
                break
            if len(cells) == 2 and _is_indented(text, span):
                break
            rows.append(cells)
            passed += pending
            pending = []
            last = place
    if not rows or not _is_table(text, rows):
        return Found(None, last + 1)
    span = (lines[at][0], lines[last][1])
    return Found(_draft(rows, span), last + 1, tuple(passed))


def table_pipes(text: str, lines: Sequence[Span], at: int) -> Found:
    """The table between pipes that begins at line `at`, if one does."""
    rows: list[list[Span]] = []
    last = at
    for place in range(at, len(lines)):
        start, end = stripped(text, lines[place])
        line = text[start:end]
        if not line:
            continue
        if not 2 <= line.count("|") + line.count("｜") <= TABLE_COLUMNS:
            break
        if not _PIPE_RULE.fullmatch(line):
            start += line[0] in "|｜"
            end -= line[-1] in "|｜"
            rows.append(_split(text, (start, end), _PIPE))
        last = place
    if len(rows) < 2:
        return Found(None, last + 1)
    return Found(_draft(rows, (lines[at][0], lines[last][1])), last + 1)


def _is_a_cell(text: str, span: Span) -> bool:
    start, end = span
    return text.startswith("\t", start, end) and end - start <= LONGEST_CELL


def _continues(text: str, span: Span) -> bool:
    line = text[slice(*span)].strip()
    return "\t" not in line and len(line) <= _LONGEST_CONTINUATION and not _HEADING.match(line)


def _is_indented(text: str, span: Span) -> bool:
    line = text[slice(*span)].rstrip()
    inner = line.lstrip()
    return line != inner and bool(_HEADING.match(inner) or inner.endswith(_PROSE_END))


def _is_table(text: str, rows: Sequence[Sequence[Span]]) -> bool:
    """Told from numbered paragraphs, indents and single tabs within a sentence."""
    contents = [[text[slice(*span)].strip() for span in row] for row in rows]
    if max(map(len, contents)) > 2:
        return any(sum(map(bool, row)) > 1 or (any(row) and not row[-1]) for row in contents)
    if len(rows) < 2 or any(cell.endswith(_PROSE_END) for row in contents for cell in row):
        return False
    return not all(_ENUMERATOR.fullmatch(row[0]) or not row[0] for row in contents)


def _draft(rows: list[list[Span]], span: Span) -> DraftTable:
    if len(rows) > TABLE_ROWS:
        raise Refused("too_large", f"一张表超过 {TABLE_ROWS} 行")
    if max(map(len, rows)) > TABLE_COLUMNS:
        raise Refused("too_complex", f"一张表超过 {TABLE_COLUMNS} 列")
    return DraftTable(span, tuple(map(tuple, rows)), exact=False)


def _split(text: str, span: Span, separator: re.Pattern[str]) -> list[Span]:
    """The cells between separators, without outer white space."""
    cells = []
    start, stop = span
    for match in separator.finditer(text, start, stop):
        cells.append(stripped(text, (start, match.start())))
        start = match.end()
    cells.append(stripped(text, (start, stop)))
    return cells
