"""Files → readers → report → catalog → index, one Outcome a file.

A batch of files is one transaction of the catalog and then one state of the index. What a batch
told as done is on the disk; whatever ends the process later takes nothing of it away.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from indexer.catalog.corrections import Correction
from indexer.catalog.read import Catalog, open_catalog
from indexer.catalog.write import Batch, batch, prune, writable
from indexer.divisions import Divisions, load_divisions
from indexer.document import Refusal
from indexer.errors import WrongUsage
from indexer.files import Item, files_of, items_of, named
from indexer.home import Home, writer_lock
from indexer.metadata import Metadata, read_meta, read_sources
from indexer.model import Given, Report
from indexer.outcome import Outcome, OutcomeStatus
from indexer.readers.refusals import PASSING
from indexer.reading.readers import Readers, workers_for
from indexer.reading.report import Read
from indexer.reidentify import IdentityCorrections, read_corrected
from indexer.report.build import BUILD_VERSION
from indexer.segment import PassageSegmenter
from indexer.stores import sync
from indexer.stores.store import EngineName, engine_for

_FILES_AT_ONCE = 200
# Small segments make the index slow, and to merge them costs as much as to write them.
_FILES_A_SEGMENT = 1_000
_AHEAD = 128
_BYTES_AHEAD = 64 << 20
# What may go well the next time is not remembered of a file.
_NOT_KEPT = PASSING | {"internal_error", "reader_died", "garbled", "timed_out", "scan", "specimen"}
_OUTCOME_OF = {
    "not_a_report": OutcomeStatus.NOT_A_REPORT,
    "no_year": OutcomeStatus.UNIDENTIFIED,
    "no_agency": OutcomeStatus.UNIDENTIFIED,
    "format_unsupported": OutcomeStatus.UNSUPPORTED,
    "no_libreoffice": OutcomeStatus.UNSUPPORTED,
    "specimen": OutcomeStatus.SPECIMEN,
}
_FAILED = frozenset(
    {
        OutcomeStatus.NOT_A_REPORT,
        OutcomeStatus.UNIDENTIFIED,
        OutcomeStatus.UNREADABLE,
        OutcomeStatus.UNSUPPORTED,
        OutcomeStatus.SPECIMEN,
    }
)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an `add` has come."""

    done: int
    total: int
    path: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of the files: how many of each status, and those that gave no report."""

    counts: dict[OutcomeStatus, int]
    failures: tuple[Outcome, ...]
    cleared_specimens: bool

    @property
    def failed(self) -> bool:
        """Whether some files could not be read or gave no report."""
        return bool(self.failures)


Tell = Callable[[Progress], None]


def _silent(_progress: Progress) -> None:
    """For callers who show nothing."""


def metadata_of(paths: Sequence[Path], meta: Path | None) -> Metadata:
    """What comes with the files: `sources.toml` beside them, and the table given."""
    folders = dict.fromkeys(path if path.is_dir() else path.parent for path in paths)
    found = Metadata()
    for folder in folders:
        found |= read_sources(folder)
    return found | read_meta(meta) if meta else found


def reading_of(given: Given, corrections: Sequence[Correction] = ()) -> str:
    """The rules, the metadata and the corrections with which a file is read, as a short text."""
    told = [[one.target.key, one.value] for one in corrections]
    body = json.dumps([BUILD_VERSION, asdict(given), *told], sort_keys=True)
    return hashlib.sha256(body.encode()).hexdigest()[:16]


def report_of_file(file: Path, metadata: Metadata) -> Read:
    """The report of one file with what comes with it; nothing is kept."""
    item = next(items_of([named(file)], metadata))
    data = item.data()
    if isinstance(data, Refusal):
        return data
    with Readers(metadata.divisions, workers=1) as readers:
        return readers.start(item.path, data, item.given).result()


def outcome_of(path: str, refusal: Refusal) -> Outcome:
    """A refusal as what became of a file."""
    status = _OUTCOME_OF.get(refusal.code, OutcomeStatus.UNREADABLE)
    return Outcome(path, status, None, refusal.code, refusal.message, refusal.next_step)


def place_codes(report: Report, divisions: Divisions) -> dict[str, str]:
    """The division codes of the identity's places, by name."""
    code = report.identity.code
    return {place.name: place.code for place in divisions.ancestors(code)} if code else {}


@dataclass(frozen=True, slots=True)
class _Begun:
    """A file whose bytes are here; `report` gives what they hold, once it is read."""

    item: Item
    size: int
    digest: str
    reading: str
    report: Callable[[], Read]


def _begun(
    item: Item,
    catalog: Catalog,
    readers: Readers,
    identities: IdentityCorrections,
) -> _Begun | Outcome:
    """Begin to read a file, unless it was read before."""
    data = item.data()
    if isinstance(data, Refusal):
        return outcome_of(item.path, data)
    digest = hashlib.sha256(data).hexdigest()
    corrections = identities.of(item.path, digest)
    reading = reading_of(item.given, corrections)

    def read(given: Given) -> Read:
        return readers.start(item.path, data, given).result()

    def corrected() -> Read:
        return read_corrected(read, digest, item.given, corrections)

    report = corrected
    if not corrections and catalog.known(item.path, digest, reading) is None:
        report = readers.start(item.path, data, item.given).result
    catalog.refresh()
    return _Begun(item, len(data), digest, reading, report)


