"""Files read by children: the same reports, and one over which a child dies costs itself alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from indexer.divisions import Divisions, load_divisions
from indexer.document import Document, Refusal
from indexer.errors import NoReader
from indexer.model import Given, Report
from indexer.reading.readers import Readers
from indexer.reading.report import Read, report_of, report_or_fault

CORPUS = Path(__file__).parents[1] / "corpus"
DIVISIONS = (CORPUS / "divisions.csv",)
TOWN = CORPUS / "qingzhi-town-2019.txt"


def without_blocks(report: Read) -> Read:
    """As a child tells it, and as the catalog keeps it."""
    if isinstance(report, Refusal):
        return report
    read = report.document
    return replace(report, document=Document(read.format, read.text, (), head=read.head))


def test_a_child_reads_what_we_read() -> None:
    """Every specimen: text, figures, findings and notices."""
    files = sorted(CORPUS.glob("*-*-20*.*"))
    lists = load_divisions(DIVISIONS)
    with Readers(DIVISIONS, workers=2) as readers:
        begun = [readers.timed(str(file), file.read_bytes(), Given()) for file in files]
        found = [future.result()[0] for future in begun]

    assert len(files) == 29
    assert found == [
        without_blocks(report_of(str(file), file.read_bytes(), Given(), lists)) for file in files
    ]


def test_where_no_child_starts_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the next step; nothing is read without bounds."""
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with pytest.raises(NoReader, match="检查"):
        Readers(DIVISIONS, workers=1)


def test_where_a_child_ends_before_it_reads_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no fault of the file."""
    monkeypatch.setattr("indexer.reading.children.PROGRAM", "raise SystemExit(3)")
    with Readers(DIVISIONS, workers=1) as readers, pytest.raises(NoReader, match="3"):
        readers.read(str(TOWN), TOWN.read_bytes(), Given())


def test_a_fault_of_ours_is_a_refusal() -> None:
    """The reading of the other files goes on."""
    refusal = report_or_fault("file", "x.txt", TOWN.read_bytes(), Given(), cast(Divisions, None))

    assert isinstance(refusal, Refusal)
    assert refusal.code == "internal_error"
    assert refusal.next_step


def test_a_name_that_is_no_text_does_no_harm() -> None:
    """Bytes that are no UTF-8 in a path, as an archive of another system leaves them."""
    path = "/data/\udcc4\udcea.txt"
    with Readers(DIVISIONS, workers=1) as readers:
        report = readers.read(path, TOWN.read_bytes(), Given())

    assert isinstance(report, Report)
    assert report.source.path == path
