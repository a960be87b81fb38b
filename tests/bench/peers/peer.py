"""What every peer can do, so that one loop measures them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class Searching(Protocol):
    """An open peer. Passages are numbered as they were given, from 0."""

    def top(self, literal: str) -> tuple[list[int], int]:
        """The ten best passages for a literal and how many there are, as a user would ask."""
        ...

    def all(self, literal: str) -> set[int]:
        """Every passage that is found for it."""
        ...


@dataclass(frozen=True, slots=True)
class Peer:
    """How a peer is made of normal texts in a folder of its own, and how it is opened there."""

    key: str
    label: str
    build: Callable[[Path, Sequence[str]], None]
    open: Callable[[Path], AbstractContextManager[Searching]]
