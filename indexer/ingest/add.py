"""Adding files and folders to a home.

Some files are one transaction of the catalog; the index follows every thousand. What was told as
done is on the disk; whatever ends the process later takes nothing of it away.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from indexer.catalog.read import Catalog, open_catalog
from indexer.catalog.write import Batch, batch, writable
from indexer.divisions import load_divisions
from indexer.errors import WrongUsage
from indexer.files import Item, files_of, items_of, named
from indexer.home import Home, writer_lock
from indexer.ingest.batches import AHEAD, keep, keep_one
from indexer.ingest.begin import begin, in_order
from indexer.ingest.telling import BEFORE_ANY, Step, Stopped, Summary, Tally, Telling, waiting
from indexer.metadata import Metadata, metadata_of, read_meta
from indexer.outcome import Outcome, OutcomeStatus
from indexer.reading.readers import Readers, workers_for
from indexer.reidentify import IdentityCorrections
from indexer.segment import PassageSegmenter
from indexer.source_names import naming
from indexer.stores import sync
from indexer.stores.store import EngineName, Store, engine_for

# Small segments make the index slow, and to merge them costs as much as to write them.
_FILES_A_SEGMENT = 1_000
_REMOVED_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Choices:
    """How files are added. `jobs`: files read at once, None as many as there are processors.

    `aside`: a file that is not read though it lies among them: the sheet of their outcomes.
    """

    meta: Path | None = None
    keep_specimens: bool = False
    engine: EngineName | None = None
    jobs: int | None = None
    fail_fast: bool = False
    aside: Path | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that is to be read, with what comes with it."""

    items: Iterable[Item]
    total: int
    metadata: Metadata


def gathered(home: Home, paths: Sequence[Path], choices: Choices, telling: Telling) -> Gathered:
    """The files that are meant, and the reports that stand in the metadata, as the home names them.

    Raises WrongUsage for a path or a metadata file that cannot be used, Stopped.
    """
    telling.doing(Step.LISTING)
    aside = {named(path) for path in (choices.meta, choices.aside) if path}
    archives: list[Path] = []
    files = [file for file in files_of(paths, telling.check, archives.append) if file not in aside]
    if archives:
        telling.note(
            f"{archives[0]}（共 {len(archives)} 个这样的压缩包）里有元数据，没有采用；"
            "请解压后添加，或改用 --meta (metadata within archives is not used)."
        )
    table = read_meta(choices.meta) if choices.meta else Metadata()
    _tell_idle(table, files, telling)
    metadata = metadata_of(paths, None) | table
    name = naming(home, [*paths, *filter(None, [choices.meta])])
    items = (replace(item, path=name(item.path)) for item in items_of(files, metadata))
    return Gathered(items, len(files) + len(metadata.inline), metadata)


def _tell_idle(table: Metadata, files: Sequence[Path], telling: Telling) -> None:
    """Tell of rows that speak of none of the files: a path may be misspelt."""
    idle = table.by_path.keys() - set(files)
    if idle:
        idle -= {Path(os.path.realpath(file)) for file in files}
    if idle:
        telling.note(
            f"元数据表中有 {len(idle)} 行没有对应的文件，如 {min(idle)} "
            "(rows of --meta that speak of none of the files)."
        )


def some_gathered(
    home: Home, paths: Sequence[Path], choices: Choices, telling: Telling
) -> Gathered:
    """The same, and there is something. Raises WrongUsage where there is not, Stopped."""
    found = gathered(home, paths, choices, telling)
    if not found.total:
        raise WrongUsage(
            f"{', '.join(map(str, paths))} 里没有文件 (no files).", "请指定含有年度报告的文件夹。"
        )
    return found


def add_files(home: Home, paths: Sequence[Path], choices: Choices, telling: Telling) -> Summary:
    """Add files and folders to a home, made where there is none.

    Raises WrongUsage for a path or a metadata file that cannot be used, HomeBusy where another
    process writes, EngineMissing where the engine is not installed.
    """
    try:
        all_of_it = some_gathered(home, paths, choices, telling)
    except Stopped:
        return BEFORE_ANY
    return ingest(home, all_of_it, choices, telling)


def _none(_catalog: Catalog) -> Collection[str]:
    """For `add`, which removes nothing."""
    return ()


def ingest(
    home: Home,
    all_of_it: Gathered,
    choices: Choices,
    telling: Telling,
    leaving: Callable[[Catalog], Collection[str]] = _none,
) -> Summary:
    """Add all of it; then, unless it was broken off, remove the sources that are `leaving`."""
    tally = Tally(all_of_it.total)
    try:
        _ingest(home, all_of_it, choices, telling, leaving, tally)
    except Stopped:
        tally.interrupted = True
    return tally.summary()


def _ingest(
    home: Home,
    all_of_it: Gathered,
    choices: Choices,
    telling: Telling,
    leaving: Callable[[Catalog], Collection[str]],
    tally: Tally,
) -> None:
    chosen = engine_for(home.index, choices.engine)
    metadata = all_of_it.metadata
    jobs = choices.jobs or workers_for(all_of_it.total)
    with writer_lock(home), Readers(metadata.divisions, jobs) as readers:
        database = writable(home)
        turn = partial(batch, database, waiting(telling.note, telling.check))
        telling.doing(Step.INDEXING)
        with (
            open_catalog(home) as catalog,
            closing(
                sync.open_store(home, catalog, PassageSegmenter(), chosen, telling.check)
            ) as store,
        ):
            telling.doing(Step.KEEPING)
            divisions = load_divisions(metadata.divisions)
            identities = IdentityCorrections(catalog.identity_corrections())
            known = partial(_known, catalog)
            begun = (
                begin(item, known, readers, identities, telling.stop) for item in all_of_it.items
            )
            segment = _FILES_A_SEGMENT
            for _ in keep(
                in_order(begun, AHEAD),
                turn,
                partial(keep_one, divisions=divisions, keep_specimens=choices.keep_specimens),
                tally,
                telling,
                fail_fast=choices.fail_fast,
            ):
                catalog.refresh()
                if tally.kept >= segment and not tally.interrupted:
                    segment += _FILES_A_SEGMENT
                    _catch_up(store, catalog, telling)
                    telling.doing(Step.KEEPING)
            if not tally.interrupted and not (choices.fail_fast and tally.failed):
                _remove(leaving(catalog), turn, tally, telling)
                catalog.refresh()
            if not tally.interrupted:
                _catch_up(store, catalog, telling)
        database.dispose()


def _remove(
    gone: Collection[str],
    turn: Callable[[], AbstractContextManager[Batch]],
    tally: Tally,
    telling: Telling,
) -> None:
    telling.doing(Step.REMOVING)
    left = iter(gone)
    while some := list(islice(left, _REMOVED_AT_ONCE)):
        telling.check()
        with turn() as writing:
            for path in some:
                writing.remove(path)
        for path in some:
            outcome = Outcome(path, OutcomeStatus.REMOVED)
            tally.keep(outcome)
            telling.outcome(outcome)


def _known(catalog: Catalog, path: str, sha256: str, reading: str) -> Outcome | None:
    found = catalog.known(path, sha256, reading)
    catalog.refresh()  # an old view keeps the catalog's log from being cleared
    return found


def _catch_up(store: Store, catalog: Catalog, telling: Telling) -> None:
    telling.doing(Step.INDEXING)
    sync.catch_up(store, catalog, telling.check)
    catalog.refresh()
