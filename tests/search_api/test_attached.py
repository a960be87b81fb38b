"""Findings stand beside what they speak of: in full once, in short elsewhere, else at the end."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from rich.cells import cell_len

from indexer.catalog.rows import PassageRow, SectionRow
from indexer.document import Locator, Span
from indexer.model import Evidence, Figure, Finding, Origin, Severity, Status
from search_api.attached import Attached, Place, attach, attached_json
from search_api.render.findings import Notes
from tests.search_api.running import Place as Folder
from tests.search_api.running import specimens

NEW = "t3.new_received.total"
FIGURES = {NEW: Figure(NEW, Decimal(1), Status.REPORTED, "件", "１")}
SECTIONS = (
    SectionRow("overview", "一、", "总体情况", 0, ((0, 6),), (1,)),
    SectionRow("other", "六、", "其他事项", 0, ((30, 36),), (2,)),
)


def passage(n: int, text: str, *spans: Span) -> PassageRow:
    """A passage at its spans."""
    return PassageRow(1, n, "overview", "account", False, False, (), text, Locator(spans))


# The second is cut in two by a page break, as sentences are.
PASSAGES = (
    passage(1, "全年未收到申请。", (7, 15)),
    passage(2, "没有收取信息处理费。", (37, 41), (45, 51)),
)


def finding(*grounds: Evidence, severity: Severity = Severity.ERROR) -> Finding:
    """A finding on these grounds."""
    return Finding("prose_vs_table", severity, Origin.REPORT, "不一致。", "differ", grounds)


def words(quote: str, *spans: Span, source: str = "passage") -> Evidence:
    """Quoted characters and where they stand."""
    return Evidence(source, quote, Locator(spans) if spans else None)


CELL = Evidence("figure", "１", Locator(((20, 21),)), NEW)


def places(*grounds: Evidence) -> list[tuple[str, str]]:
    """Where a finding on these grounds is told."""
    (one,) = attach("a", [finding(*grounds)], SECTIONS, PASSAGES)
    return [(place.kind, place.name) for place in one.places]


@pytest.mark.parametrize(
    ("ground", "expected"),
    [
        (words("未收到申请", (9, 14)), [("passage", "p1")]),
        (words("收取信息处理费", (39, 41), (45, 50)), [("passage", "p2")]),
        (words("六、其他事项", (30, 36), source="heading"), [("section", "1")]),
        (CELL, [("table", "t3")]),
        (Evidence("figure", "3", None, "t4.review.total"), [("table", "t4")]),
        (words("2021-02-03", source="given"), []),
        (words("另一年的一句话", (7, 15)), []),
        (words("空白处", (16, 19)), []),
        (Evidence("figure", "5", Locator(((50, 51),)), "d.denied"), []),
    ],
)
def test_a_ground_belongs_to_what_holds_its_characters(
    ground: Evidence, expected: list[tuple[str, str]]
) -> None:
    """By its locator, where the characters there are those that are quoted; a cell to its table."""
    assert places(ground) == expected


def test_a_finding_is_told_at_the_place_of_its_first_ground() -> None:
    """Each place once; without any it has no home."""
    prose = words("未收到申请", (9, 14))

    assert places(prose, CELL, CELL) == [("passage", "p1"), ("table", "t3")]
    assert places(CELL, prose)[0] == ("table", "t3")
    (one,) = attach("a", [finding(words("x", source="given"))], SECTIONS, PASSAGES)
    assert one.home is None


def test_a_ground_of_another_report_belongs_to_nothing_here() -> None:
    """Its cell and its characters stand there, and it is told with that report's id."""
    there = replace(CELL, report="b"), replace(words("未收到申请", (9, 14)), report="b")
    (one,) = attach("a", [finding(*there, replace(CELL, report="a"))], SECTIONS, PASSAGES)
    ready = Notes([one], SECTIONS, FIGURES, None)

    assert one.places == (Place("table", "t3"),)
    assert one.own == (replace(CELL, report="a"),)
    assert "：“１”〔b〕" in told(ready, "table", "t3")[2]


