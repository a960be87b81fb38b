"""A whole report from a file: the parts fit together, and the specimens are what they were made."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from indexer.divisions import load_divisions
from indexer.document import Refusal
from indexer.metadata import read_sources
from indexer.model import Given, Report, Status
from indexer.reading.report import report_of
from indexer.shapes import report_json
from tests.shared import SEEDS, needs_seeds

CORPUS = Path(__file__).parents[2] / "corpus"
TRUTH = json.loads((CORPUS.parent / "tests" / "specimen_truth.json").read_text("utf-8"))["reports"]


@cache
def specimen(name: str) -> Report:
    """A specimen as the pipeline reads it."""
    metadata = read_sources(CORPUS)
    path = CORPUS / name
    divisions = load_divisions(metadata.divisions)
    report = report_of(str(path), path.read_bytes(), metadata.by_path[path], divisions)
    assert not isinstance(report, Refusal)
    return report


@pytest.mark.parametrize("name", TRUTH)
def test_forms_are_those_of_the_truth(name: str) -> None:
    """Per table, over all three generations."""
    assert dict(specimen(name).forms) == TRUTH[name]["forms"]


@pytest.mark.parametrize("name", TRUTH)
def test_literals_across_page_breaks_are_in_one_passage(name: str) -> None:
    """What was cut by the page is whole again."""
    texts = [passage.text for passage in specimen(name).passages]

    assert [
        literal for literal in TRUTH[name]["literals"] if not any(literal in text for text in texts)
    ] == []


@pytest.mark.parametrize("name", TRUTH)
def test_a_report_becomes_json(name: str) -> None:
    """And the JSON says which figures carry a value: only those whose status does."""
    data = json.loads(json.dumps(report_json(specimen(name)), ensure_ascii=False))
    carrying = {Status.REPORTED, Status.RECOVERED, Status.STATED, Status.DERIVED}

    assert data["source"]["specimen"] is True
    assert all(
        figure["value"] is None or figure["status"] in carrying
        for figure in data["figures"].values()
    )


@pytest.mark.parametrize(
    ("name", "key", "value", "quote"),
    [
        ("linyu-water-2019.txt", "n.proactive", 172, "公开政府信息172条"),
        ("linyu-water-2018.docx", "n.interpretation", 5, "发布政策解读5篇"),
        ("zhefeng-town-2020.txt", "n.processing_fee", 0, "没有发生信息处理费"),
    ],
)
def test_counts_in_prose_are_figures_of_their_own(
    name: str, key: str, value: int, quote: str
) -> None:
    """Stated, with the characters that state them; cells are not touched by them."""
    report = specimen(name)
    figure = report.figures[key]
    assert figure.locator

    assert (figure.value, figure.status) == (Decimal(value), Status.STATED)
    assert report.document.slice(figure.locator.spans) == quote


@needs_seeds
def test_a_sentence_of_a_seed_that_a_page_cut_is_one_passage() -> None:
    """001 and 002 have such sentences."""
    wanted = {"001": "年底举办", "002": "一名分管领导"}
    for number, literal in wanted.items():
        (path,) = SEEDS.glob(f"{number}_*")
        report = report_of(str(path), path.read_bytes(), Given(), load_divisions())
        assert isinstance(report, Report)

        assert any(literal in passage.text for passage in report.passages)
