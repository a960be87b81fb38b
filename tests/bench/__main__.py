"""Prints the table of ratios. Nothing fails here for being slow; the aims stand beside."""

from __future__ import annotations

import tempfile
from pathlib import Path

from indexer.document import Document
from indexer.home import Home
from indexer.pipeline import add
from indexer.readers.read import read
from indexer.text import normal
from tests.bench.measure import HEAD, Ratio, command, side_by_side

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
    documents = [read(path.read_bytes(), path.name) for path in sorted(CORPUS.glob("*-*.*"))]
    texts = [normal(document.text) for document in documents if isinstance(document, Document)]
    (folder / "texts.txt").write_text("\n".join(texts), "utf-8")
    homes = iter(range(1000))

    def ours() -> object:
        return command("-c", _ADD, str(CORPUS), GONGKAI_HOME=str(folder / f"{next(homes)}"))()

    mine, theirs = side_by_side(ours, command("-c", _CUT, str(folder / "texts.txt")), runs=7)
    return Ratio("indexer add corpus", "cutting its text with jieba", mine, theirs, 6)


def main() -> None:
    """All measurements, one line each as it is done."""
    print(HEAD)
    with tempfile.TemporaryDirectory() as folder:
        for measurement in (cold_search, build):
            print(measurement(Path(folder)).line(), flush=True)


if __name__ == "__main__":
    main()
