"""Printed pages: which letters stand where on which page, and the lines of tables.

Lengths are in millimetres.
"""

import re
from dataclasses import dataclass, field

_WORD = re.compile(r"[0-9A-Za-z.,%+/-]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Run:
    """Letters on a line `y`, each as far from the one before as `steps` says."""

    text: str
    x: float
    y: float
    size: float
    steps: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A level or an upright line."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Sheet:
    """One page."""

    runs: list[Run] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Paper:
    """How a report is set.

    `cuts_rows` lets a page end inside a row: each cell's further lines stand on the next one.
    `narrow` is how much of their width the columns of a table have; `open_cuts` leaves out the
    lines at the end of a page and the beginning of the next one where a row goes on.
    """

    height: float = 297.0
    width: float = 210.0
    margin: float = 25.0
    size: float = 4.2
    cell_size: float = 3.5
    leading: float = 1.5
    narrow: float = 1.0
    head: str = ""
    numbered: str = "— {} —"
    repeats_header: bool = False
    cuts_rows: bool = False
    open_cuts: bool = False
    centred: bool = False
    justified: bool = False


def letter_steps(text: str, size: float) -> tuple[float, ...]:
    """How far each letter reaches: a wide one its size, any other half of it."""
    return tuple(size if ord(letter) > 0x2000 else size / 2 for letter in text)


def wrapped(text: str, width: float, size: float, indent: float = 0.0) -> list[str]:
    """The lines of a text. Numbers stay whole where a line can hold them."""
    lines = [""]
    left = width - indent
    for word in _WORD.findall(text):
        room = sum(letter_steps(word, size))
        pieces = [word] if room <= width else list(word)
        for piece in pieces:
            room = sum(letter_steps(piece, size))
            if room > left + 0.001 and lines[-1]:
                lines.append("")
                left = width
            lines[-1] += piece
            left -= room
    return lines
