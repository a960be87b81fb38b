"""The catalog keeps what it is given, in versions that never change."""

from __future__ import annotations

import itertools
from decimal import Decimal
from pathlib import Path
from typing import NoReturn

import pytest

from indexer.catalog.read import Catalog, open_catalog
from indexer.catalog.rows import micro
from indexer.catalog.write import batch, prune, writable
from indexer.document import Refusal
from indexer.errors import HomeBusy, NoHome
from indexer.home import Home, writer_lock
from indexer.model import Report, Status
from indexer.outcome import Outcome, OutcomeStatus
from tests.homes import NewHome
from tests.make import CODES, figure, report

READING = "rules"


def put(home: Home, *reports: Report) -> list[Outcome]:
    """Keep reports in one batch."""
    with batch(writable(home)) as writing:
        return [writing.put(item, CODES, READING) for item in reports]


def remove(home: Home, path: str) -> bool:
    """Forget one source in a batch."""
    with batch(writable(home)) as writing:
        return writing.remove(path)


def the_report(catalog: Catalog) -> int:
    """The only report that is searched, by its version."""
    (row,) = catalog.current()
    return row.version


def test_what_is_put_is_read_back(home: Home) -> None:
    """Identity, passages, figures and findings, exactly."""
    figures = [figure("t3.new_received.total", "4"), figure("t2.fees.amount_10k_yuan", "96171.6")]
    figures.append(figure("t3.carried_in.total", None, Status.BLANK))
    made = report(["做好保密审查。", "开展培训。"], topics=("secrecy_review",), figures=figures)
    (outcome,) = put(home, made)
    with open_catalog(home) as catalog:
        version = the_report(catalog)
        row = catalog.reports([version])[version]
        passages = catalog.passages_of(version)

        assert outcome == Outcome("/reports/a.txt", OutcomeStatus.ADDED, made.id)
        assert (row.id, row.agency, row.year) == (made.id, made.identity.agency, 2020)
        assert row.places[-1] == ("990121101", "青芷镇")
        assert row.evidence == made.identity.evidence
        assert [p.text for p in passages] == ["做好保密审查。", "开展培训。"]
        assert [p.locator for p in passages] == [p.locator for p in made.passages]
        assert catalog.figures([version])[version] == dict(made.figures)
        assert catalog.findings([version])[version] == made.findings
        assert catalog.document_text(version) == made.document.text


def test_a_changed_file_replaces_its_report(home: Home) -> None:
    """One report is searched; the version that was replaced is let go."""
    put(home, report(["旧文。"]))
    (outcome,) = put(home, report(["新文。"]))
    with open_catalog(home) as catalog:
        (passage,) = catalog.passages_of(the_report(catalog))

        assert outcome.status is OutcomeStatus.REPLACED
        assert passage.text == "新文。"
        assert catalog.counts()["reports"] == 1


def test_a_batch_knows_what_was_put_in_it(home: Home) -> None:
    """Before it is committed: a path that comes twice, or goes again, leaves its last report."""
    old, new, passing = report(["旧文。"]), report(["新文。"]), report(["他文。"], path="/b.txt")
    with batch(writable(home)) as writing:
        added = writing.put(old, CODES, READING)
        known = writing.known(old.source.path, old.source.sha256, READING)
        replaced = writing.put(new, CODES, READING)
        writing.put(passing, CODES, READING)
        paths = writing.paths()
        gone, gone_before = writing.remove("/b.txt"), writing.remove("/b.txt")
    with open_catalog(home) as catalog:
        (passage,) = catalog.passages_of(the_report(catalog))

        assert known is not None
        assert known.status is added.status is OutcomeStatus.ADDED
        assert replaced.status is OutcomeStatus.REPLACED
        assert paths == ["/b.txt", new.source.path]
        assert (gone, gone_before) == (True, False)
        assert passage.text == "新文。"
        assert catalog.counts() == {"reports": 1, "passages": 1, "sources": 1}


def test_a_file_that_turns_bad_takes_its_report_along(home: Home) -> None:
    """What a file no longer tells is no longer searched."""
    put(home, report(["旧文。"]))
    with batch(writable(home)) as writing:
        refusal = Refusal("damaged", "损坏。", "重新下载。")
        outcome = Outcome("/reports/a.txt", OutcomeStatus.UNREADABLE, None, refusal.code)
        writing.refuse(outcome, "0" * 64, READING)
    with open_catalog(home) as catalog:
        assert list(catalog.current()) == []
        assert catalog.outcomes() == {"unreadable": 1}


def test_of_two_sources_the_later_publication_stands(tmp_path: Path, new_home: NewHome) -> None:
    """In whatever order they are added; the other stays reachable."""
    sources = [
        report(["甲。"], path="/a.txt", published="2021-01-20"),
        report(["乙。"], path="/b.txt", published="2021-02-05"),
        report(["丙。"], path="/c.txt"),
    ]
    for number, order in enumerate(itertools.permutations(sources)):
        home = new_home(tmp_path / str(number))
        for source in order:
            put(home, source)
        with open_catalog(home) as catalog:
            (row,) = catalog.current()
            others = catalog.other_versions(row.id)

            assert row.path == "/b.txt"
            assert sorted(other.path for other in others) == ["/a.txt", "/c.txt"]
            assert all(catalog.find(id=other.address) == [other] for other in others)


