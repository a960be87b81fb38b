"""Which terms stand in the most passages, where what each counts may have to be looked up."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Mapping

Counted = tuple[tuple[str, int], ...]


def most_frequent(bounds: Mapping[str, int], count: Callable[[str], int], most: int) -> Counted:
    """The `most` terms with the highest counts, those first, then by term; none that counts 0.

    `bounds` are what the terms may count at most: only terms that can be among the first are
    counted.

    >>> most_frequent({"a": 3, "b": 2, "c": 1}, {"a": 1, "b": 2}.__getitem__, 1)
    (('b', 2),)
    """
    best: list[tuple[int, str]] = []
    for term, bound in sorted(bounds.items(), key=lambda one: (-one[1], one[0])):
        if len(best) == most and -best[-1][0] > bound:
            break
        insort(best, (-count(term), term))
        del best[most:]
    return tuple((term, -fewest) for fewest, term in best if fewest)
