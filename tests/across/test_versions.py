"""Two sources of one report that do not say the same are told, and only those."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

from indexer.home import Home
from indexer.labels import SLOTS
from indexer.model import Report, Severity
from tests.across.kept import checks, of_year, only, put, remove, told
from tests.homes import NewHome

TEXT = "全年主动公开政府信息24条，公开前都做了保密审查。"
KEY = "t3.new_received.total"


def source(name: str, published: str, value: str = "4", texts: tuple[str, ...] = (TEXT,)) -> Report:
    """One source of the report of 2022."""
    passages = [("overview.proactive", text) for text in texts]
    return of_year(2022, {KEY: value}, passages, path=f"/{name}.txt", published=published)


def test_figures_and_dates_that_differ_are_named(tmp_path: Path, new_home: NewHome) -> None:
    """In whatever order the two came; the evidence opens both."""
    old, new = source("old", "2023-01-10", "5"), source("new", "2023-02-10")
    for number, order in enumerate(permutations((old, new))):
        home = new_home(tmp_path / str(number))
        for item in order:
            put(home, item)
        finding = only(home)

        assert list(told(home)) == ["/new.txt"]
        assert (finding.check, finding.severity) == ("versions_differ", Severity.WARNING)
        assert "（4与5）" in finding.message
        assert "2023-02-10与2023-01-10" in finding.message
        other = f"{old.id}~{old.source.sha256[:8]}"
        assert [(g.report, g.quote) for g in finding.evidence[:2]] == [(new.id, "4"), (other, "5")]


def test_passages_of_one_source_only_are_quoted(home: Home) -> None:
    """As something worth knowing."""
    put(home, source("old", "2023-01-10"))
    put(home, source("new", "2023-02-10", texts=(TEXT, "另补充说明：公示栏已换新。")))
    finding = only(home)

    assert finding.severity is Severity.INFO
    assert (
        f"本来源有1段、另一来源有0段文字为对方所无（见{SLOTS['overview.proactive']}）"
        in finding.message
    )
    assert "only there (in overview.proactive)" in finding.message_en
    assert [g.quote for g in finding.evidence if g.source == "passage"] == [
        "另补充说明：公示栏已换新。"
    ]


def test_another_layout_of_the_same_is_no_difference(home: Home) -> None:
    """Other spaces, marks and cuts, and another day on which it was put up."""
    put(
        home,
        source("old", "2023-01-10", texts=("全年主动公开政府信息 24 条", "公开前都做了保密审查")),
    )
    put(home, source("new", "2023-02-10"))

    assert checks(home) == []


def test_it_goes_with_the_other_source(home: Home) -> None:
    """Nothing is left to differ from."""
    put(home, source("old", "2023-01-10", "5"), source("new", "2023-02-10"))
    remove(home, "/old.txt")

    assert checks(home) == []
