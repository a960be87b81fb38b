"""A drawn path → the straight lines of tables in it, as thin boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.readers.ofd_values import Matrix, applied, number
from indexer.readers.page import Box

_STEPS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
"""How many numbers each letter takes. A curve leads to its last two."""
_BEGINS = ("S", "M")
_WORD = re.compile(r"[A-Za-z](?![A-Za-z])|[^\sA-Za-z,]+(?:[eE][-+]?\d+)?|\S")
_STRAIGHT = 0.7
"""Points. Lines that lean more than this are none of a table's."""
_THICKEST = 3.0
"""Points. What is filled and thicker is an area."""

_Point = tuple[float, float]
_Step = tuple[_Point, bool]
"""Where a step leads, and whether straight."""


def rules_of(drawn: str, place: Matrix, *, stroked: bool, filled: bool) -> Iterator[Box]:
    """The level and upright lines, and the filled boxes so thin that they are lines.

    Raises ValueError for what is no path.

    >>> list(rules_of("M 0 0 L 20 0", (1, 0, 0, 1, 5, 5), stroked=True, filled=False))
    [(5.0, 5.0, 25.0, 5.0)]
    """
    for steps in _strokes(drawn, place):
        if stroked:
            for (before, _), (after, straight) in pairwise(steps):
                box = _around((before, after))
                if straight and min(box[2] - box[0], box[3] - box[1]) <= _STRAIGHT:
                    yield box
        if filled and len(steps) > 2:
            box = _around([point for point, _ in steps])
            if min(box[2] - box[0], box[3] - box[1]) <= _THICKEST:
                yield box


def _strokes(drawn: str, place: Matrix) -> Iterator[list[_Step]]:
    """The pieces of a path that are drawn without lifting the pen."""
    words = _WORD.findall(drawn)
    steps: list[_Step] = []
    at = 0
    while at < len(words):
        letter = words[at]
        count = _STEPS.get(letter)
        if count is None:
            raise ValueError(letter[:80])
        given = [number(word, 0.0) for word in words[at + 1 : at + 1 + count]]
        if len(given) < count:
            raise ValueError(drawn[-80:])
        at += 1 + count
        if letter in _BEGINS:
            if steps:
                yield steps
            steps = [(applied(place, given[0], given[1]), False)]
        elif letter == "C":
            if steps:
                steps.append((steps[0][0], True))
        else:
            steps.append((applied(place, given[-2], given[-1]), letter == "L"))
    if steps:
        yield steps


def _around(points: Sequence[_Point]) -> Box:
    xs, ys = zip(*points, strict=True)
    return float(min(xs)), float(min(ys)), float(max(xs)), float(max(ys))
