"""Occurrences as lines in which all keywords stand one below the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from rich.cells import cell_len
from rich.text import Text

from indexer.labels import SPECIMEN_MARK
from search_api.kwic import Occurrence
from search_api.render.lines import MARK, QUIET
from search_api.render.width import first_cells, last_cells, pad, plain

_GAP = "  "
_ADDRESS = 34  # cells of the longest id of a passage
_WIDE = 110  # a terminal on which the agency's name has room beside it
_LEAST = 24
_KEYWORD = 6
# Unseen, but with them the width of two pieces together is not the sum of their widths.
_JOINING = re.compile("[\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff]")


def kwic_lines(found: Iterable[Occurrence], width: int | None, side: int) -> Iterator[Text]:
    """A line for each: what stands before, keyword, what stands after; agency, year, id.

    Cut to the width; without one, each side has room for `side` characters.
    """
    lines = iter(found)
    first = next(lines, None)
    if first is None:
        return
    name = None if width is None else width // 6 if width >= _WIDE else 0
    if width is None:
        before = after = 2 * side
    else:
        mark = cell_len(SPECIMEN_MARK) + 1 if first.specimen else 0
        tail = len(_GAP) + _ADDRESS + mark + (name + 6 if name else 0)
        room = max(_LEAST, width - tail)
        before = (room - _KEYWORD) // 2
        after = room - before
    for one in chain((first,), lines):
        yield _line(one, before, after, width is not None).append(_GAP + _tail(one, name), QUIET)


def _line(one: Occurrence, before: int, after: int, cut: bool) -> Text:
    """What is found in its context; `after` are the cells of the keyword too where it is cut."""
    left, keyword, right = (_JOINING.sub("", text) for text in (one.left, one.keyword, one.right))
    keyword = first_cells(keyword, after) if cut else keyword
    rest = after - cell_len(keyword) if cut else after
    left = pad(last_cells(left, before), before, right=True)
    right = pad(first_cells(right, rest), rest)
    return Text().append(left).append(keyword, MARK).append(right)


def _tail(one: Occurrence, name: int | None) -> str:
    mark = f" {SPECIMEN_MARK}" if one.specimen else ""
    if name == 0:
        return one.passage + mark
    agency = plain(one.agency)
    agency = agency if name is None else pad(first_cells(agency, name), name)
    return f"{agency} {one.year} {one.passage}{mark}"
