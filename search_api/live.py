"""A home that is searched for as long as a process runs, by several threads at once.

What a writer commits is noticed, and the last states stay open, so that whoever reads page after
page reads one state to its end.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event, Lock, RLock, Thread

from indexer.closing import Closing
from indexer.errors import CatalogUnusable, HomeClosed, TooManySearches
from indexer.home import Home, find_home
from indexer.stores import manifest as manifests
from indexer.untold import untold
from search_api.cursor import generation_of
from search_api.reader import Reader, open_reader
from search_api.results import SearchResult
from search_api.search import SearchOptions
from search_api.session import Session, open_session
from search_api.tree import Node

_LOG = logging.getLogger(__name__)
KEPT = 3
# What is written after a view was opened stays in SQLite's log beside the file as long as the view
# is open; so a state that was replaced is let go after this many seconds. The log itself begins
# anew only when no view needs it: while state follows on state it grows by all that is written.
LONGEST = 600.0
READERS = 4  # of one state: as many searches run at once
_LOOK = 2.0  # seconds between looks at the manifest


@dataclass(eq=False, slots=True)
class _State:
    """One state of the home and its readers, `free` or lent out; `open` counts both.

    While any is free nobody is `waiting`; each that comes back is for who waits longest.
    """

    first: Reader
    free: list[Reader] = field(default_factory=list)
    waiting: deque[_Waiter] = field(default_factory=deque)
    open: int = 1
    replaced: float | None = None
    dropped: bool = False

    def hand_out(self, reader: Reader) -> None:
        """To who waits longest, else it is free."""
        if self.waiting:
            waiter = self.waiting.popleft()
            waiter.given = self, reader
            waiter.woken.set()
        else:
            self.free.append(reader)


@dataclass(eq=False, slots=True)
class _Waiter:
    """A search of a `generation`, None for the newest, that waits for a reader.

    Woken without one, it looks again which state is meant.
    """

    generation: int | None
    given: tuple[_State, Reader] | None = None
    woken: Event = field(default_factory=Event)


class Live(Closing):
    """An open home. Its methods may be called by any thread.

    Raises IndexUnusable or CatalogUnusable where it cannot be opened at first; later the last
    usable state is searched, and once it is closed searching raises HomeClosed. A catalog that went
    away raises CatalogUnusable until it is back.
    """

    def __init__(self, home: Home) -> None:
        self._home = home
        self._states: list[_State] = []
        self._lock = RLock()
        self._refreshing = Lock()
        self._closed = Event()
        self._told = ""
        self._open_newest()  # its other readers are opened by the watcher, first of all
        self._watcher = Thread(target=self._watch, name="gongkai-watch", daemon=True)
        self._watcher.start()

    def close(self) -> None:
        """Let go of every state; a search that still runs lets go of its own when it ends."""
        self._closed.set()
        self._watcher.join()
        with self._refreshing, self._lock:
            for state in list(self._states):
                self._drop(state)

    def search(self, query: str | Node, options: SearchOptions | None = None) -> SearchResult:
        """The answer of the newest state, or of the one that `options.after` goes on in.

        Waiting for a reader is part of the query's time.
        """
        started = time.monotonic()
        options = options or SearchOptions()
        with self.session(options.after, options.timeout) as session:
            if options.timeout is not None:
                left = options.timeout - (time.monotonic() - started)
                options = replace(options, timeout=max(0.0, left))
            return session.searcher.search(query, options)

    @contextmanager
    def session(self, after: str | None = None, timeout: float | None = None) -> Iterator[Session]:
        """A session, for this thread until the block ends.

        It is of the generation that a cursor names while that is kept, else of the newest.
        Raises TooManySearches where no reader is free for `timeout` seconds; None: it waits.
        """
        generation = None if after is None else generation_of(after)
        self._open_again()
        state, reader = self._borrowed(generation, timeout)
        try:
            yield reader.session
        except CatalogUnusable:
            self._forget(state)
            raise
        finally:
            self._give_back(state, reader)

    def generations(self) -> tuple[int, ...]:
        """Those that are kept, the newest last."""
        with self._lock:
            return tuple(state.first.generation for state in self._states)

    @property
    def state(self) -> str:
        """The newest state: two answers of one state to one question are alike."""
        with self._lock:
            if not self._states:
                return ""
            manifest, catalog = self._states[-1].first.state
            return f"{manifest.home} {manifest.state} {catalog}"

    def refresh(self) -> None:
        """Notice what was committed, and let go of what was replaced too long ago.

        Done every two seconds anyway.
        """
        with self._refreshing:
            if self._closed.is_set():
                return
            now = time.monotonic()
            with self._lock:
                for state in list(self._states):
                    if state.replaced is not None and now - state.replaced >= LONGEST:
                        self._drop(state)
            try:
                self._open_newest()
                self._fill()
            except Exception as error:
                # What is open can still be searched, and the next look may find the home mended.
                self._tell(error)
            else:
                self._told = ""

    def _watch(self) -> None:
        self.refresh()
        while not self._closed.wait(_LOOK):
            self.refresh()

    def _tell(self, error: Exception) -> None:
        """Log what is wrong with the home, once until it is something else."""
        if repr(error) != self._told:
            self._told = repr(error)
            _LOG.warning("%s: %s", self._home.path, error, exc_info=True)

    def _open_newest(self) -> None:
        newest = self._states[-1] if self._states else None
        if newest and manifests.read(self._home.index) == newest.first.state[0]:
            return
        reader = open_reader(self._home)
        with self._lock:
            state = _State(reader)
            if newest:
                newest.replaced = time.monotonic()
                # Who asks for no generation now means another, and keeps the place in the row.
                own = newest.first.generation
                state.waiting.extend(one for one in newest.waiting if one.generation != own)
                newest.waiting = deque(one for one in newest.waiting if one.generation == own)
            state.hand_out(reader)
            self._states.append(state)
            kept = self._states[-KEPT:]
            for state in list(self._states):
                # A rebuild is another state of the same generation, and takes its place.
                rebuilt = state is newest and state.first.generation == reader.generation
                if state not in kept or rebuilt:
                    self._drop(state)

    def _fill(self) -> None:
        """Open all readers of the newest state, before any is asked for.

        Later they may not be had: in a long `indexer add` the catalog goes on long before the
        index, and what is opened then knows other reports and corrections.
        """
        state = self._states[-1]
        while state.open < READERS and not self._closed.is_set():
            reader = open_reader(self._home)
            if reader.state != state.first.state:
                reader.close()
                return
            with self._lock:
                state.open += 1
                state.hand_out(reader)

    def _forget(self, state: _State) -> None:
        """Let go of a state whose catalog went away: none of its readers comes to life again."""
        with self._lock:
            if state in self._states:
                self._drop(state)

    def _open_again(self) -> None:
        """Where no state is left, try whether the catalog is back. Raises CatalogUnusable."""
        if not self._states:
            with self._refreshing:
                if not self._states and not self._closed.is_set():
                    self._open_newest()

    def _drop(self, state: _State) -> None:
        """To be called with `_lock` held."""
        self._states.remove(state)
        state.dropped = True
        while state.waiting:
            state.waiting.popleft().woken.set()
        while state.free:
            state.free.pop().close()

    def _borrowed(self, generation: int | None, timeout: float | None) -> tuple[_State, Reader]:
        end = None if timeout is None else time.monotonic() + timeout
        while True:
            with self._lock:
                state = self._meant(generation)
                if state.free:
                    return state, state.free.pop()
                waiter = _Waiter(generation)
                state.waiting.append(waiter)
            in_time = waiter.woken.wait(None if end is None else end - time.monotonic())
            with self._lock:
                if waiter.given is not None:
                    return waiter.given
                if not in_time:
                    self._leave(waiter)
                    raise TooManySearches(
                        f"{self._home.path} 同时进行的查询太多 (too many searches at once).",
                        "请稍后再试。",
                    )

    def _leave(self, waiter: _Waiter) -> None:
        for state in self._states:
            if waiter in state.waiting:
                state.waiting.remove(waiter)

    def _meant(self, generation: int | None) -> _State:
        if not self._states:
            raise HomeClosed(f"{self._home.path} 已关闭 (closed).", "请重新打开再查询。")
        named = [state for state in self._states if state.first.generation == generation]
        return (named or self._states)[-1]

    def _give_back(self, state: _State, reader: Reader) -> None:
        with self._lock:
            if state.dropped:
                reader.close()
            else:
                state.hand_out(reader)


@contextmanager
def open_live(option: Path | None = None, say: Callable[[str], None] = untold) -> Iterator[Live]:
    """A home to be searched for long; it is made or mended first, as by `open_session`."""
    with open_session(option, say):
        pass
    with Live(find_home(option)) as live:
        yield live
