"""How large an index is, and when a corpus has outgrown the engine it is searched by."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from stat import S_ISREG

from indexer.errors import IndexUnusable
from indexer.stores import manifest as manifests
from indexer.stores.store import EngineName

# With so many passages a dense query takes half a second of one core: docs/engines.md.
WHOOSH_PASSAGES = 100_000
MOVE = f"indexer rebuild --engine {EngineName.TANTIVY}"


def bytes_under(folder: Path) -> int:
    """The bytes of all files under a folder; one with several names counts once."""
    found = {}
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):  # a writer took it away meanwhile
            told = path.stat()
            if S_ISREG(told.st_mode):
                found[told.st_dev, told.st_ino] = told.st_size
    return sum(found.values())


def engine_of(index: Path) -> str | None:
    """The engine that the live index was made by, None where there is none that can be read."""
    try:
        return manifests.read(index).engine
    except IndexUnusable:
        return None


def move(engine: str | None, passages: int) -> str | None:
    """The command that moves an outgrown corpus to another engine, None where it has room."""
    outgrown = engine == EngineName.WHOOSH and passages > WHOOSH_PASSAGES
    return MOVE if outgrown else None
