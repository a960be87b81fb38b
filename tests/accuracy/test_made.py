"""An invented report, printed in every layout, is one report."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from random import Random

import pytest

from indexer.model import Report
from tests.accuracy.made import EXACT, FLAT, Made, made
from tests.accuracy.same import Difference, Said, difference, report, said
from tests.accuracy.score import Score, score
from tests.accuracy.truth import of_string

REPORTS = 4


@cache
def _made() -> tuple[Made, ...]:
    return tuple(made(REPORTS))


@cache
def _read(number: int, layout: str) -> Report:
    suffix, printer = {**EXACT, **FLAT}[layout]
    told = report(printer(_made()[number].printed, Random(number)), f"a.{suffix}")
    assert isinstance(told, Report), told
    return told


def _said(number: int, layout: str) -> Said:
    return said(_read(number, layout))


@pytest.mark.parametrize("number", range(REPORTS))
def test_the_docx_says_what_was_printed(number: int) -> None:
    """Every cell, odd ones too; and the rare character of the preamble."""
    told, one = _read(number, "docx"), _made()[number]
    cells = {key: of_string(text) for key, text in one.figures.items()}

    assert score(told.figures, cells) == Score(len(cells))
    assert any("𬇙江路" in passage.text for passage in told.passages)
    assert {"problems", "measures", "overview.proactive"} <= {s.slot for s in told.sections}


@pytest.mark.slow
@pytest.mark.parametrize("layout", list(EXACT)[1:])
@pytest.mark.parametrize("number", range(REPORTS))
def test_every_exact_layout_says_the_same(number: int, layout: str) -> None:
    """Tracked changes, controls, automatic numbers, menus and layout tables change nothing."""
    assert difference(_said(number, "docx"), _said(number, layout)) == Difference()


@pytest.mark.parametrize("layout", FLAT)
@pytest.mark.parametrize("number", range(REPORTS))
def test_flattened_layouts_withhold_rather_than_err(number: int, layout: str) -> None:
    """A row with a blank, or a space inside a number, may be left open; all else is the same."""
    found = difference(_said(number, "docx"), _said(number, layout))
    unclear = {
        _row(key) for key, text in _made()[number].figures.items() if not text or " " in text
    }

    assert (found.identity, found.sections) == ((), False)
    assert (found.lost, found.added, found.wrong) == ((), (), ())
    assert {_row(key) for key in found.withheld if not key.startswith("d.")} <= unclear
    assert unclear or found.withheld == ()


def test_the_changes_are_there() -> None:
    """Every wrapper, deleted words and ends of paragraphs, and a table of contents."""
    _, printer = EXACT["docx with changes"]
    data = printer(_made()[0].printed, Random(0))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("word/document.xml").decode()

    for name in ("ins", "smartTag", "hyperlink", "fldSimple", "moveTo", "sdt", "delText"):
        assert f"<w:{name}>" in xml or f"<w:{name} " in xml, name
    assert "<w:rPr><w:del/></w:rPr>" in xml
    assert 'w:val="21"' in xml


def _row(key: str) -> str:
    return key.rpartition(".")[0]
