"""A report made directly is the report that its printed file gives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from indexer.catalog.read import open_catalog
from indexer.catalog.write import batch, writable
from indexer.divisions import load_divisions
from indexer.document import Locator
from indexer.home import Home
from indexer.ingest.batches import place_codes
from indexer.metadata import metadata_of
from indexer.model import Figure, Given, Passage, Report
from indexer.reading.report import report_of as read_report
from tests.bench.corpora import fill, report_of
from tests.bench.generate import LAYOUTS, generate
from tests.bench.invented import invented, vocabulary

REPORTS = 16  # the years of one township, and some of the next
_NOWHERE = Locator(())


def _passages(report: Report) -> list[Passage]:
    return [replace(passage, locator=_NOWHERE) for passage in report.passages]


def _figures(report: Report) -> dict[str, Figure]:
    return {key: replace(f, locator=None, raw=None) for key, f in report.figures.items()}


@pytest.mark.slow
@pytest.mark.parametrize("layout", sorted(LAYOUTS.keys() - {"scan"}))
def test_a_direct_report_is_what_its_file_gives(layout: str, tmp_path: Path) -> None:
    """The same passages, slots, figures and identity, whichever way a file is laid out.

    Of a scan that holds only for what is recognised.
    """
    generate(tmp_path, REPORTS, (layout,))
    metadata = metadata_of([tmp_path], None)
    divisions = load_divisions(metadata.divisions)
    files = sorted(tmp_path.glob("000/*"))
    for one, file in zip(invented(REPORTS, vocabulary()), files, strict=True):
        direct, read = report_of(one), read_report(str(file), file.read_bytes(), Given(), divisions)
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


def test_a_home_is_filled_as_reports_are_put(tmp_path: Path) -> None:
    """Row for row what `Batch.put` keeps, but for the files and what reports say of another."""
    filled, put = Home(tmp_path / "filled"), Home(tmp_path / "put")
    fill(filled, REPORTS, lambda _: None)
    with batch(writable(put)) as writing:
        for one in invented(REPORTS, vocabulary()):
            codes = {place.name: place.code for place in one.agency.places}
            writing.put(report_of(one), codes, "rules")
    with open_catalog(filled) as left, open_catalog(put) as right:
        rows, others = list(left.current()), list(right.current())
        versions = [row.version for row in rows]

        assert rows == [replace(row, finding_keys=()) for row in others]
        assert left.generation() == right.generation()
        for version in versions:
            assert left.passages_of(version) == right.passages_of(version)
            assert left.sections_of(version) == right.sections_of(version)
        assert left.figures(versions) == right.figures(versions)
