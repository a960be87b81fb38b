"""A document's text as it was read, cut into lines, fields and pieces that know what holds them.

A piece ends wherever a figure, passage, heading or a place asked for begins or ends, so each of
these is told by whole pieces. One that stands at no character, as a blank cell, is an empty piece.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from indexer.catalog.rows import PassageRow, SectionRow
from indexer.document import Span
from indexer.model import Figure

_FIELD, _LINE = "\t", "\n"
_FIGURE, _PASSAGE, _HEADING, _ASKED = "figure", "passage", "heading", "asked"
_SEPARATOR = re.compile(f"[{_FIELD}{_LINE}]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters and what holds them: the keys of figures, and whether a heading does.

    `begins` are the figures that stand here first, `places` the passages (p3) and sections (s2)
    that begin here. `asked` tells whether a place that was asked for covers it, `asked_first`
    whether the first of those begins here.
    """

    text: str
    figures: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    heading: bool = False
    asked: bool = False
    asked_first: bool = False


Cell = tuple[Piece, ...]
_Named = tuple[str, str]  # a kind and a name
_Mark = tuple[_Named, Sequence[Span]]
_Opened = tuple[_Named, bool]  # and whether it begins here


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of the document; `cells` are more than one where it was a row of a table."""

    cells: tuple[Cell, ...]


def source_lines(
    text: str,
    figures: Iterable[Figure],
    passages: Sequence[PassageRow],
    sections: Sequence[SectionRow],
    asked: Sequence[Span] = (),
) -> Iterator[TextLine]:
    """The whole text, line by line."""
    cells: list[Cell] = []
    pieces: list[Piece] = []
    for piece in _pieces(text, _marks(figures, passages, sections, asked)):
        if piece.text not in (_FIELD, _LINE):
            pieces.append(piece)
            continue
        if piece.begins or piece.places or piece.asked_first:
            pieces.append(replace(piece, text=""))
        cells.append(tuple(pieces))
        pieces = []
        if piece.text == _LINE:
            yield TextLine(tuple(cells))
            cells = []
    if pieces or cells:
        yield TextLine((*cells, tuple(pieces)))


def _pieces(text: str, marks: Iterable[_Mark]) -> Iterator[Piece]:
    """The text cut at every bound of a mark and at every separator."""
    size = len(text)
    opening: dict[int, list[_Opened]] = defaultdict(list)
    closing: dict[int, list[_Named]] = defaultdict(list)
    empty: dict[int, list[tuple[str, bool]]] = defaultdict(list)
    bounds = {0, size}
    for named, spans in marks:
        for place, (start, end) in enumerate(spans):
            start, end = min(start, size), min(end, size)
            if start < end:
                opening[start].append((named, place == 0))
                closing[end].append(named)
            elif named[0] == _FIGURE:
                empty[start].append((named[1], place == 0))
    for found in _SEPARATOR.finditer(text):
        bounds |= {found.start(), found.end()}
    held: dict[_Named, None] = {}
    for at, until in pairwise([*sorted(bounds | {*opening, *closing, *empty}), size]):
        for named in closing.get(at, ()):
            held.pop(named, None)
        first = []
        for named, is_first in opening.get(at, ()):
            held[named] = None
            first += [named] if is_first else []
        if at in empty:
            names = tuple(name for name, _ in empty[at])
            yield Piece("", names, tuple(name for name, is_first in empty[at] if is_first))
        if at < until:
            kinds = {kind for kind, _ in held}
            yield Piece(
                text[at:until],
                tuple(name for kind, name in held if kind == _FIGURE),
                tuple(name for kind, name in first if kind == _FIGURE),
                tuple(name for kind, name in first if kind in (_PASSAGE, _HEADING)),
                _HEADING in kinds,
                _ASKED in kinds,
                (_ASKED, "0") in first,
            )


def _marks(
    figures: Iterable[Figure],
    passages: Sequence[PassageRow],
    sections: Sequence[SectionRow],
    asked: Sequence[Span],
) -> Iterator[_Mark]:
    for number, section in enumerate(sections):
        yield (_HEADING, f"s{number}"), section.spans or ()
    for passage in passages:
        yield (_PASSAGE, passage.id), passage.locator.spans
    for figure in figures:
        if figure.locator is not None:
            yield (_FIGURE, figure.key), figure.locator.spans
    for number, span in enumerate(asked):
        yield (_ASKED, str(number)), (span,)
