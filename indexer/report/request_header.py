"""Where the header of table 三 names the seven kinds of applicants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer.forms.form import columns
from indexer.forms.matching import column_vocabulary, match
from indexer.report.cells import Line

KEYS = tuple(columns("t3"))
WIDTH = len(KEYS)


@dataclass(frozen=True, slots=True)
class Header:
    """The lines of a header, and what they name.

    `in_order`: the applicants stand in the order of the form. `first`: width of a row → where
    自然人 stands in it, if lines as wide as the row name all seven side by side. `places`: width of
    a row in an exact grid → column → its places, by the lowest label above each, if all are there.
    """

    lines: tuple[Line, ...]
    in_order: bool
    first: Mapping[int, int]
    places: Mapping[int, Mapping[str, tuple[int, ...]]]


def header_of(lines: Sequence[Line]) -> Header:
    """What these lines name."""
    named = [_named(line) for line in lines]
    return Header(tuple(lines), all(map(_is_in_order, named)), _first(lines, named), _places(lines))


def _named(line: Line) -> list[str | None]:
    """The applicant that each field names, if any."""
    return [_applicant(cell.text) for cell in line.fields]


def _applicant(text: str) -> str | None:
    key = match(column_vocabulary("t3"), text)
    return key if key in KEYS else None


def _is_in_order(named: Sequence[str | None]) -> bool:
    """Those under 法人或其他组织 stand on a line of their own; the others on the line above it."""
    keys = list(dict.fromkeys(filter(None, named)))
    return keys == sorted(keys, key=KEYS.index)


def _first(lines: Sequence[Line], named: Sequence[Sequence[str | None]]) -> Mapping[int, int]:
    by_width: dict[int, dict[str, int]] = {}
    for line, keys in zip(lines, named, strict=True):
        found = by_width.setdefault(len(line.fields), {})
        found |= {key: place for place, key in enumerate(keys) if key}
    return {width: found[KEYS[0]] for width, found in by_width.items() if _side_by_side(found)}


def _side_by_side(found: Mapping[str, int]) -> bool:
    return len(found) == WIDTH and all(
        found[key] == found[KEYS[0]] + at for at, key in enumerate(KEYS)
    )


def _places(lines: Sequence[Line]) -> Mapping[int, Mapping[str, tuple[int, ...]]]:
    by_width: dict[int, dict[int, str]] = {}
    for line in lines:
        if not line.exact:
            continue
        lowest = by_width.setdefault(len(line.places), {})
        for place, cell in enumerate(line.places):
            if cell and (key := _applicant(cell.text)):
                lowest[place] = key
    return {
        width: {key: tuple(at for at, name in lowest.items() if name == key) for key in KEYS}
        for width, lowest in by_width.items()
        if set(lowest.values()) == {*KEYS}
    }
