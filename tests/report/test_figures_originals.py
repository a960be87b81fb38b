"""Made reports with their truth: every cell right or withheld, in every format that is read."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest

from indexer.document import Document
from indexer.model import Status
from indexer.readers.read import read
from indexer.report.figures import read_figures
from tests.printing import Generation
from tests.report.grids import Rows, document, truth
from tests.shared import SHARED

FOLDER = SHARED / "originals"
TRUTHS = [*sorted(FOLDER.glob("truth20*.json")), *sorted((FOLDER / "variants_dev").glob("*.json"))]
READABLE = {".docx", ".html", ".txt"}

pytestmark = pytest.mark.skipif(not TRUTHS, reason="../shared/originals is not here")


def number(text: str) -> Decimal | None:
    """What a cell of these files is, by a rule that has nothing in common with the one tested."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).replace(",", "")
    try:
        return Decimal(plain.removesuffix("万元"))
    except InvalidOperation:
        return None


def made(path: Path) -> tuple[list[str | Rows], Generation, dict[str, str]]:
    """The parts of a report, the form it was made with, and its cells."""
    blocks = json.loads(path.read_text())
    parts: list[str | Rows] = [b["t"] if b["kind"] == "p" else b["grid"] for b in blocks]
    grids: dict[str, Rows] = {b["name"]: b["grid"] for b in blocks if b["kind"] == "table"}
    old = any(row[0] == "政府集中采购" for row in grids["sec2"])
    generation: Generation = "2019" if old else "2021"
    return parts, generation, truth(generation, grids)


def outcome(made_document: Document, generation: str, cells: dict[str, str]) -> Counter[str]:
    """Cells right, wrong and withheld."""
    reading = read_figures(made_document)
    assert dict.fromkeys(("t2", "t3", "t4"), generation) == reading.forms
    counts: Counter[str] = Counter()
    for key, text in cells.items():
        figure, wanted = reading.figures[key], number(text)
        if figure.value is None and wanted is not None:
            counts["withheld"] += 1
        else:
            counts["right" if figure.value == wanted else "wrong"] += 1
        if not text.strip():
            assert figure.status is Status.BLANK
    return counts


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.stem)
def test_grids_of_strings(path: Path) -> None:
    """Every cell of an exact grid is read, and none is wrong."""
    parts, generation, cells = made(path)

    assert {"right": len(cells)} == outcome(document(*parts), generation, cells)


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.stem)
def test_files(path: Path) -> None:
    """docx and HTML whole; of flattened text at most one cell withheld (`1 2345`)."""
    _, generation, cells = made(path)
    stem = path.stem.replace("truth", "tpl")
    for file in sorted(path.parent.glob(f"{stem}[._]*")):
        if file.suffix in READABLE:
            read_document = read(file.read_bytes(), file.name)
            assert isinstance(read_document, Document)
            counts = outcome(read_document, generation, cells)
            assert not counts["wrong"], file.name
            assert counts["withheld"] <= (file.suffix == ".txt"), file.name
