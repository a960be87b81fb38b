"""The open home of a running service, and who may read it at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore

from starlette.requests import Request

from indexer.errors import TooManySearches
from search_api.live import Live
from search_api.service.account import PARTIAL
from search_api.service.settings import Settings
from search_api.session import Session


@dataclass(frozen=True, slots=True)
class Service:
    """A home kept open for requests. Its methods may be called by any thread."""

    settings: Settings
    live: Live
    places: BoundedSemaphore
    export_places: BoundedSemaphore

    @property
    def generation(self) -> int | None:
        """The newest that is searched, None once the home is closed."""
        kept = self.live.generations()
        return kept[-1] if kept else None

    @contextmanager
    def session(self, after: str | None = None) -> Iterator[Session]:
        """A session of the newest state, or of the one that a cursor names.

        Raises TooManySearches, at once where too many wait already, and after the time of a search
        where no reader comes free.
        """
        with _place(self.places), self.live.session(after, self.settings.timeout) as session:
            yield session

    @contextmanager
    def exporting(self) -> Iterator[None]:
        """One of the few places for answers that hold a reader until their client has read all."""
        with _place(self.export_places):
            yield


@contextmanager
def _place(places: BoundedSemaphore) -> Iterator[None]:
    if not places.acquire(blocking=False):
        raise TooManySearches("同时进行的查询太多 (too many searches at once).", "请稍后再试。")
    try:
        yield
    finally:
        places.release()


def make_service(settings: Settings, live: Live) -> Service:
    """The service of an open home."""
    return Service(
        settings, live, BoundedSemaphore(settings.at_once), BoundedSemaphore(settings.exports)
    )


def note_partial(request: Request) -> None:
    """Have the answer counted as one whose time ran out."""
    setattr(request.state, PARTIAL, True)


def service_of(request: Request) -> Service:
    """The service that answers a request."""
    service: Service = request.app.state.service
    return service
