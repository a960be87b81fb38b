"""Names that are found while they are typed, among tens of thousands in a moment."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_BREAK = "\n"  # stands in no normal text


@dataclass(frozen=True, slots=True)
class Name:
    """Something that is found by its name. `typed` are its names in normal form."""

    typed: tuple[str, ...]
    label: str
    value: str
    count: int
    detail: str = ""


class Names:
    """Names in one text, in which they are looked for.

    >>> names = Names([Name(("乙镇",), "乙镇", "2", 1), Name(("甲乙镇",), "甲乙镇", "1", 9)])
    >>> [name.label for name in names.holding("乙")]
    ['乙镇', '甲乙镇']
    """

    def __init__(self, names: Iterable[Name]) -> None:
        self._names = sorted(names, key=lambda name: (-name.count, name.label, name.value))
        self._starts: list[int] = []
        self._owners: list[int] = []
        lines: list[str] = []
        size = 0
        for owner, name in enumerate(self._names):
            for typed in name.typed:
                self._starts.append(size)
                self._owners.append(owner)
                lines.append(typed)
                size += len(typed) + len(_BREAK)
        self._text = _BREAK + _BREAK.join(lines) + _BREAK

    def holding(self, wanted: str) -> Iterator[Name]:
        """Those called so, then those that begin so, then those that hold it; each once, and of
        one sort those that count most first. `wanted` is in normal form."""
        seen: set[int] = set()
        for needle in (f"{_BREAK}{wanted}{_BREAK}", f"{_BREAK}{wanted}", wanted):
            place = self._text.find(needle)
            while place >= 0:
                owner = self._owners[bisect_right(self._starts, place) - 1]
                if owner not in seen:
                    seen.add(owner)
                    yield self._names[owner]
                place = self._text.find(needle, self._text.find(_BREAK, place + 1))