def notes(*findings: Finding, width: int | None = None) -> tuple[Notes, tuple[Attached, ...]]:
    """The findings ready to be told."""
    attached = attach("a", findings, SECTIONS, PASSAGES)
    return Notes(attached, SECTIONS, FIGURES, width), attached


def told(ready: Notes, kind: str, name: str) -> list[str]:
    """The lines at a place."""
    place = {"passage": Place("passage", name), "table": Place("table", name)}.get(kind)
    return [line.plain for line in ready.at(place or Place("section", name), "  ")]


def test_in_full_once_and_in_short_elsewhere() -> None:
    """Severity, name, sentence, grounds: a figure by its label, value and characters."""
    ready, _ = notes(finding(words("未收到申请", (9, 14)), CELL))

    assert told(ready, "passage", "p1") == [
        "  ※1 矛盾 正文与表格（报告自身）",
        "    不一致。",
        "      p1：“未收到申请”",
        "      一、本年新收政府信息公开申请数量 · 总计：1 件，原文“１”",
    ]
    assert told(ready, "table", "t3") == ["  ※1 矛盾 正文与表格，见 p1"]
    assert told(ready, "passage", "p2") == told(ready, "table", "t4") == []
    assert not list(ready.elsewhere())


def test_grounds_beyond_two_dozen_are_counted() -> None:
    """Two sources may differ in hundreds of cells: a terminal is not filled with one finding."""
    lines = told(notes(finding(*[CELL] * 26))[0], "table", "t3")

    assert len(lines) == 2 + 24 + 1
    assert lines[-1] == "      另有 2 处，--json 全部列出 (more grounds: --json)"
    assert "另有" not in str(told(notes(finding(*[CELL] * 24))[0], "table", "t3"))


def test_what_has_no_place_is_told_at_the_end() -> None:
    """Under a heading of its own; the summary leads to every finding."""
    ready, _ = notes(
        finding(words("六、其他事项", (30, 36), source="heading"), severity=Severity.WARNING),
        finding(words("2021-02-03", source="given"), severity=Severity.INFO),
    )

    assert [line.plain for line in ready.elsewhere()] == [
        "\n其他核查 other findings",
        "  ※2 提示 正文与表格（报告自身）",
        "    不一致。",
        "      随附资料：“2021-02-03”",
    ]
    assert ready.summary() == (
        "待核 1，提示 1：※1 正文与表格（“六、其他事项”）；※2 正文与表格（文末）"
    )
    assert notes()[0].summary() == ""


def test_lines_fit_the_terminal() -> None:
    """The sentence and the grounds are wrapped, by cells."""
    ready, _ = notes(finding(words("未收到申请", (9, 14)), CELL), width=30)

    assert max(cell_len(line) for line in told(ready, "passage", "p1")) <= 34
    assert all(cell_len(line) <= 30 for line in told(ready, "passage", "p1")[1:])


def test_a_finding_of_each_surface(tmp_path_factory: pytest.TempPathFactory) -> None:
    """柘枫镇 2020: once in full under its passage, in short under its table; JSON says which."""
    place: Folder = specimens(tmp_path_factory.getbasetemp())
    out = place.search("show", "柘枫镇", "2020").out
    (one,) = json.loads(place.search("show", "柘枫镇", "2020", "--json").out)["findings"]
    (name,) = one["attached"]["passages"]

    assert one["attached"] == {
        "passages": [name],
        "sections": [],
        "tables": ["t3"],
        "figures": [NEW],
    }
    assert out.count("正文称未收到申请") == 1
    full, short = (
        out.index("※1 矛盾 正文与表格（报告自身）"),
        out.index(f"※1 矛盾 正文与表格，见 {name}"),
    )
    assert out.index(f" {name} ") < full < out.index("\n表二 ") < out.index("\n表三 ") < short


def test_json_names_places_as_the_report_does() -> None:
    """Passages by id, sections by their number in the list, figures by key."""
    heading = words("一、总体情况", (0, 6), source="heading")
    _, (one,) = notes(finding(heading, words("未收到申请", (9, 14)), CELL))

    assert attached_json(one) == {
        "passages": ["p1"],
        "sections": [0],
        "tables": ["t3"],
        "figures": [NEW],
    }
