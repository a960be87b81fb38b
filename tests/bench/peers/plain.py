"""A plain Python scan of the normal texts held in memory: what is true, and the plainest speed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.bench.peers.peer import Peer

_FILE = "texts.txt"


def _build(folder: Path, texts: Sequence[str]) -> None:
    (folder / _FILE).write_text("\n".join(texts), "utf-8")


class Scan:
    """Strings in a list."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def top(self, literal: str) -> tuple[list[int], int]:
        """The first ten, for a scan has no order of its own."""
        found = [number for number, text in enumerate(self._texts) if literal in text]
        return found[:10], len(found)

    def all(self, literal: str) -> set[int]:
        """Every text with the characters in it."""
        return {number for number, text in enumerate(self._texts) if literal in text}


@contextmanager
def _opened(folder: Path) -> Iterator[Scan]:
    yield Scan((folder / _FILE).read_text("utf-8").split("\n"))


PEER = Peer("scan", "a plain scan in memory", _build, _opened)
