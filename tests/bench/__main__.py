"""Prints the tables of ratios, searching, relevance, cells and formats; a name prints one alone.

Nothing fails here for being slow; the aims stand beside. `search 2000 20000 --keep FOLDER`, and
`web` and `ingest` likewise, measures those sizes of corpus, 2,000 reports where none is given (for
`ingest` 10,000 as well), and uses again what the folder holds.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from indexer.document import Document
from indexer.home import Home
from indexer.pipeline import add
from indexer.readers.read import read
from indexer.report.figures import read_figures
from indexer.segment import PassageSegmenter
from indexer.text import normal
from search_api.session import open_session
from tests.accuracy import formats
from tests.bench import accuracy, ingest, search_table, web
from tests.bench.bounded import bounded
from tests.bench.generate import generate
from tests.bench.kept import Say
from tests.bench.measure import HEAD, Ratio, command, seconds, side_by_side
from tests.relevance import measured

REPORTS = (2_000,)
CORPUS = Path(__file__).parents[2] / "corpus"
_SEARCH = "import sys; sys.argv[1:] = ['保密审查']; from search_api.start import main; main()"
_JIEBA = "import jieba; jieba.initialize()"
_ADD = "import sys; sys.argv[1:] = ['add', sys.argv[1]]; from indexer.cli import main; main()"
_CUT = (
    "import sys; from indexer.segment import PassageSegmenter; cut = PassageSegmenter(fast=False);"
    "[cut.words(line) for line in open(sys.argv[1], encoding='utf-8')]"
)


def cold_search(folder: Path) -> Ratio:
    """The command from its start to its end, against loading jieba's dictionary alone."""
    home = folder / "home"
    add(Home(home), [CORPUS])
    ours, peer = side_by_side(
        command("-c", _SEARCH, GONGKAI_HOME=str(home)), command("-c", _JIEBA), runs=15
    )
    return Ratio("cold search 保密审查", "jieba.initialize(), cache warm", ours, peer, 0.75)


def build(folder: Path) -> Ratio:
    """`indexer add corpus` into an empty home, against cutting its text into words with jieba.

    Both are processes of their own; the text is what the readers read, made normal beforehand.
    """
    texts = [normal(document.text) for document in _documents()]
    (folder / "texts.txt").write_text("\n".join(texts), "utf-8")
    homes = iter(range(1000))

    def ours() -> object:
        return command("-c", _ADD, str(CORPUS), GONGKAI_HOME=str(folder / f"{next(homes)}"))()

    mine, theirs = side_by_side(ours, command("-c", _CUT, str(folder / "texts.txt")), runs=7)
    return Ratio("indexer add corpus", "cutting its text with jieba", mine, theirs, 6)


def _documents() -> list[Document]:
    documents = [read(path.read_bytes(), path.name) for path in sorted(CORPUS.glob("*-*.*"))]
    return [document for document in documents if isinstance(document, Document)]


def figures(_: Path) -> Ratio:
    """Reading the figures of the specimens, against cutting the same reports into words."""
    documents, cutter = _documents(), PassageSegmenter(fast=False)
    texts = [normal(document.text) for document in documents]
    mine, theirs = side_by_side(
        lambda: [read_figures(document) for document in documents],
        lambda: [cutter.words(text) for text in texts],
        runs=7,
    )
    return Ratio("figures of the specimens", "cutting their text with jieba", mine, theirs, 2.5)


def growth(folder: Path) -> Ratio:
    """Adding reports to a home of a thousand, against adding as many to an empty one."""
    reports, full = folder / "reports", Home(folder / "full")
    generate(reports, 1_200, ("a", "b"))
    add(full, [reports / "000"])
    times = seconds(lambda: add(full, [reports / "001"]))
    peer = seconds(lambda: add(Home(folder / "fresh"), [reports / "001"]))
    return Ratio("indexer add, 200 reports to 1,000", "to an empty home", times, peer, 1.3)


def literal(folder: Path) -> Ratio:
    """A literal search with its hits, against scanning the same strings in memory."""
    with open_session(folder / "full", print) as session:
        rows = [row.version for row in session.catalog.current()]
        texts = [normal(p.text) for version in rows for p in session.catalog.passages_of(version)]
        needle = "先审查、后公开"

        def ours() -> object:
            return session.searcher.search(f'"{needle}"')

        def peer() -> object:
            return [number for number, text in enumerate(texts) if needle in text]

        mine, theirs = side_by_side(ours, peer, runs=15)
    return Ratio(f"a literal in {len(texts):,} passages", "a scan in memory", mine, theirs, 10)


def ratios() -> None:
    """All measurements, one line each as it is done."""
    print(HEAD)
    with tempfile.TemporaryDirectory() as folder:
        for measurement in (cold_search, build, bounded, figures, growth, literal):
            print(measurement(Path(folder)).line(), flush=True)


def of_sizes(
    lines: Callable[[Path, int, Say], Iterable[str]], sizes: Sequence[int], keep: Path | None
) -> None:
    """A table for each size of corpus."""
    with tempfile.TemporaryDirectory() as folder:
        for reports in sizes or REPORTS:
            printed(lines(keep or Path(folder), reports, _say))
            print()


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def printed(lines: Iterable[str]) -> None:
    """A table that comes line by line."""
    for line in lines:
        print(line, flush=True)


def main() -> None:
    """All tables, or the one that is named."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    tables = parser.add_subparsers(dest="table")
    tables.add_parser("accuracy", help="cells right, wrong and withheld")
    tables.add_parser("formats", help="one report in every format, beside its .docx")
    tables.add_parser("relevance", help="nDCG of each engine and of plain words")
    search = tables.add_parser("search", help="searching, beside other ways to search")
    serving = tables.add_parser("web", help="the web service, beside Datasette")
    adding = tables.add_parser("ingest", help="reports a second and memory, by engine and format")
    for sized in (search, serving, adding):
        sized.add_argument("reports", type=int, nargs="*", help="sizes of corpus")
        sized.add_argument("--keep", type=Path, help="a folder for corpora, made once")
    given = parser.parse_args()
    match given.table:
        case "accuracy":
            printed(accuracy.lines())
        case "formats":
            printed(formats.lines())
        case "relevance":
            printed(measured.lines())
        case "search":
            of_sizes(search_table.lines, given.reports, given.keep)
        case "web":
            of_sizes(web.lines, given.reports, given.keep)
        case "ingest":
            with tempfile.TemporaryDirectory() as folder:
                printed(ingest.lines(given.keep or Path(folder), given.reports, _say))
        case _:
            ratios()
            print()
            of_sizes(search_table.lines, (), None)
            printed(measured.lines())
            print()
            printed(accuracy.lines())
            print()
            printed(formats.lines())


if __name__ == "__main__":
    main()
