"""What persons set right is laid over what was read, and never over anything else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from indexer.catalog.correcting import undo
from indexer.catalog.corrections import finding_print
from indexer.catalog.read import open_catalog
from indexer.catalog.reexamine import material_of
from indexer.catalog.write import batch, prune, writable
from indexer.divisions import load_divisions
from indexer.home import Home
from indexer.metadata import read_sources
from indexer.model import Aspect, Given, Report, Status
from indexer.reading.report import report_of
from indexer.report.findings import find
from tests.catalog.telling import (
    CARRIED,
    DONE,
    LEFT,
    NEW,
    SIGNED,
    aspects,
    checks,
    correct,
    current,
    dismiss,
    figures,
    flow,
    put,
    read_report,
    set_aspect,
)
from tests.make import figure, report
from tests.report.built import CORPUS, specimens


def test_a_corrected_figure_is_the_persons(home: Home) -> None:
    """Its value and signature are; what was read and where stays; the others are untouched."""
    made = read_report(figures=flow("4"))
    put(home, made)
    correct(home, made, NEW, "5")
    found = figures(home)
    read = made.figures[NEW]

    assert found[NEW] == replace(read, value=Decimal(5), status=Status.CORRECTED, corrected=SIGNED)
    assert {key: found[key] for key in (CARRIED, DONE)} == {
        key: made.figures[key] for key in (CARRIED, DONE)
    }


def test_what_was_read_stays_as_it_was(home: Home) -> None:
    """The corrections lie over it, and go with being undone."""
    made = read_report(figures=flow("4"))
    put(home, made)
    number = correct(home, made, NEW, "5")
    with open_catalog(home) as catalog:
        assert catalog.base(current(catalog)).figures == dict(made.figures)
        (one,) = catalog.corrections()
    with batch(writable(home)) as writing:
        undo(writing, one, "王五", "2026-02-03T00:00:00+00:00")

    assert figures(home) == dict(made.figures)
    with open_catalog(home) as catalog:
        (one,) = catalog.corrections()
        assert (one.id, one.signed, one.undone_by) == (number, SIGNED, "王五")


def test_the_last_correction_counts(home: Home) -> None:
    """And where it is undone, the one before."""
    made = read_report(figures=flow("4"))
    put(home, made)
    correct(home, made, NEW, "5")
    correct(home, made, NEW, "6")
    assert figures(home)[NEW].value == 6
    with open_catalog(home) as catalog:
        last = catalog.corrections()[-1]
    with batch(writable(home)) as writing:
        undo(writing, last, "王五", "2026-02-03T00:00:00+00:00")

    assert figures(home)[NEW].value == 5


def test_no_number_is_a_correction_too(home: Home) -> None:
    """It has no value, and what is derived from it is blank, not corrected."""
    made = read_report(figures=[*flow("4"), figure("t3.result.granted.total", "4")])
    put(home, made)
    correct(home, made, "t3.result.granted.total", None)
    found = figures(home)

    assert found["t3.result.granted.total"].value is None
    assert found["t3.result.granted.total"].status is Status.CORRECTED
    assert (found["d.rate.disclosed"].value, found["d.rate.disclosed"].status) == (
        None,
        Status.BLANK,
    )


def test_a_cell_that_was_not_read_gets_the_forms_unit(home: Home) -> None:
    """A person may write what stands in a picture."""
    made = read_report(figures=[])
    put(home, made)
    correct(home, made, NEW, "5")

    assert figures(home)[NEW].unit == "件"


def test_the_arithmetic_is_done_anew(home: Home) -> None:
    """What no longer fails is no longer told, and what fails now is."""
    made = read_report(figures=flow("5"))
    assert [finding.check for finding in made.findings] == ["t3_flow"]
    put(home, made)
    correct(home, made, NEW, "4")
    assert checks(home) == []
    correct(home, made, DONE, "3")
    assert checks(home) == ["t3_flow"]
    with open_catalog(home) as catalog:
        version = current(catalog)
        (finding,) = catalog.findings([version])[version]
        (aside,) = catalog.set_aside([version])[version]

    grounds = {ground.figure: (ground.source, ground.quote) for ground in finding.evidence}
    assert grounds == {NEW: ("corrected", "4"), DONE: ("corrected", "3"), LEFT: ("figure", "0")}
    assert (aside.finding, aside.dismissed) == (made.findings[0], False)


def test_prose_is_held_against_the_corrected_cell(home: Home) -> None:
    """No finding goes on claiming the old number."""
    made = read_report("本年度未收到依申请公开事项。", figures=flow("4"))
    assert [finding.check for finding in made.findings] == ["prose_vs_table"]
    put(home, made)
    correct(home, made, NEW, "2")
    with open_catalog(home) as catalog:
        version = current(catalog)
        messages = [finding.message for finding in catalog.findings([version])[version]]
    assert any("新收为2件" in message for message in messages)
    assert not any("新收为4件" in message for message in messages)
    correct(home, made, NEW, "0")

    assert "prose_vs_table" not in checks(home)


def test_a_corrected_aspect_is_shown(home: Home) -> None:
    """With its signature, on that passage alone."""
    made = read_report("开展培训。", "培训不够。", figures=[])
    put(home, made)
    set_aspect(home, made, 2, Aspect.PROBLEM)
    assert aspects(home) == ["account", "problem"]
    with open_catalog(home) as catalog:
        version = current(catalog)
        (row,) = catalog.passages([(version, 2)]).values()
        assert (row.aspect, row.corrected) == ("problem", SIGNED)


def test_an_aspect_follows_its_words(home: Home) -> None:
    """Where the file changed around them; where they themselves changed it is not applied."""
    made = read_report("开展培训。", "培训不够。", figures=[])
    put(home, made)
    set_aspect(home, made, 2, Aspect.PROBLEM)
    put(home, read_report("新增一段。", "开展培训。", "培 训不够。", figures=[]))
    assert aspects(home) == ["account", "account", "problem"]
    put(home, read_report("开展培训。", "培训已够。", figures=[]))

    assert aspects(home) == ["account", "account"]


def test_of_equal_passages_the_one_meant_is_corrected(home: Home) -> None:
    """They are counted."""
    made = read_report("培训不够。", "开展培训。", "培训不够。", figures=[])
    put(home, made)
    set_aspect(home, made, 3, Aspect.PROBLEM)

    assert aspects(home) == ["account", "account", "problem"]


def test_a_dismissed_finding_is_not_told(home: Home) -> None:
    """It is listed apart with who, when and why; others of its check stay."""
    made = read_report(
        figures=[
            *flow("5"),
            *(replace(f, key=f.key.replace("total", "business", 2)) for f in flow("6")[:2]),
            figure("t3.result.total.business", "4"),
            figure("t3.carried_out.business", "0"),
        ]
    )
    first, second = [finding for finding in made.findings if finding.check == "t3_flow"]
    put(home, made)
    dismiss(home, made, first)
    with open_catalog(home) as catalog:
        version = current(catalog)
        (aside,) = catalog.set_aside([version])[version]
        assert second in catalog.findings([version])[version]
        assert first not in catalog.findings([version])[version]
        assert (aside.finding, aside.by.signed, aside.dismissed) == (first, SIGNED, True)
    dismiss(home, made, second)

    assert "t3_flow" not in checks(home)


def test_a_dismissal_covers_no_other_finding(home: Home) -> None:
    """When the cells change, what is found then is told."""
    made = read_report(figures=flow("5"))
    put(home, made)
    dismiss(home, made, made.findings[0])
    assert checks(home) == []
    put(home, read_report(figures=flow("6")))

    assert checks(home) == ["t3_flow"]


def test_a_changed_file_keeps_a_correction_of_what_it_still_says(home: Home) -> None:
    """The same cell read so again is corrected; one that is read otherwise is not."""
    made = read_report("旧文。", figures=flow("4"))
    put(home, made)
    correct(home, made, NEW, "5")
    put(home, read_report("新文。", figures=flow("4")))
    assert figures(home)[NEW].value == 5
    put(home, read_report("更新。", figures=flow("7")))

    assert figures(home)[NEW] == figure(NEW, "7")


def test_reading_better_loses_no_correction(home: Home) -> None:
    """The same bytes keep it, whatever is read in them."""
    made = read_report("同文。", figures=[figure(NEW, None, Status.AMBIGUOUS)])
    put(home, made)
    correct(home, made, NEW, "5")
    put(home, read_report("同文。", figures=[figure(NEW, "4", Status.RECOVERED)]))

    assert figures(home)[NEW].value == 5


def test_corrections_outlast_removal_and_pruning(home: Home) -> None:
    """They come back with the file, under any path."""
    made = read_report(figures=flow("4"))
    put(home, made)
    correct(home, made, NEW, "5")
    with batch(writable(home)) as writing:
        writing.remove(made.source.path)
    prune(writable(home), 9)
    moved = replace(made, source=replace(made.source, path="/moved/b.txt"))
    put(home, moved)

    assert figures(home)[NEW].value == 5


def test_another_report_is_left_alone(home: Home) -> None:
    """Even where it says the same."""
    made, other = read_report(figures=flow("4")), report(["甲。"], path="/b.txt", year=2021)
    other = replace(other, figures=made.figures)
    put(home, made, other)
    correct(home, made, NEW, "5")
    with open_catalog(home) as catalog:
        by_year = {row.year: row.version for row in catalog.current()}
        found = catalog.figures(list(by_year.values()), [NEW])

    assert {year: found[version][NEW].value for year, version in by_year.items()} == {
        2020: 5,
        2021: 4,
    }


def test_the_index_is_told_of_a_correction(home: Home) -> None:
    """The version is put again in a generation of its own."""
    made = read_report(figures=flow("4"))
    put(home, made)
    correct(home, made, NEW, "5")
    with open_catalog(home) as catalog:
        assert catalog.generation() == 2
        assert catalog.changes(1) == ([current(catalog)], [])


@pytest.mark.parametrize("path", specimens(), ids=lambda path: path.name)
def test_the_checks_can_be_done_from_the_catalog(path: Path) -> None:
    """Without the file's blocks they fail nowhere, and find nothing that the file does not show."""
    given = read_sources(CORPUS).by_path.get(path.resolve(), Given())
    divisions = load_divisions((CORPUS / "divisions.csv",))
    made = report_of(str(path), path.read_bytes(), given, divisions)
    assert isinstance(made, Report)
    kept = replace(made, document=replace(made.document, blocks=()))
    found = find(material_of(kept, kept.figures, kept.passages))

    assert {finding_print(f) for f in found} <= {finding_print(f) for f in made.findings}
