"""An invented report, printed to PDF by other programs, is the report that it was."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from indexer.model import Report
from tests.accuracy.made import EXACT, made
from tests.accuracy.printed import PRINTERS
from tests.accuracy.same import difference, report, said

REPORTS = 4
_LEAST_PASSAGES = 0.75


@pytest.mark.slow
@pytest.mark.parametrize("printer", PRINTERS)
def test_a_printed_report_errs_in_no_figure(printer: str, tmp_path: Path) -> None:
    """Every figure is that of the .docx or withheld, and few are; most passages are there."""
    for number, one in enumerate(made(REPORTS)):
        folder = tmp_path / str(number)
        folder.mkdir()
        wanted = report(EXACT["docx"][1](one.printed, Random(0)), "a.docx")
        told = report(PRINTERS[printer](one, folder), "a.pdf")
        assert isinstance(wanted, Report)
        assert isinstance(told, Report), told
        found = difference(said(wanted), said(told))

        assert found.wrong == ()
        assert found.identity == ()
        assert len(found.withheld) <= len(wanted.figures) / 20
        assert len(found.lost) <= (1 - _LEAST_PASSAGES) * len(wanted.passages)
