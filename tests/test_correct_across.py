"""What a person set right in one report counts for what another says beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.catalog.read import open_catalog
from indexer.correct.acts import correct_figure, dismiss, undo_correction
from indexer.correct.values import signed
from indexer.home import VARIABLE, Home
from indexer.model import Finding
from indexer.pipeline import add
from search_api.session import open_session
from tests.homes import NewHome

CORPUS = Path(__file__).parents[1] / "corpus"
LAST, THIS = "990102001-22aef063-own-2020", "990102001-22aef063-own-2021"
NEW, OUT = "t3.new_received", "t3.carried_out"
WHY = signed("核对原件", "李四")


@pytest.fixture
def home(tmp_path: Path, new_home: NewHome, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Two years of an office: 2 carried out by the first, 1 carried in by the second."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    made = new_home(tmp_path / "home")
    monkeypatch.setenv(VARIABLE, made.url)
    add(made, sorted(CORPUS.glob("jiqiao-subdistrict-202[01].*")))
    return made


def carried(home: Home) -> tuple[Finding, ...]:
    """What the second year says of carry-over."""
    with open_catalog(home) as catalog:
        (row,) = catalog.find(id=THIS)
        findings = catalog.findings([row.version])[row.version]
        assert ("carry_over" in row.finding_keys) == any(f.check == "carry_over" for f in findings)
        return tuple(finding for finding in findings if finding.check == "carry_over")


def hits(home: Home) -> int:
    """How many reports the index finds by the check."""
    with open_session(home.path, lambda _text: None) as session:
        return session.searcher.search("finding:carry_over").total


def carry_out(home: Home, more: int) -> None:
    """So many more carried out by the first year, and received, so that its sums go on holding."""
    with open_catalog(home) as catalog:
        (row,) = catalog.find(id=LAST)
        figures = catalog.figures([row.version])[row.version]
    for name in (NEW, OUT):
        for column in ("natural_person", "total"):
            value = figures[f"{name}.{column}"].value
            assert value is not None
            correct_figure(home, LAST, f"{name}.{column}", str(value + more), WHY)


def test_a_corrected_cell_of_the_year_before_is_quoted_as_corrected(home: Home) -> None:
    """The finding and its ground tell the person's value, and where it stands."""
    carry_out(home, 1)

    (finding,) = carried(home)
    ground = finding.evidence[0]
    assert "总计3与1" in finding.message
    assert (ground.source, ground.quote, ground.report) == ("corrected", "3", LAST)


def test_a_finding_beside_another_year_goes_and_comes_with_its_cells(home: Home) -> None:
    """Set right there is nothing to say; undone, it is said again, also in the index."""
    (before,) = carried(home)
    assert hits(home) == 1
    carry_out(home, -1)
    assert (carried(home), hits(home)) == ((), 0)
    for number in range(1, 5):
        undo_correction(home, number, WHY)

    assert (carried(home), hits(home)) == ((before,), 1)


def test_a_finding_beside_another_year_can_be_dismissed(home: Home) -> None:
    """It is set aside like one of the report's own, and found no more."""
    dismiss(home, THIS, "结转跨年衔接", None, WHY)

    assert (carried(home), hits(home)) == ((), 0)
