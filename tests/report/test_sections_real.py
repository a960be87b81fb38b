"""Specimens and real reports are cut into their sections, and nothing of them is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.model import Aspect
from indexer.report.sections import Outline
from tests.report.built import Built, built, specimens
from tests.report.lines import assert_whole, texts
from tests.shared import SEEDS, SHARED, needs_seeds

TRUTH = json.loads((Path(__file__).parents[1] / "specimen_truth.json").read_text("utf-8"))


def found_slots(found: Outline) -> list[str]:
    """The slots of the sections, in order."""
    return [section.slot for section in found.sections]


@pytest.mark.parametrize("path", specimens(), ids=lambda path: path.name)
def test_specimens_have_their_slots_and_all_their_characters(path: Path) -> None:
    """The slots told in the truth are found, and no others; nothing is lost."""
    made = built(path)
    assert_whole(made.document, made.outline, made.identification.title_spans)
    told = set(TRUTH["reports"][path.name]["slots"])
    # Headings without narrative of their own name their slot too; the truth tells of narrative.
    bare = {s.slot for s in made.outline.sections if not s.passages}
    seen = {s.slot for s in made.outline.sections}

    assert seen - bare <= told | {"preamble", "other.proposals"}
    assert told - {"overview.extra"} <= seen


@needs_seeds
@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
def test_seeds_lose_nothing(name: str) -> None:
    """Every character of a real report stands once."""
    made = seed(name)
    assert_whole(made.document, made.outline, made.identification.title_spans)


def seed(name: str) -> Built:
    return built(next(SEEDS.glob(f"{name}_*")))


@needs_seeds
def test_seed_000_has_seven_sub_parts_and_three_in_five() -> None:
    """Sub-parts beyond the form's five, an earlier year's problems, residues gone."""
    found = seed("000").outline

    assert [
        *("preamble", "overview", "overview.proactive", "overview.on_request"),
        *("overview.management", "overview.platform", "overview.organisation"),
        *("overview.supervision", "other.proposals", "tables.proactive", "tables.requests"),
        *("tables.review", "problems", "prior_rectification", "problems", "measures", "other"),
        "signature",
    ] == found_slots(found)
    assert not any("[image" in text or "[bookmark" in text for text in texts(found))
    assert sum(passage.slot == "overview.proactive" for passage in found.passages) == 6


@needs_seeds
def test_seed_001_is_whole_across_its_page_breaks() -> None:
    """A sentence cut by a page is one passage; problem and plan of one sentence are two."""
    found = seed("001").outline
    problem = [p for p in found.passages if p.slot == "problems"]
    measures = [p for p in found.passages if p.slot == "measures"]

    assert any("年底举办" in text for text in texts(found))
    assert [p.aspect for p in problem] == [Aspect.PROBLEM]
    assert problem[0].text.endswith("仍存在不足，")
    assert measures[0].text.startswith("下一步")
    assert len(measures) == 4


@needs_seeds
def test_seed_002_is_told_by_wording() -> None:
    """Its 四 is the part on problems, its announced part on review is not there."""
    found = seed("002").outline
    named = {section.title: section.slot for section in found.sections}

    assert any("一名分管领导" in text for text in texts(found))
    assert named["存在的主要问题及改进措施"] == "problems"
    assert named["改进措施"] == "measures"
    assert "tables.review" not in found_slots(found)
    assert "overview.extra" in found_slots(found)


@needs_seeds
def test_seed_003_has_problems_and_measures_in_plain_paragraphs() -> None:
    """No preamble of its own; five without sub-headings; an unnumbered second heading."""
    found = seed("003").outline

    assert "preamble" not in found_slots(found)
    assert found.passages[0].slot == "overview"
    assert found.passages[0].aspect is Aspect.BASIS
    assert found_slots(found).count("overview.supervision") == 2
    assert [p.aspect for p in found.passages if p.slot in ("problems", "measures")] == [
        Aspect.PROBLEM
    ] * 3 + [Aspect.MEASURE] * 2


@needs_seeds
def test_the_flattened_page_is_cut() -> None:
    """A real web page in one line: six parts, sub-parts, and no cell among the passages."""
    path = SHARED / "real" / "pingtan_qu_2021.page.txt"
    found = built(path).outline

    assert {
        *("preamble", "overview", "overview.proactive", "overview.on_request"),
        *("overview.management", "overview.platform", "overview.supervision"),
        *("tables.proactive", "tables.requests", "tables.review"),
        *("problems", "measures", "other", "other.fee"),
    } == set(found_slots(found))
    assert not found.table_texts
    assert not any("0000000" in text for text in texts(found))


def test_the_corpus_is_there() -> None:
    """The parametrized tests above ran on something."""
    assert len(specimens()) >= 24
