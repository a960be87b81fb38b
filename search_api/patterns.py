"""Texts with gaps between them: what `Pattern` is decided and marked by.

Time grows with the length of the text times the length of the pattern, whatever either holds.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from indexer.document import Span

# Where a sentence ends, in normal form.
_ENDS = re.compile("[。!?;]")


def pattern_spans(pieces: Sequence[str], gaps: Sequence[str], text: str) -> Iterator[Span]:
    """Where a normal text holds the pattern: for each place where it ends, the latest beginning.

    In the order of their ends; they may overlap.

    >>> list(pattern_spans(("保密", "审查"), ("*",), "保密要审查。审查"))
    [(0, 5)]
    """
    ends = [match.start() for match in _ENDS.finditer(text)]
    found, *others = (_places(group, text) for group in _groups(pieces, gaps))
    for places in others:
        found = _joined(found, places, ends)
    return found


def has_pattern(pieces: Sequence[str], gaps: Sequence[str], text: str) -> bool:
    """Whether a normal text holds the pattern."""
    if not all(piece in text for piece in pieces):
        return False
    return next(pattern_spans(pieces, gaps, text), None) is not None


def _groups(pieces: Sequence[str], gaps: Sequence[str]) -> list[str]:
    """What stands between the stars, as regular expressions of one length each."""
    atoms = [re.escape(pieces[0])]
    for gap, piece in zip(gaps, pieces[1:], strict=True):
        atoms += [*gap.replace("?", "."), re.escape(piece)]
    groups = [""]
    for atom in atoms:
        if atom == "*":
            groups.append("")
        else:
            groups[-1] += atom
    return [group for group in groups if group]


def _places(group: str, text: str) -> Iterator[Span]:
    """Every place of a group, overlapping ones too."""
    return (match.span(1) for match in re.finditer(f"(?=({group}))", text, re.DOTALL))


def _joined(before: Iterator[Span], after: Iterator[Span], ends: Sequence[int]) -> Iterator[Span]:
    """What stands before, then anything inside a sentence, then what stands after.

    Both come in the order of their ends, and of their beginnings too: the last before is the best.
    """
    upcoming = next(before, None)
    begin, place = -1, 0
    for start, end in after:
        while upcoming and upcoming[1] <= start:
            begin, place = upcoming
            upcoming = next(before, None)
        if begin >= 0 and bisect_left(ends, place) == bisect_left(ends, start):
            yield begin, end
