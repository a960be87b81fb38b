"""The specimens in a home of their own, and whatever ranks their passages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from indexer.catalog.read import Catalog, open_catalog
from indexer.home import Home
from indexer.pipeline import add
from indexer.segment import PassageSegmenter
from indexer.text import normal
from search_api.search import Searcher, SearchOptions
from tests.contract.engines import OPENERS
from tests.cutting import precise
from tests.relevance.judgments import Place

CORPUS = Path(__file__).parents[2] / "corpus"

Ranker = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage by the name that hits have; `file` is its report's, without an ending."""

    name: str
    file: str
    year: int
    text: str


@dataclass(frozen=True, slots=True)
class Specimens:
    """Every passage, the engines over them by name, and the query side's cutter."""

    passages: tuple[Passage, ...]
    engines: Mapping[str, Ranker]
    cut: Callable[[str], list[str]]

    def names(self, place: Place) -> list[str]:
        """The passages that a judgment may mean: one, if it is right."""
        quote = normal(place.quote)
        return [
            passage.name
            for passage in self.passages
            if passage.file == place.file and quote in normal(passage.text)
        ]


@contextmanager
def specimens(folder: Path) -> Iterator[Specimens]:
    """The specimens read into an empty folder."""
    home = Home(folder)
    add(home, [CORPUS])
    segmenter = PassageSegmenter()

    def cut(text: str) -> list[str]:
        return precise(segmenter, text)

    with ExitStack() as stack:
        catalog = stack.enter_context(open_catalog(home))
        engines = {
            name: _ranker(
                Searcher(catalog, stack.enter_context(opener(home, catalog, segmenter)), cut)
            )
            for name, opener in OPENERS.items()
        }
        yield Specimens(tuple(_passages(catalog)), engines, cut)


def _passages(catalog: Catalog) -> Iterator[Passage]:
    for row in catalog.current():
        for passage in catalog.passages_of(row.version):
            yield Passage(f"{row.id}#p{passage.n}", Path(row.path).stem, row.year, passage.text)


def _ranker(searcher: Searcher) -> Ranker:
    def rank(query: str, limit: int) -> list[str]:
        options = SearchOptions(limit=limit, group="passage")
        return [hit.best.passage for hit in searcher.search(query, options).hits]

    return rank
