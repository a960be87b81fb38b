"""What is done to a home: adding files, removing them, rebuilding the index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from indexer.catalog.read import open_catalog
from indexer.catalog.write import batch, prune, writable
from indexer.document import Refusal
from indexer.files import items_of, named
from indexer.home import Home, writer_lock
from indexer.ingest.add import Choices, add_files
from indexer.ingest.telling import Note, Progress, Summary, Telling, waiting
from indexer.metadata import Metadata
from indexer.reading.readers import Readers
from indexer.reading.report import Read
from indexer.segment import PassageSegmenter
from indexer.source_names import below
from indexer.stores import sync
from indexer.stores.store import EngineName, engine_for
from indexer.untold import untold


def report_of_file(file: Path, metadata: Metadata) -> Read:
    """The report of one file with what comes with it; nothing is kept."""
    item = next(items_of([named(file)], metadata))
    data = item.data()
    if isinstance(data, Refusal):
        return data
    with Readers(metadata.divisions, workers=1) as readers:
        return readers.read(item.path, data, item.given)


def add(
    home: Home,
    paths: Sequence[Path],
    *,
    meta: Path | None = None,
    keep_specimens: bool = False,
    engine: EngineName | None = None,
    tell: Callable[[Progress], None] | None = None,
) -> Summary:
    """Add files and folders to a home, made where there is none; `engine` is the index's.

    Raises WrongUsage for a path or a metadata file that cannot be used, HomeBusy where another
    process writes, EngineMissing where the engine is not installed.
    """
    telling = Telling() if tell is None else Telling(progress=tell)
    return add_files(home, paths, Choices(meta, keep_specimens, engine), telling)


def remove(home: Home, paths: Sequence[Path], note: Note = untold) -> list[str]:
    """Forget files, and all files of folders, unless the engine is missing. Returns the known.

    `note` is told that another process writes, which is waited for; so it is in `rebuild`.
    """
    chosen = engine_for(home.index)
    meant = below(home, paths)
    with writer_lock(home), open_catalog(home) as catalog:
        engine = writable(home)
        with batch(engine, waiting(note)) as writing:
            gone = [known for known in writing.paths() if meant(known)]
            for path in gone:
                writing.remove(path)
        engine.dispose()
        catalog.refresh()
        with closing(sync.open_store(home, catalog, PassageSegmenter(), chosen)):
            return gone


def rebuild(
    home: Home,
    tell: sync.Progress,
    engine: EngineName | None = None,
    note: Note = untold,
) -> int:
    """Build the index anew from the catalog, and let go of what is gone. Returns the passages.

    Raises EngineMissing where the engine is not installed.
    """
    with writer_lock(home):
        with open_catalog(home) as catalog:
            store = sync.rebuild(home, catalog, PassageSegmenter(), tell, engine)
            store.close()
        database = writable(home)
        prune(database, store.generation, waiting(note))
        database.dispose()
        with open_catalog(home) as catalog:
            return catalog.counts()["passages"]
