"""Made reports as grids of strings: every cell of an exact grid is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.report.figures import read_figures
from tests.accuracy.files import grids
from tests.accuracy.score import Score, score
from tests.accuracy.truth import of_grids
from tests.report.grids import document

GRIDS = grids()

pytestmark = pytest.mark.skipif(not GRIDS, reason="../shared is not here")


@pytest.mark.parametrize("path", GRIDS, ids=lambda path: path.stem)
def test_grids_of_strings(path: Path) -> None:
    """Every number, blank and stroke of an exact grid is told, and none is wrong."""
    parts, truth = of_grids(path)
    reading = read_figures(document(*parts))

    assert dict(reading.forms) == dict(truth.forms)
    assert score(reading.figures, truth.cells) == Score(len(truth.cells))
