"""The live index of a home: whether its manifest is ours, whole, and of the rules of now.

And the build that comes after it.
"""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path

from indexer.catalog.read import Catalog
from indexer.errors import IndexUnusable
from indexer.home import Home
from indexer.stores import manifest as manifests
from indexer.stores import texts
from indexer.stores.manifest import Manifest
from indexer.tokens import ANALYZER_VERSION

FREQUENCIES = "words.tsv"
_REBUILD = "请运行 indexer rebuild。"


def usable(index: Path, home: str, engine: str | None = None) -> Manifest:
    """The manifest of the live index, once its seal, its files and its rules are checked.

    Raises IndexUnusable where it is absent, foreign, damaged, cut by other rules, or not of the
    engine that is asked for.
    """
    manifest = manifests.read(index)
    if manifest.home != home:
        raise IndexUnusable(f"{index} 属于另一份数据 (of another catalog).", _REBUILD)
    if engine not in (None, manifest.engine) or manifest.analyzer != ANALYZER_VERSION:
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


def require_kept(home: Home, catalog: Catalog, generation: int) -> None:
    """Raises IndexUnusable where an index of this generation may hold what the catalog let go of.

    In a home of one's own none does: its index is brought along before anything is let go.
    """
    if home.shared and generation < catalog.pruned():
        raise IndexUnusable(
            f"{home.index} 落后太多：目录库已清理过 (too far behind the catalog).", _REBUILD
        )


def sweep(index: Path) -> None:
    """Remove the folders of builds that are not the live one."""
    live = manifests.read(index).folder
    for path in index.iterdir():
        if path.is_dir() and path.name != live:
            shutil.rmtree(path, ignore_errors=True)


def new_build(index: Path, engine: str, home: str) -> Manifest:
    """A new, empty folder beside the live one, as the state that a store begins from."""
    name = f"{engine}-{uuid.uuid4().hex[:12]}"
    (index / name).mkdir(parents=True)
    return Manifest(
        format=manifests.INDEX_FORMAT,
        engine=engine,
        analyzer=ANALYZER_VERSION,
        home=home,
        generation=0,
        folder=name,
        toc=0,
        texts_size=0,
        texts_count=0,
        files=(),
    )