def _in_order(begun: Iterable[_Begun | Outcome], ahead: int) -> Iterator[_Begun | Outcome]:
    """The same, with so many begun before the first is asked for, and not too many bytes."""
    waiting: deque[_Begun | Outcome] = deque()
    held = 0
    for one in begun:
        waiting.append(one)
        held += one.size if isinstance(one, _Begun) else 0
        while waiting and (len(waiting) > ahead or held > _BYTES_AHEAD):
            first = waiting.popleft()
            held -= first.size if isinstance(first, _Begun) else 0
            yield first
    yield from waiting


def _add_one(
    writing: Batch, begun: _Begun, divisions: Divisions, keep_specimens: bool
) -> tuple[Outcome, bool]:
    """Keep one file. Also tells whether the specimens were cleared for it."""
    item, digest, reading = begun.item, begun.digest, begun.reading
    before = writing.known(item.path, digest, reading)
    if before is not None:
        unchanged = Outcome(item.path, OutcomeStatus.UNCHANGED)
        return (before if before.status in _FAILED else unchanged), False
    report = begun.report()
    unwanted = item.given.specimen and not keep_specimens
    if isinstance(report, Report) and unwanted and writing.holds(specimen=False):
        report = Refusal(
            "specimen", "这是虚构的样例，未加入真实报告之中。", "确要加入请用 --keep-specimens。"
        )
    if isinstance(report, Refusal):
        outcome = outcome_of(item.path, report)
        if report.code not in _NOT_KEPT:
            writing.refuse(outcome, digest, reading)
        return outcome, False
    clears = not (item.given.specimen or keep_specimens) and writing.holds(specimen=True)
    if clears:
        writing.clear_specimens()
    return writing.put(report, place_codes(report, divisions), reading), clears


def add(
    home: Home,
    paths: Sequence[Path],
    *,
    meta: Path | None = None,
    keep_specimens: bool = False,
    engine: EngineName | None = None,
    tell: Tell = _silent,
) -> Summary:
    """Add files and folders to a home, made where there is none; `engine` is the index's.

    Raises WrongUsage for a path or a metadata file that cannot be used, HomeBusy where another
    process writes, EngineMissing where the engine is not installed.
    """
    chosen = engine_for(home.index, engine)
    files = [file for file in files_of(paths) if not (meta and file == meta.absolute())]
    metadata = metadata_of(paths, meta)
    if not files and not metadata.inline:
        raise WrongUsage(
            f"{', '.join(map(str, paths))} 里没有文件 (no files).", "请指定含有年度报告的文件夹。"
        )
    items, total = items_of(files, metadata), len(files) + len(metadata.inline)
    counts: Counter[OutcomeStatus] = Counter()
    failures: list[Outcome] = []
    cleared = False
    with Readers(metadata.divisions, workers_for(total)) as readers, writer_lock(home):
        database = writable(home)
        with (
            open_catalog(home) as catalog,
            closing(sync.open_store(home, catalog, PassageSegmenter(), chosen)) as store,
        ):
            divisions = load_divisions(metadata.divisions)
            identities = IdentityCorrections(catalog.identity_corrections())
            begun = (_begun(item, catalog, readers, identities) for item in items)
            ordered = _in_order(begun, _AHEAD)
            for done in range(0, total, _FILES_AT_ONCE):
                with batch(database) as writing:
                    for one in islice(ordered, _FILES_AT_ONCE):
                        if isinstance(one, Outcome):
                            outcome, clears = one, False
                        else:
                            outcome, clears = _add_one(writing, one, divisions, keep_specimens)
                        cleared |= clears
                        counts[outcome.status] += 1
                        if outcome.status in _FAILED:
                            failures.append(outcome)
                        tell(Progress(sum(counts.values()), total, outcome.path))
                catalog.refresh()
                if (done + _FILES_AT_ONCE) % _FILES_A_SEGMENT == 0:
                    sync.catch_up(store, catalog)
                    catalog.refresh()  # an old view keeps the catalog's log from being cleared
            sync.catch_up(store, catalog)
        database.dispose()
    return Summary(dict(counts), tuple(failures), cleared)


def remove(home: Home, paths: Sequence[Path]) -> list[str]:
    """Forget files, and all files of folders, unless the engine is missing. Returns the known."""
    chosen = engine_for(home.index)
    wanted = [str(named(path)) for path in paths]
    with writer_lock(home), open_catalog(home) as catalog:
        engine = writable(home)
        with batch(engine) as writing:
            gone = [
                known
                for known in writing.paths()
                if any(known == path or known.startswith(path + os.sep) for path in wanted)
            ]
            for path in gone:
                writing.remove(path)
        engine.dispose()
        catalog.refresh()
        with closing(sync.open_store(home, catalog, PassageSegmenter(), chosen)):
            return gone


def rebuild(home: Home, tell: sync.Progress, engine: EngineName | None = None) -> int:
    """Build the index anew from the catalog, and let go of what is gone. Returns the passages.

    Raises EngineMissing where the engine is not installed.
    """
    with writer_lock(home):
        with open_catalog(home) as catalog:
            sync.rebuild(home, catalog, PassageSegmenter(), tell, engine).close()
        database = writable(home)
        prune(database)
        database.dispose()
        with open_catalog(home) as catalog:
            return catalog.counts()["passages"]
