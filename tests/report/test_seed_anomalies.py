"""The anomalies that readers listed in five real reports, row by row: what is found, what is not.

Rows to report are found by the check that they are mapped to, at their line; nothing is found at a
line of which readers said that it shows nothing to report.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from indexer.document import Document
from indexer.model import Finding
from indexer.report.findings import CHECKS, find
from tests.report.built import Built, built
from tests.shared import SEEDS, SHARED, needs_seeds

pytestmark = needs_seeds

ROOT = Path(__file__).parents[2]

# Every row to report → the check that finds it.
FOUND_BY = {
    "A001-01": "blank_count",
    "A002-01": "foreign_place",
    "A002-02": "foreign_agency_word",
    "A002-04": "section_missing",
    "A002-05": "section_missing",
    "A002-06": "section_numbering",
    "A002-07": "section_numbering",
    "A004-01": "prose_vs_table",
}
# What was checked and is consistent: seed, line, and the checks that may speak of it all the same.
CONSISTENT: list[tuple[str, int, set[str]]] = [
    ("000", 9, set()),
    ("000", 16, set()),
    ("001", 17, set()),
    ("002", 15, set()),
    ("002", 19, set()),
    ("002", 29, set()),
    ("003", 11, {"heading_content"}),
    ("004", 7, set()),
    ("004", 13, set()),
]
ARITHMETIC = {"t3_flow", "t3_result_sum", "t3_row_sum", "t4_sum"}


@dataclass(frozen=True)
class Row:
    """An anomaly: which seed, which lines, what was quoted, whether to report it, its class."""

    id: str
    seed: str
    lines: frozenset[int]
    quote: str
    verdict: str
    category: str


def rows() -> list[Row]:
    """The list, empty where it is not here."""
    path = SHARED / "seed_anomalies.tsv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Row(
                r["id"],
                r["seed"],
                lines(r["line"]),
                r["quote"],
                r["report_it"].split()[0],
                r["category"],
            )
            for r in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def lines(told: str) -> frozenset[int]:
    """`9 vs 110-117` → 9, 110 … 117; none for what is absent."""
    found: set[int] = set()
    for low, high in re.findall(r"(\d+)(?:-(\d+))?", told):
        found |= set(range(int(low), int(high or low) + 1))
    return frozenset(found)


def seed(number: str) -> Built:
    """One of the reports."""
    (path,) = SEEDS.glob(f"{number}_*")
    return built(path)


def places(document: Document, finding: Finding) -> frozenset[int]:
    """The lines on which the evidence of a finding lies."""
    spans = [span for e in finding.evidence if e.locator for span in e.locator.spans]
    text = document.text
    return frozenset(
        line
        for start, end in spans
        for line in range(text.count("\n", 0, start) + 1, text.count("\n", 0, end) + 2)
    )


def shown(number: str) -> list[tuple[Finding, frozenset[int]]]:
    """Every finding of a seed with its lines."""
    report = seed(number)
    return [(finding, places(report.document, finding)) for finding in find(report.material)]


def test_the_list_is_known() -> None:
    """99 rows; each one to report is mapped to a check that there is."""
    assert len(rows()) == 99
    assert {row.id for row in rows() if row.verdict == "yes"} == set(FOUND_BY)
    assert set(FOUND_BY.values()) <= set(CHECKS)


@pytest.mark.parametrize(
    "row", [row for row in rows() if row.verdict == "yes"], ids=lambda row: row.id
)
def test_what_is_to_be_reported_is_found(row: Row) -> None:
    """By its check, with evidence on its lines; what is absent has no line."""
    found = [at for finding, at in shown(row.seed) if finding.check == FOUND_BY[row.id]]

    assert found
    assert not row.lines or any(row.lines & at for at in found)


@pytest.mark.parametrize(
    "row", [row for row in rows() if row.verdict == "no"], ids=lambda row: row.id
)
def test_what_shows_nothing_is_not_reported(row: Row) -> None:
    """No evidence lies on its lines, but where another row has the line and is no such row."""
    others = {
        line
        for other in rows()
        if other.seed == row.seed and other.verdict != "no"
        for line in other.lines
    }

    assert [f.check for f, at in shown(row.seed) if row.lines & at - others] == []


@pytest.mark.parametrize(("number", "line", "may"), CONSISTENT)
def test_what_is_consistent_is_silent(number: str, line: int, may: set[str]) -> None:
    """Counts that agree with the tables and with each other."""
    assert {f.check for f, at in shown(number) if line in at} <= may


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_all_arithmetic_of_the_tables_holds(number: str) -> None:
    """Every identity on the values present."""
    assert ARITHMETIC & {finding.check for finding, _ in shown(number)} == set()


def test_the_documentation_tells_of_every_class() -> None:
    """docs/checks.md has each category once, and its numbers add up to the list."""
    table = (ROOT / "docs" / "checks.md").read_text("utf-8").split("## 五份真实报告")[1]
    told = [line.split("|") for line in table.splitlines() if line.count("|") > 4][2:]
    classes = [name for line in told for name in re.findall(r"`([a-z_]+)`", line[1])]
    counted = Counter(row.category for row in rows())

    assert sorted(classes) == sorted(counted)
    for line in told:
        names = re.findall(r"`([a-z_]+)`", line[1])
        assert int(line[2]) == sum(counted[name] for name in names), names


def test_none_received_against_one_in_004() -> None:
    """The prose of one line, and the two cells of the table."""
    (row,) = (row for row in rows() if row.id == "A004-01")
    (finding,) = (f for f, _ in shown("004") if f.check == "prose_vs_table")

    assert finding.evidence[0].quote in row.quote
    assert ("t3.new_received.total", "1") in {(e.figure, e.quote) for e in finding.evidence}


def test_another_town_and_the_missing_part_in_002() -> None:
    """The name twice; the part that the preamble announces and the text lacks."""
    found = {finding.check: finding for finding, _ in shown("002")}
    (absent,) = (row for row in rows() if row.id == "A002-04")

    assert "高桥镇" in found["foreign_place"].message
    assert len(found["foreign_place"].evidence) == 2
    assert found["section_missing"].message.split("“")[1].split("”")[0] in absent.quote
