"""What is made of a whole catalog, so that not every answer reads all of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from indexer.catalog.read import Catalog
from indexer.errors import TooManySearches

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
    """The last answers that took a whole catalog to find, by its state and the question.

    It may be asked by any thread. Who asks first finds the answer, and the others wait for it.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._given: dict[Hashable, T] = {}
        self._turns: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def of(
        self,
        catalog: Catalog,
        question: Hashable,
        make: Callable[[], T],
        seconds: float | None = None,
    ) -> T:
        """The answer; `make` finds it where it is not kept, and an exception of it is not kept.

        Raises TooManySearches where another still looks for it after so many `seconds`; without
        them it is waited for to the end.
        """
        key = (catalog.state(), question)
        with self._lock:
            turn = self._turns.setdefault(key, Lock())
        if not turn.acquire(timeout=-1 if seconds is None else seconds):
            raise TooManySearches("同样的问题正在计算 (being counted for another).", "请稍后再试。")
        try:
            with self._lock:
                answer = self._given.get(key)
            return self._keep(key, make() if answer is None else answer)
        finally:
            with self._lock:
                if key not in self._given:
                    self._turns.pop(key, None)
            turn.release()

    def _keep(self, key: Hashable, answer: T) -> T:
        with self._lock:
            self._given.pop(key, None)
            self._given[key] = answer
            while len(self._given) > self._most:
                oldest = next(iter(self._given))
                del self._given[oldest]
                self._turns.pop(oldest, None)
        return answer
