"""How good an order of hits is, given the grades of what could be found.

Normalised discounted cumulated gain: K. Järvelin, J. Kekäläinen, "Cumulated gain-based evaluation
of IR techniques", ACM Transactions on Information Systems 20 (2002) 422-446. The gain is 2^g - 1,
so that one exact answer outweighs two that are about the need; the discount is log2(rank + 1).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2

DEPTH = 10


def dcg(grades: Sequence[int], depth: int = DEPTH) -> float:
    """The discounted gain of grades in the order of their ranks.

    >>> dcg([1, 0, 3])
    4.5
    """
    return sum((2.0**grade - 1) / log2(rank + 2) for rank, grade in enumerate(grades[:depth]))


def ndcg(order: Sequence[str], grades: Mapping[str, int], depth: int = DEPTH) -> float:
    """The gain of an order against the best that there is: 0 to 1. What has no grade has 0."""
    best = dcg(sorted(grades.values(), reverse=True), depth)
    return dcg([grades.get(name, 0) for name in order], depth) / best if best else 0.0
