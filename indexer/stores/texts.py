"""The passages' normal texts in one append-only file, for scanning.

`texts.bin` holds one text a line in UTF-8 (a normal text has no line break); `texts.idx` three
64-bit integers for each: where it begins, its version, and its n in the version. A passage's
number in this order is its `ord`; it is never used again. A literal is found by scanning the mapped
file: UTF-8 lets no match begin inside a character, and no needle crosses a line.
"""

from __future__ import annotations

import mmap
import os
import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Set
from pathlib import Path

from indexer.closing import Closing

TEXTS = "texts.bin"
STARTS = "texts.idx"
_ROW = 3
_ROW_BYTES = _ROW * 8
_PIECE = 1 << 14  # texts of a piece: a scan can be broken off after each


def _little(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _rows(folder: Path, count: int) -> array[int]:
    rows = array("q")
    with (folder / STARTS).open("rb") as file:
        rows.frombytes(file.read(count * _ROW_BYTES))
    return _little(rows)


def require(folder: Path, size: int, count: int) -> None:
    """Raises OSError or ValueError where the files are absent or shorter than they should be."""
    for name, least in ((TEXTS, size), (STARTS, count * _ROW_BYTES)):
        if (folder / name).stat().st_size < least:
            raise ValueError(f"{folder / name} is shorter than its manifest says")


class TextWriter:
    """Appends texts. What a broken-off writer left behind `size` and `count` is cut away first.

    `versions` are those of which a text was ever added.
    """

    def __init__(self, folder: Path, size: int, count: int) -> None:
        self.versions = set(_rows(folder, count)[1::_ROW]) if count else set[int]()
        self._texts = (folder / TEXTS).open("ab")
        self._starts = (folder / STARTS).open("ab")
        self._texts.truncate(size)
        self._starts.truncate(count * _ROW_BYTES)
        self.size = size
        self.count = count

    def add(self, text: str, version: int, n: int) -> int:
        """Append the text of a passage; returns its ord."""
        line = text.encode("utf-8", "surrogatepass").replace(b"\n", b" ") + b"\n"
        self._starts.write(_little(array("q", [self.size, version, n])).tobytes())
        self._texts.write(line)
        self.versions.add(version)
        self.size += len(line)
        self.count += 1
        return self.count - 1

    def sync(self) -> None:
        """Return when the disk has everything that was added."""
        for file in (self._texts, self._starts):
            file.flush()
            os.fsync(file.fileno())

    def close(self) -> None:
        """Let go of the files."""
        self._texts.close()
        self._starts.close()


class Texts(Closing):
    """The first `count` texts of a folder, mapped for scanning.

    `versions[ord]` and `ns[ord]` name the passage. Sizes are in bytes.

    Raises OSError or ValueError where the files are absent or shorter than they should be.
    """

    def __init__(self, folder: Path, size: int, count: int) -> None:
        self.count = count
        require(folder, size, count)
        rows = _rows(folder, count)
        self._starts, self.versions, self.ns = rows[0::_ROW], rows[1::_ROW], rows[2::_ROW]
        with (folder / TEXTS).open("rb") as file:
            self._data = mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ) if size else b""
        self._size = size

    def close(self) -> None:
        """Let go of the file."""
        if isinstance(self._data, mmap.mmap):
            self._data.close()

    def _end(self, number: int) -> int:
        return self._starts[number + 1] if number + 1 < self.count else self._size

    def mean_size(self, without: Set[int]) -> float:
        """The mean size of the texts that are left without these; at least 1."""
        left = self._size - self.count - sum(map(self.size, without))
        return max(1.0, left / max(1, self.count - len(without)))

    def size(self, number: int) -> int:
        """The size of the text with this ord."""
        return self._end(number) - self._starts[number] - 1

    def text(self, number: int) -> str:
        """The text with this ord."""
        line = self._data[self._starts[number] : self._end(number) - 1]
        return line.decode("utf-8", "surrogatepass")

    def holding(self, literal: str) -> Iterator[list[int]]:
        """The ords of the texts that hold the literal, ascending, a piece of the file at a time."""
        needle = literal.encode("utf-8", "surrogatepass")
        for first in range(0, self.count, _PIECE):
            last = min(first + _PIECE, self.count)
            if not needle:
                yield list(range(first, last))
            elif b"\n" not in needle:
                yield self._holding(needle, first, last)

    def _holding(self, needle: bytes, first: int, last: int) -> list[int]:
        data, starts, limit = self._data, self._starts, self._end(last - 1)
        found = []
        place = data.find(needle, starts[first], limit)
        while place >= 0:
            number = bisect_right(starts, place, first, last) - 1
            found.append(number)
            first = number + 1
            place = data.find(needle, starts[first], limit) if first < last else -1
        return found
