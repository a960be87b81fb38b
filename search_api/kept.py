"""What is made of a whole catalog, so that not every answer reads all of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from indexer.catalog.read import Catalog

T = TypeVar("T")


class Kept(Generic[T]):
    """What `make` makes of a catalog, kept for the states that were asked for last.

    It may be asked by any thread; those that ask while it is being made wait for it.
    """

    def __init__(self, make: Callable[[Catalog], T], states: int = 2) -> None:
        self._make = make
        self._states = states
        self._made: dict[tuple[str, str, int], T] = {}
        self._lock = Lock()

    def of(self, catalog: Catalog) -> T:
        """What was made of the state that the catalog shows."""
        state = catalog.state()
        with self._lock:
            made = self._made.pop(state) if state in self._made else self._make(catalog)
            self._made[state] = made
            while len(self._made) > self._states:
                self._made.pop(next(iter(self._made)))
            return made


class Answers(Generic[T]):
    """The last answers that took a whole catalog to find, by its state and the question."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._given: dict[tuple[object, ...], T] = {}
        self._lock = Lock()

    def of(self, catalog: Catalog, question: Hashable, make: Callable[[], T]) -> T:
        """The answer; `make` finds it where it is not kept. An exception of it is not kept."""
        key = (*catalog.state(), question)
        with self._lock:
            if key in self._given:
                self._given[key] = self._given.pop(key)
                return self._given[key]
        answer = make()
        with self._lock:
            self._given[key] = answer
            while len(self._given) > self._most:
                self._given.pop(next(iter(self._given)))
        return answer
