"""A document's text as it was read, cut into lines, fields and pieces that know what holds them.

A piece ends wherever a figure, passage, heading or a place asked for begins or ends, so each of
these is told by whole pieces. One that stands at no character, as a blank cell, is an empty piece.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.catalog.rows import PassageRow, SectionRow
from indexer.document import Span
from indexer.model import Figure

_FIELD, _LINE = "\t", "\n"
_FIGURE, _PASSAGE, _SECTION, _ASKED = "figure", "passage", "section", "asked"
_SEPARATOR = re.compile(f"[{_FIELD}{_LINE}]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters and what holds them: keys of figures, the passage and the section's number.

    `begins` are the figures that stand here first. `starts` tells whether the passage or the
    heading begins here, `asked` whether the place that was asked for covers it, and `asked_first`
    whether that begins here.
    """

    text: str
    figures: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    passage: str = ""
    section: int | None = None
    starts: bool = False
    asked: bool = False
    asked_first: bool = False


Cell = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of the document; `cells` are more than one where it was a row of a table."""

    cells: tuple[Cell, ...]


@dataclass(slots=True)
class _Holders:
    """What holds a place, kept up to date from one bound to the next."""

    figures: dict[str, None]
    passage: str = ""
    section: int | None = None
    asked: int = 0


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
    for piece in _pieces(text, figures, passages, sections, asked):
        if piece.text not in (_FIELD, _LINE):
            pieces.append(piece)
            continue
        if piece.begins or piece.starts or piece.asked_first:
            pieces.append(replace(piece, text=""))
        cells.append(tuple(pieces))
        pieces = []
        if piece.text == _LINE:
            yield TextLine(tuple(cells))
            cells = []
    if pieces or cells:
        yield TextLine((*cells, tuple(pieces)))


def _pieces(
    text: str,
    figures: Iterable[Figure],
    passages: Sequence[PassageRow],
    sections: Sequence[SectionRow],
    asked: Sequence[Span],
) -> Iterator[Piece]:
    size = len(text)
    opening: dict[int, list[tuple[str, str, bool]]] = defaultdict(list)
    closing: dict[int, list[tuple[str, str]]] = defaultdict(list)
    empty: dict[int, list[tuple[str, bool]]] = defaultdict(list)
    for kind, name, spans in _marks(figures, passages, sections, asked):
        for place, (start, end) in enumerate(spans):
            start, end = min(start, size), min(end, size)
            if start < end:
                opening[start].append((kind, name, place == 0))
                closing[end].append((kind, name))
            elif kind == _FIGURE:
                empty[start].append((name, place == 0))
    for found in _SEPARATOR.finditer(text):
        opening.setdefault(found.start(), [])
        opening.setdefault(found.end(), [])
    bounds = sorted({0, *opening, *closing, *empty, size})
    held = _Holders({})
    for at, until in zip(bounds, [*bounds[1:], size], strict=True):
        opened = opening.get(at, ())
        begins, starts = _step(held, opened, closing.get(at, ()))
        if at in empty:
            names = tuple(name for name, _ in empty[at])
            yield Piece("", names, tuple(name for name, first in empty[at] if first))
        if at < until:
            yield Piece(
                text[at:until],
                tuple(held.figures),
                begins,
                held.passage,
                held.section,
                starts,
                held.asked > 0,
                (_ASKED, "", True) in opened,
            )


def _marks(
    figures: Iterable[Figure],
    passages: Sequence[PassageRow],
    sections: Sequence[SectionRow],
    asked: Sequence[Span],
) -> Iterator[tuple[str, str, Sequence[Span]]]:
    for passage in passages:
        yield _PASSAGE, passage.id, passage.locator.spans
    for number, section in enumerate(sections):
        yield _SECTION, str(number), section.spans or ()
    for figure in figures:
        if figure.locator is not None:
            yield _FIGURE, figure.key, figure.locator.spans
    yield _ASKED, "", asked


def _step(
    held: _Holders,
    opening: Iterable[tuple[str, str, bool]],
    closing: Iterable[tuple[str, str]],
) -> tuple[tuple[str, ...], bool]:
    """Take in what begins and ends at a bound: the figures that stand here first, and whether a
    passage or heading does."""
    for kind, name in closing:
        match kind:
            case "figure":
                held.figures.pop(name, None)
            case "passage":
                held.passage = "" if held.passage == name else held.passage
            case "section":
                held.section = None
            case _:
                held.asked -= 1
    begins = []
    starts = False
    for kind, name, first in opening:
        match kind:
            case "figure":
                held.figures[name] = None
                begins += [name] if first else []
            case "passage":
                held.passage = name
                starts = starts or first
            case "section":
                held.section = int(name)
                starts = starts or first
            case _:
                held.asked += 1
    return tuple(begins), starts
