"""Making what a search needs and does not find: a home of specimens, an index that can be used.

Imported only then, see `session`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import search_api
from indexer import pipeline
from indexer.catalog.read import Catalog
from indexer.cut import QueryCutter
from indexer.errors import NoHome
from indexer.home import Home, writer_lock
from indexer.ingest.telling import Summary
from indexer.metadata import SOURCES_TOML
from indexer.segment import PassageSegmenter
from indexer.stores.entries import entries
from indexer.stores.live import FREQUENCIES
from indexer.stores.sync import open_store
from search_api.engines.memory import MemoryEngine, hold
from search_api.search import Searcher

CORPUS = Path(search_api.__file__).parents[1] / "corpus"
_ADD = "请先运行 indexer add 文件或文件夹 (add your reports)."


def make_specimen_home(home: Home, say: Callable[[str], None], corpus: Path = CORPUS) -> Summary:
    """A home of the specimens beside the running package. Raises NoHome where there are none."""
    if not (corpus / SOURCES_TOML).is_file():
        raise NoHome(f"{home.path} 里还没有数据 (no home there).", _ADD)
    say(f"还没有数据，先用样例（虚构）建立 {home.path} (building a home of specimens) …")
    try:
        summary = pipeline.add(home, [corpus])
    except OSError as error:
        raise NoHome(
            f"{home.path} 无法写入：{error.strerror} (cannot be written).",
            "请用 --home 或 GONGKAI_HOME 指定一个能写入的文件夹。",
        ) from error
    made = sum(summary.counts.values()) - summary.failed_count
    say(f"样例 {made} 份。换成真实报告：indexer add 文件夹 (add your own).")
    return summary


def mend(home: Home, catalog: Catalog) -> None:
    """Bring the index to the catalog's state, built anew where it cannot be used.

    Raises HomeBusy where another process writes.
    """
    with writer_lock(home):
        catalog.refresh()
        open_store(home, catalog, PassageSegmenter()).close()


@contextmanager
def in_memory(catalog: Catalog) -> Iterator[Searcher]:
    """A searcher that reads the whole catalog first and needs no index."""
    segmenter = PassageSegmenter()
    versions = [row.version for row in catalog.current()]
    passages = [hold(entry, segmenter.words) for entry in entries(catalog, versions)]
    engine = MemoryEngine(passages, catalog.generation())
    with TemporaryDirectory() as folder:
        path = Path(folder) / FREQUENCIES
        segmenter.write_frequencies(path)
        with QueryCutter(path) as cutter:
            yield Searcher(catalog, engine, cutter.words)
