"""Real and specimen reports show what is wrong in them, and no more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer import labels
from indexer.across.checks import OF_SOURCES, OF_YEARS
from indexer.report.findings import CHECKS, find
from tests.report.built import built, specimens
from tests.report.checked import PARTS, checks
from tests.shared import SEEDS, needs_seeds

TRUTH = json.loads((Path(__file__).parents[1] / "specimen_truth.json").read_text("utf-8"))


def test_a_complete_report_is_silent() -> None:
    """Six parts in order with nothing against them give no finding."""
    assert checks(*PARTS) == []


def test_every_check_has_a_name() -> None:
    """In Chinese, and no name without its check."""
    checks = [*CHECKS, *OF_YEARS, *OF_SOURCES]

    assert checks == list(labels.CHECKS)
    assert len(set(labels.CHECKS.values())) == len(checks)


@pytest.mark.parametrize("path", specimens(), ids=lambda path: path.name)
def test_specimens_show_what_was_made_wrong_in_them_and_no_more(path: Path) -> None:
    """Of the checks that look at one report, exactly those of the truth, with its evidence."""
    told: dict[str, list[str]] = {}
    for row in TRUTH["reports"][path.name]["contradictions"]:
        if row["check"] in CHECKS:
            told.setdefault(row["check"], []).extend(row["evidence"])
    found = find(built(path).material)

    assert set(told) == {finding.check for finding in found}
    for check, grounds in told.items():
        shown = " ".join(
            e.quote if e.figure is None else f"{e.figure}={e.quote}"
            for finding in found
            if finding.check == check
            for e in finding.evidence
        )
        assert [g for g in grounds if g not in shown and not g.startswith("leaves")] == []


SEED_FINDINGS = {
    "000": [],
    "001": ["blank_count"],
    "002": ["section_missing", "section_numbering", "foreign_place", "foreign_agency_word"],
    "003": ["heading_content", "fee_statement"],
    "004": ["prose_vs_table"],
}


@needs_seeds
@pytest.mark.parametrize("name", sorted(SEED_FINDINGS))
def test_seeds_show_what_is_wrong_in_them_and_no_more(name: str) -> None:
    """Every anomaly to report is found, and nothing of what was checked and is consistent."""
    found = find(built(next(SEEDS.glob(f"{name}_*"))).material)

    assert SEED_FINDINGS[name] == [finding.check for finding in found]
    assert all(finding.evidence for finding in found)
