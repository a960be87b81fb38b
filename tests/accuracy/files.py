"""The files whose cells are known: specimens, and beside the repository made and real reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from indexer.document import Document
from indexer.readers.read import read
from indexer.report.figures import FigureReading, read_figures
from tests.accuracy.score import Score, added, score
from tests.accuracy.truth import GOLDEN, Truth, of_golden, of_grids, of_specimens
from tests.shared import SHARED

ORIGINALS = SHARED / "originals"
SPECIMENS = Path(__file__).parents[2] / "corpus"
# Files with a false ending → what they hold.
_DISGUISED = {
    "fake_docx.doc": "truth2020.json",
    "fake_html.doc": "truth2020.json",
    "fake_rtf.doc": "truth2021.json",
}
_REAL = SHARED / "real"


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file, the group it is told with, and what its cells hold, None where it is not known."""

    path: Path
    group: str
    truth: Truth | None


@dataclass(frozen=True, slots=True)
class Told:
    """What a group of files came to: how many were read, how many are not yet, and the cells.

    `unjudged`: numbers read in files of which nobody wrote down what they say.
    """

    group: str
    read: int
    unread: int
    score: Score
    unjudged: int = 0


def grids() -> list[Path]:
    """The made reports, as grids of strings."""
    return [
        *sorted(ORIGINALS.glob("truth20*.json")),
        *sorted((ORIGINALS / "variants_dev").glob("*.json")),
    ]


def goldens() -> list[Path]:
    """The golden files whose reports are here."""
    return [path for path in sorted(GOLDEN.glob("*/*.txt")) if _reports(path)]


def report_of(golden: Path) -> Path:
    """The report that a golden file tells of."""
    (found,) = _reports(golden)
    return found


def files() -> Iterator[KnownFile]:
    """Every file that is known, in groups of one format and layout; real reports one by one."""
    for path in grids():
        _, truth = of_grids(path)
        stem = path.stem.replace("truth", "tpl")
        folder = path.parent.name
        for file in sorted(path.parent.glob(f"{stem}[._]*")):
            if file != path:
                yield KnownFile(file, f"{folder} *{file.name.removeprefix(stem)}", truth)
        for file in sorted(path.parent.glob(f"c{stem[1:]}.pdf")):
            yield KnownFile(file, f"{folder} browser's .pdf", truth)
        for name, held in _DISGUISED.items():
            if held == path.name:
                yield KnownFile(path.parent / name, f"{folder} {name}", truth)
    for name, truth in of_specimens().items():
        path = SPECIMENS / name
        yield KnownFile(path, f"specimens *{path.suffix}", truth)
    written = {report_of(path): path for path in goldens()}
    for file, golden in written.items():
        yield KnownFile(file, f"{file.parent.name} {file.name}", of_golden(golden))
    for file in sorted(_REAL.glob("*")):
        if file not in written:
            yield KnownFile(file, f"{file.parent.name} {file.name}", None)


@cache
def document_of(path: Path) -> Document | None:
    """What a file says, None where its format is not read yet."""
    document = read(path.read_bytes(), path.name)
    return document if isinstance(document, Document) else None


@cache
def reading(path: Path) -> FigureReading | None:
    """The figures of a file, None where its format is not read yet."""
    document = document_of(path)
    return None if document is None else read_figures(document)


def told() -> Iterator[Told]:
    """Each group, with the cells of all its files."""
    groups: dict[str, list[KnownFile]] = {}
    for file in files():
        groups.setdefault(file.group, []).append(file)
    for group, members in groups.items():
        readings = [(file.truth, reading(file.path)) for file in members]
        seen = [(truth, one.figures) for truth, one in readings if one]
        scores = [score(figures, truth.cells) for truth, figures in seen if truth]
        values = [
            figure.value for truth, figures in seen if not truth for figure in figures.values()
        ]
        unjudged = sum(value is not None for value in values)
        yield Told(group, len(seen), len(members) - len(seen), added(scores), unjudged)


def _reports(golden: Path) -> list[Path]:
    return sorted((SHARED / golden.parent.name).glob(f"{golden.stem}[._]*"))
