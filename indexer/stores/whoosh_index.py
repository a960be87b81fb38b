"""A whoosh index as both its writer and its readers know it: schema, files, the live state.

Nothing here loads jieba: a query is answered without it.
"""

from __future__ import annotations

from pathlib import Path

from whoosh.columns import NumericColumn, VarBytesColumn
from whoosh.fields import COLUMN, KEYWORD, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.reading import IndexReader

from indexer.errors import IndexUnusable
from indexer.fields import FIELDS
from indexer.stores import live
from indexer.stores.manifest import Manifest

ENGINE = "whoosh"
SEPARATOR = "\x1f"
INDEX_NAME = "MAIN"


def schema() -> Schema:
    """Words for ranking, a keyword field for each of FIELDS, and columns.

    `ord` finds the passage's text; `own` is its slot, aspect and topics, for counting facets.
    """
    return Schema(
        words=KEYWORD(),
        version=KEYWORD(),
        ord=COLUMN(NumericColumn("I")),
        own=COLUMN(VarBytesColumn()),
        **{field.key: KEYWORD() for field in FIELDS},
    )


def usable(index: Path, home: str) -> Manifest:
    """The manifest of a live index of this engine, see `live.usable`."""
    return live.usable(index, home, ENGINE)


def open_reader(index: Path, manifest: Manifest) -> IndexReader:
    """Whoosh's reader of the state that the manifest names.

    Raises IndexUnusable where a writer has taken it away meanwhile.
    """
    storage = FileStorage(str(index / manifest.folder))
    try:
        toc = TOC.read(storage, INDEX_NAME, gen=manifest.toc)
        return FileIndex._reader(storage, toc.schema, toc.segments, toc.generation)
    except OSError as error:
        raise IndexUnusable(f"{error}.", "请运行 indexer rebuild。") from error
