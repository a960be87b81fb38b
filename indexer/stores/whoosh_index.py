"""A whoosh index as both its writer and its readers know it: schema, files, the live state.

Nothing here loads jieba: a query is answered without it.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from whoosh.analysis import RegexTokenizer
from whoosh.columns import NumericColumn, VarBytesColumn
from whoosh.fields import COLUMN, KEYWORD, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.reading import IndexReader

from indexer.errors import IndexUnusable
from indexer.fields import FIELDS
from indexer.stores import manifest as manifests
from indexer.stores import texts
from indexer.stores.manifest import Manifest
from indexer.tokens import ANALYZER_VERSION

ENGINE = "whoosh"
FREQUENCIES = "words.tsv"
SEPARATOR = "\x1f"
INDEX_NAME = "MAIN"
_REBUILD = "请运行 indexer rebuild。"


def schema() -> Schema:
    """Words for ranking, a keyword field for each of FIELDS, and columns.

    `ord` finds the passage's text; `own` is its slot, aspect and topics, for counting facets.
    """
    keywords = {field.key: KEYWORD(analyzer=RegexTokenizer(f"[^{SEPARATOR}]+")) for field in FIELDS}
    return Schema(
        words=KEYWORD(analyzer=RegexTokenizer(r"[^ ]+"), scorable=True),
        version=KEYWORD(),
        ord=COLUMN(NumericColumn("I")),
        own=COLUMN(VarBytesColumn()),
        **keywords,
    )


def usable(index: Path, home: str) -> Manifest:
    """The manifest of the live index, once its seal, its files and its rules are checked."""
    manifest = manifests.read(index)
    if manifest.home != home:
        raise IndexUnusable(f"{index} 属于另一份数据 (of another catalog).", _REBUILD)
    if manifest.engine != ENGINE or manifest.analyzer != ANALYZER_VERSION:
        raise IndexUnusable(
            f"{index}: {manifest.engine}/{manifest.analyzer} (other engine or rules).",
            _REBUILD,
        )
    try:
        texts.require(index / manifest.folder, manifest.texts_size, manifest.texts_count)
    except (OSError, ValueError) as error:
        raise IndexUnusable(f"{error}.", _REBUILD) from error
    manifests.check_files(index, manifest)
    return manifest


def open_reader(index: Path, manifest: Manifest) -> IndexReader:
    """Whoosh's reader of the state that the manifest names."""
    storage = FileStorage(str(index / manifest.folder))
    toc = TOC.read(storage, INDEX_NAME, gen=manifest.toc)
    return FileIndex._reader(storage, toc.schema, toc.segments, toc.generation)


def sweep(index: Path) -> None:
    """Remove the folders of builds that are not the live one."""
    live = manifests.read(index).folder
    for path in index.iterdir():
        if path.is_dir() and path.name != live:
            shutil.rmtree(path, ignore_errors=True)
