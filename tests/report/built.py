"""Real and specimen files taken through reading, identity, figures and outline."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from indexer.divisions import load_divisions
from indexer.document import Document
from indexer.metadata import read_sources
from indexer.model import Given, Level
from indexer.readers.read import read
from indexer.report.figures import read_figures
from indexer.report.identity import Identification, identify
from indexer.report.material import Material
from indexer.report.sections import Outline, cut

CORPUS = Path(__file__).parents[2] / "corpus"


@dataclass(frozen=True)
class Built:
    """One file as far as checks need it."""

    document: Document
    identification: Identification
    outline: Outline
    material: Material


def is_town(name: str) -> bool:
    """The divisions, with those of the specimens, have a township of this name."""
    return bool(load_divisions((CORPUS / "divisions.csv",)).named(name, Level.TOWNSHIP))


@cache
def built(path: Path) -> Built:
    """The file's outline and material. The file must be a report that can be read."""
    document = read(path.read_bytes(), path.name)
    assert isinstance(document, Document), document
    divisions = load_divisions((CORPUS / "divisions.csv",))
    given = read_sources(CORPUS).by_path.get(path.resolve(), Given())
    identification = identify(document, given, divisions)
    assert isinstance(identification, Identification), identification
    figures = read_figures(document)
    outline = cut(
        document,
        identification.title_spans,
        identification.signature_spans,
        figures.tables,
    )
    material = Material(
        identification.identity,
        outline.sections,
        outline.passages,
        figures.figures,
        figures.forms,
        document,
        is_town,
    )
    return Built(document, identification, outline, material)


def specimens() -> list[Path]:
    """The specimen reports."""
    return sorted(p for p in CORPUS.iterdir() if p.suffix in (".txt", ".html", ".docx"))
