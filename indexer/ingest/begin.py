"""Files begun to be read, so many at once, and asked for in their order."""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, wait
from dataclasses import asdict, dataclass
from functools import partial

from indexer.catalog.corrections import Correction
from indexer.document import Refusal
from indexer.files import Item
from indexer.ingest.telling import Stopped
from indexer.model import Given
from indexer.outcome import Outcome, OutcomeStatus
from indexer.reading.readers import Readers, Timed
from indexer.reading.report import Read
from indexer.reidentify import IdentityCorrections, read_corrected
from indexer.report.build import BUILD_VERSION

_BYTES_AHEAD = 64 << 20
_LOOK = 0.1  # seconds between looks at whether to stop, while a file is waited for
_OUTCOME_OF = {
    "not_a_report": OutcomeStatus.NOT_A_REPORT,
    "no_year": OutcomeStatus.UNIDENTIFIED,
    "no_agency": OutcomeStatus.UNIDENTIFIED,
    "format_unsupported": OutcomeStatus.UNSUPPORTED,
    "no_libreoffice": OutcomeStatus.UNSUPPORTED,
    "specimen": OutcomeStatus.SPECIMEN,
}
Known = Callable[[str, str, str], Outcome | None]


@dataclass(frozen=True, slots=True)
class Begun:
    """A file whose bytes are here; `read` gives what they hold and the seconds that it took.

    `arrive` waits for what was begun to be read, and gives what came of it; None where nothing was.
    """

    item: Item
    size: int
    digest: str
    reading: str
    read: Callable[[], Timed]
    arrive: Callable[[], Read | None]


def reading_of(given: Given, corrections: Sequence[Correction] = ()) -> str:
    """The rules, the metadata and the corrections with which a file is read, as a short text."""
    told = [[one.target.key, one.value] for one in corrections]
    body = json.dumps([BUILD_VERSION, asdict(given), *told], sort_keys=True)
    return hashlib.sha256(body.encode()).hexdigest()[:16]


def outcome_of(path: str, refusal: Refusal) -> Outcome:
    """A refusal as what became of a file."""
    status = _OUTCOME_OF.get(refusal.code, OutcomeStatus.UNREADABLE)
    return Outcome(path, status, None, refusal.code, refusal.message, refusal.next_step)


def begin(
    item: Item,
    known: Known,
    readers: Readers,
    identities: IdentityCorrections,
    stop: Callable[[], bool],
) -> Begun | Outcome:
    """Begin to read a file, at once where it was not read before."""
    data = item.data()
    if isinstance(data, Refusal):
        return outcome_of(item.path, data)
    digest = hashlib.sha256(data).hexdigest()
    corrections = identities.of(item.path, digest)
    reading = reading_of(item.given, corrections)

    def started(given: Given) -> Future[Timed]:
        return readers.timed(item.path, data, given)

    def corrected() -> Timed:
        seconds = 0.0

        def read(given: Given) -> Read:
            nonlocal seconds
            answer, took = _awaited(started(given), stop)
            seconds += took
            return answer

        return read_corrected(read, digest, item.given, corrections), seconds

    if corrections:
        return Begun(item, len(data), digest, reading, corrected, _nothing)
    if known(item.path, digest, reading) is None:
        future = started(item.given)
        read = partial(_awaited, future, stop)
        return Begun(item, len(data), digest, reading, read, lambda: read()[0])
    return Begun(
        item, len(data), digest, reading, lambda: _awaited(started(item.given), stop), _nothing
    )


def _nothing() -> None:
    """Of a file that is known, or read with corrections, nothing is read beforehand."""


def _awaited(future: Future[Timed], stop: Callable[[], bool]) -> Timed:
    while not wait((future,), _LOOK).done:
        if stop():
            raise Stopped
    return future.result()


def in_order(begun: Iterable[Begun | Outcome], ahead: int) -> Iterator[Begun | Outcome]:
    """The same, with so many begun before the first is asked for, and not too many bytes."""
    waiting: deque[Begun | Outcome] = deque()
    held = 0
    for one in begun:
        waiting.append(one)
        held += one.size if isinstance(one, Begun) else 0
        while waiting and (len(waiting) > ahead or held > _BYTES_AHEAD):
            first = waiting.popleft()
            held -= first.size if isinstance(first, Begun) else 0
            yield first
    while waiting:
        yield waiting.popleft()
