"""A report made directly is the report that its printed file gives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from indexer.divisions import load_divisions
from indexer.document import Locator
from indexer.model import Figure, Passage, Report
from indexer.pipeline import metadata_of, place_codes, report_of_file
from tests.bench.corpora import report_of
from tests.bench.generate import LAYOUTS, generate
from tests.bench.invented import invented, vocabulary

REPORTS = 16  # the years of one township, and some of the next
_NOWHERE = Locator(())


def _passages(report: Report) -> list[Passage]:
    return [replace(passage, locator=_NOWHERE) for passage in report.passages]


def _figures(report: Report) -> dict[str, Figure]:
    return {key: replace(f, locator=None, raw=None) for key, f in report.figures.items()}


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_a_direct_report_is_what_its_file_gives(layout: str, tmp_path: Path) -> None:
    """The same passages, slots, figures and identity, whichever way a file is laid out."""
    generate(tmp_path, REPORTS, (layout,))
    metadata = metadata_of([tmp_path], None)
    divisions = load_divisions(metadata.divisions)
    files = sorted(tmp_path.glob("000/*"))
    for one, file in zip(invented(REPORTS, vocabulary()), files, strict=True):
        direct, read = report_of(one), report_of_file(file, metadata, divisions)
        assert isinstance(read, Report)
        codes = {place.name: place.code for place in one.agency.places}

        assert direct.id == read.id
        assert direct.title == read.title
        assert _passages(direct) == _passages(read)
        assert [s.slot for s in direct.sections] == [s.slot for s in read.sections]
        assert [s.passages for s in direct.sections] == [s.passages for s in read.sections]
        assert _figures(direct) == _figures(read)
        assert dict(direct.forms) == dict(read.forms)
        assert direct.identity == replace(read.identity, evidence=())
        assert codes == place_codes(read, divisions)
