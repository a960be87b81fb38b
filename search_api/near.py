"""Two texts near each other: what `Near` is decided and marked by."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from indexer.document import Span


def starts(needle: str, text: str) -> Iterator[int]:
    """Every place where a needle begins, overlapping ones too.

    >>> list(starts("一一", "一一一"))
    [0, 1]
    """
    place = text.find(needle)
    while place >= 0:
        yield place
        place = text.find(needle, place + 1)


def near_pairs(first: str, second: str, distance: int, text: str) -> Iterator[tuple[Span, Span]]:
    """For each place of `first`, the nearest place of `second` after it and before it.

    Only those with at most `distance` characters between, and not overlapping.

    >>> list(near_pairs("保密", "审查", 2, "审查与保密的审查"))
    [((3, 5), (6, 8)), ((3, 5), (0, 2))]
    """
    others = list(starts(second, text))
    if not others:
        return
    for start in starts(first, text):
        span = start, start + len(first)
        after = bisect_left(others, span[1])
        if after < len(others) and others[after] - span[1] <= distance:
            yield span, (others[after], others[after] + len(second))
        before = bisect_right(others, start - len(second)) - 1
        if before >= 0 and start - others[before] - len(second) <= distance:
            yield span, (others[before], others[before] + len(second))


def is_near(first: str, second: str, distance: int, text: str) -> bool:
    """Whether a normal text holds both texts so."""
    return next(near_pairs(first, second, distance, text), None) is not None