def test_without_dates_the_smaller_hash_stands(tmp_path: Path, new_home: NewHome) -> None:
    """Again in any order."""
    sources = [report(["甲。"], path="/a.txt"), report(["乙。"], path="/b.txt")]
    stands = min(sources, key=lambda source: source.source.sha256)
    for number, order in enumerate(itertools.permutations(sources)):
        home = new_home(tmp_path / str(number))
        put(home, *order)
        with open_catalog(home) as catalog:
            assert [row.path for row in catalog.current()] == [stands.source.path]


def test_removing_the_standing_source_brings_the_other_back(home: Home) -> None:
    """And removing the last one leaves nothing."""
    put(home, report(["甲。"], path="/a.txt", published="2021-01-20"))
    put(home, report(["乙。"], path="/b.txt", published="2021-02-05"))
    assert remove(home, "/b.txt")
    with open_catalog(home) as catalog:
        assert [row.path for row in catalog.current()] == ["/a.txt"]
    assert remove(home, "/a.txt")
    assert not remove(home, "/a.txt")
    with open_catalog(home) as catalog:
        assert list(catalog.current()) == []


def test_an_index_is_told_what_changed_since(home: Home) -> None:
    """From any earlier generation: the versions to add and the ones to drop."""
    put(home, report(["甲。"], path="/a.txt"))
    put(home, report(["乙。"], path="/b.txt", agency="林峪县水利局"))
    put(home, report(["甲改。"], path="/a.txt"))
    with open_catalog(home) as catalog:
        assert catalog.generation() == 3
        assert catalog.changes(3) == ([], [])
        assert catalog.changes(2) == ([3], [1])
        assert catalog.changes(0) == ([2, 3], [1])


def test_a_batch_that_changes_nothing_takes_no_generation(home: Home) -> None:
    """Looking is not writing."""
    put(home, report(["甲。"]))
    with batch(writable(home)) as writing:
        assert writing.known("/reports/a.txt", "0" * 64, READING) is None
    with open_catalog(home) as catalog:
        assert catalog.generation() == 1


def break_off(home: Home, item: Report, readers: Catalog) -> NoReturn:
    """Put a report and fail; how many reports a reader saw meanwhile is the error's argument."""
    with batch(writable(home)) as writing:
        writing.put(item, CODES, READING)
        raise RuntimeError(len(list(readers.current())))


def test_a_batch_is_all_or_nothing(home: Home) -> None:
    """An exception in it undoes it; readers saw none of it."""
    put(home, report(["甲。"]))
    with open_catalog(home) as catalog, pytest.raises(RuntimeError, match="1"):
        break_off(home, report(["乙。"], path="/b.txt", year=2021), catalog)
    with open_catalog(home) as catalog:
        assert (catalog.generation(), len(list(catalog.current()))) == (1, 1)


def test_a_view_sees_one_state_until_refreshed(home: Home) -> None:
    """A reader keeps what it opened."""
    put(home, report(["甲。"]))
    with open_catalog(home) as catalog:
        assert catalog.generation() == 1
        put(home, report(["乙。"], path="/b.txt", year=2021))
        assert len(list(catalog.current())) == 1
        catalog.refresh()
        assert len(list(catalog.current())) == 2


def test_specimens_are_known_and_cleared(home: Home) -> None:
    """A home of specimens alone is told; clearing leaves the others."""
    put(home, report(["样例。"], path="/s.txt", specimen=True))
    with open_catalog(home) as catalog:
        assert catalog.specimen()
    put(home, report(["真。"], path="/a.txt", year=2021))
    with open_catalog(home) as catalog:
        assert not catalog.specimen()
    with batch(writable(home)) as writing:
        writing.clear_specimens()
    with open_catalog(home) as catalog:
        assert [row.specimen for row in catalog.current()] == [False]


def test_what_is_gone_is_pruned(home: Home) -> None:
    """With all its parts; what stands is untouched."""
    put(home, report(["旧文。"]))
    put(home, report(["新文。"]))
    assert prune(writable(home), 2) == 1
    with open_catalog(home) as catalog:
        assert catalog.passages([(1, 1)]) == {}
        assert len(catalog.passages_of(the_report(catalog))) == 1


def test_values_are_exact_or_not_compared() -> None:
    """Long amounts keep their digits; what does not fit 64 bits has no comparable form."""
    assert micro(Decimal("4166.241619")) == 4166241619
    assert micro(Decimal("0.0000001")) is None
    assert micro(Decimal(10) ** 30) is None
    assert micro(None) is None


def test_finding_by_name_takes_wildcards_literally(home: Home) -> None:
    """A % in a name is a character."""
    put(home, report(["甲。"]))
    with open_catalog(home) as catalog:
        assert len(catalog.find(agency="青芷", year=2020)) == 1
        assert catalog.find(agency="%") == []
        assert catalog.find(agency="_") == []


def test_no_home_says_what_makes_one(home: Home) -> None:
    """The command is named."""
    with pytest.raises(NoHome, match="indexer add"):
        open_catalog(home)


def test_one_writer_at_a_time(home: Home) -> None:
    """The second is told who writes; when the first is done it may."""
    with writer_lock(home), pytest.raises(HomeBusy, match="pid"), writer_lock(home):
        pass
    with writer_lock(home):
        pass
