"""Queries → words, cut as jieba cuts precisely, without loading jieba's dictionary.

To cut a query only the frequencies of its own substrings are needed; they are looked up in a sorted
file that the index keeps. `tests/test_cut.py` holds this cut to jieba's.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from math import log
from pathlib import Path

from indexer.closing import Closing
from indexer.errors import IndexUnusable
from indexer.tokens import words


class QueryCutter(Closing):
    """Cuts queries with the frequencies in a file that `PassageSegmenter.write_frequencies` wrote.

    Raises IndexUnusable where the file is absent or no such file.
    """

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._log_total = log(int(self._data[: self._data.find(b"\n")]))
        except (OSError, ValueError) as error:
            raise IndexUnusable(f"{path}: {error}.", "请运行 indexer rebuild。") from error
        self._known: dict[str, int | None] = {}

    def close(self) -> None:
        """Let go of the file."""
        self._data.close()

    def words(self, normal_text: str) -> list[str]:
        """The words of a normal text, each character in one word."""
        return words(normal_text, self._cut)

    def _frequency(self, piece: str) -> int | None:
        """A word's frequency, 0 where only longer words begin with the piece, else None."""
        if piece not in self._known:
            self._known[piece] = self._look_up(piece.encode())
        return self._known[piece]

    def _look_up(self, piece: bytes) -> int | None:
        low, high = 0, len(self._data)
        while low < high:
            start = self._data.rfind(b"\n", 0, (low + high) // 2) + 1
            end = self._data.find(b"\n", start)
            if self._data[start : self._data.find(b"\t", start, end)] < piece:
                low = end + 1
            else:
                high = start
        line = self._data[low : max(low, self._data.find(b"\n", low))]
        word, _, frequency = line.partition(b"\t")
        if word == piece:
            return int(frequency)
        return 0 if word.startswith(piece) else None

    def _ends(self, run: str, start: int) -> list[int]:
        """Where words that begin at `start` end, the single character always among them."""
        ends = []
        for end in range(start + 1, len(run) + 1):
            frequency = self._frequency(run[start:end])
            if frequency is None:
                break
            if frequency:
                ends.append(end)
        return ends or [start + 1]

    def _cut(self, run: str) -> Iterator[str]:
        """The likeliest cut: the greatest sum of log probabilities, longer words where it ties."""
        best: list[tuple[float, int]] = [(0.0, 0)] * (len(run) + 1)
        for start in range(len(run) - 1, -1, -1):
            best[start] = max(
                (
                    log(self._frequency(run[start:end]) or 1) - self._log_total + best[end][0],
                    end,
                )
                for end in self._ends(run, start)
            )
        place = 0
        while place < len(run):
            end = best[place][1]
            yield run[place:end]
            place = end
