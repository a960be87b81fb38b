"""Runs that are short enough to be named in one statement."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TypeVar

_BATCH = 500  # well under the number of variables that SQLite allows in one statement

T = TypeVar("T")


def batches(items: Collection[T]) -> Iterator[Sequence[T]]:
    """The items in runs that one statement can name."""
    listed = list(items)
    for start in range(0, len(listed), _BATCH):
        yield listed[start : start + _BATCH]
