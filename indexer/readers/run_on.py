"""Statutory tables whose cells ran together, or stand one a line, without anything between them.

Nothing but the labels of the form tells where such a table stands and where a row of it begins. A
row is its label and what follows it up to the next one; a run of digits stays one cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.document import Span
from indexer.readers.drafts import Draft, DraftLine, DraftTable
from indexer.readers.residues import is_residue_line
from indexer.readers.run_on_chains import Chain, chains
from indexer.readers.run_on_rows import rows_of

LONGEST = 200_000
"""Characters between two tables that are looked at: a report has some 20,000."""
_ANCHOR = re.compile(r"信\s*息\s*内\s*容|结\s*果\s*维\s*持|新\s*收\s*政\s*府|予\s*以\s*公\s*开")


@dataclass(frozen=True, slots=True)
class RunOn:
    """Drafts with the tables found in their lines, and the lines in these that are no cells.

    `unsearched` are lines without end that name a table's labels and were not looked into.
    """

    drafts: tuple[Draft, ...]
    passed: tuple[Span, ...] = ()
    unsearched: tuple[Span, ...] = ()


def find_run_on(text: str, drafts: Sequence[Draft], inline: Sequence[Span]) -> RunOn:
    """The drafts, tables taken out of the lines they stand in. `inline` are residues."""
    result: list[Draft] = []
    passed: list[Span] = []
    unsearched: list[Span] = []
    lines: list[DraftLine] = []
    for draft in (*drafts, None):
        if isinstance(draft, DraftLine):
            lines.append(draft)
            continue
        found = _in_lines(text, lines, inline) if lines else RunOn(())
        result += found.drafts
        passed += found.passed
        unsearched += found.unsearched
        lines = []
        if draft is not None:
            result.append(draft)
    return RunOn(tuple(result), tuple(passed), tuple(unsearched))


def _in_lines(text: str, lines: Sequence[DraftLine], inline: Sequence[Span]) -> RunOn:
    start, end = lines[0].span[0], lines[-1].span[1]
    if not _ANCHOR.search(text, start, end):
        return RunOn(tuple(lines))
    if end - start > LONGEST:
        return RunOn(tuple(lines), unsearched=((start, end),))
    idle = [line.span for line in lines if is_residue_line(text[slice(*line.span)].strip())]
    masked = _masked(text, (start, end), [*inline, *idle])
    found = [
        (chain, rows) for chain in chains(masked, start) if (rows := rows_of(masked, start, chain))
    ]
    if not found:
        return RunOn(tuple(lines))
    drafts: list[Draft] = [DraftTable(c.span, rows, exact=False) for c, rows in found]
    for line in lines:
        drafts += _outside(text, line, [chain for chain, _ in found])
    drafts.sort(key=lambda draft: draft.span)
    passed = (span for span in idle if any(_within(span, chain) for chain, _ in found))
    return RunOn(tuple(drafts), tuple(passed))


def _masked(text: str, span: Span, idle: Sequence[Span]) -> str:
    """The text of a span with residues as blanks, so that places stay what they are."""
    start, end = span
    chars = list(text[start:end])
    for first, last in idle:
        for place in range(max(first, start) - start, min(last, end) - start):
            if not chars[place].isspace():
                chars[place] = " "
    return "".join(chars)


def _outside(text: str, line: DraftLine, taken: Sequence[Chain]) -> list[DraftLine]:
    """What is left of a line beside the tables."""
    start, end = line.span
    pieces = []
    for chain in taken:
        first, last = chain.span
        if last <= start or first >= end:
            continue
        pieces.append((start, first))
        start = last
    pieces.append((start, end))
    return [DraftLine((a, b), line.page) for a, b in pieces if a < b and text[a:b].strip()]


def _within(span: Span, chain: Chain) -> bool:
    return chain.span[0] <= span[0] and span[1] <= chain.span[1]
