"""A result as a page."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from search_api.render.facets import facet_lines
from search_api.render.hits import hit_lines, summary
from search_api.render.lines import MARK
from search_api.results import (
    Bucket,
    Facet,
    Found,
    Hit,
    HitFigure,
    Links,
    Mark,
    SearchResult,
    Snippet,
)

RECEIVED = HitFigure("t3.new_received.total", "新收", Decimal(1), "reported")
SECRET = HitFigure("t3.result.denied.state_secret.total", "属于国家秘密", None, "blank")


def hit(
    report: str,
    n: int,
    *,
    figures: tuple[HitFigure, ...] = (),
    title: str = "青芷镇2020年政府信息公开工作年度报告",
    scope: str = "own",
    passages: bool = False,
    marks: tuple[Mark, ...] = (Mark(2, 6, True),),
) -> Hit:
    """A passage of a specimen town."""
    found = Found(
        f"{report}#p{n}",
        1.0,
        "overview.management",
        "account",
        (),
        "开展保密审查。",
        Snippet("开展保密审查。", marks),
    )
    return Hit(
        report=report,
        title=title,
        agency="林峪县青芷镇人民政府",
        year=2020,
        kind="township",
        level="township",
        scope=scope,
        code="990121101",
        published=None,
        region=("溟州省", "霁川市", "林峪县", "青芷镇"),
        specimen=True,
        best=found,
        figures=figures,
        links=Links("", "", "", None),
        passages=(found,) if passages else (),
        passage_total=4 if passages else 0,
    )


def result(hits: Sequence[Hit], unit: str = "passage", **told: object) -> SearchResult:
    """A page of hits."""
    values: dict[str, object] = {
        "query": "保密审查",
        "unit": unit,
        "total": len(hits),
        "total_relation": "eq",
        "literal_total": None,
        "partial": False,
        "took_ms": 1,
        "engine": "memory",
        "generation": 1,
        "hits": tuple(hits),
    }
    return SearchResult(**{**values, **told})  # type: ignore[arg-type]


def page(found: SearchResult) -> list[str]:
    """Its lines."""
    return [line.plain for line in hit_lines(found.hits, found.unit, None)]


def test_passages_stand_under_their_reports() -> None:
    """Reports in the order of their best passage, each with one head and one way to open it."""
    lines = page(result([hit("a", 1), hit("b", 2), hit("a", 3)]))

    assert [line for line in lines if line.startswith("  →")] == [
        "  → search show a",
        "  → search show b",
    ]
    assert [line.split()[-1] for line in lines if "做法" in line] == ["p1", "p3", "p2"]


def test_the_head_names_agency_places_and_year() -> None:
    """A specimen is marked; a town's name is not said twice; an aggregate is told."""
    assert page(result([hit("a", 1, scope="aggregate")]))[0] == (
        "林峪县青芷镇人民政府  〔样例·虚构〕  溟州省 霁川市 林峪县  2020年  本级汇总"
    )


def test_a_title_is_shown_where_it_tells_something() -> None:
    """One without the year is not the usual one."""
    assert "  情况说明" in page(result([hit("a", 1, title="情况说明")]))
    assert not any("年度报告" in line for line in page(result([hit("a", 1)])))


def test_the_match_is_highlighted() -> None:
    """Where the query found it, nowhere else; in plain text nothing is added."""
    (line,) = (line for line in hit_lines([hit("a", 1)], "passage", None) if "保密" in line.plain)

    assert line.plain == "    开展保密审查。"
    assert [(s.start, s.end) for s in line.spans if s.style == MARK] == [(6, 10)]


def test_figures_show_values_and_statuses_once() -> None:
    """The same figures of neighbouring passages stand after the last of them."""
    shown = (RECEIVED, SECRET)
    lines = page(result([hit("a", 1, figures=shown), hit("a", 2, figures=shown)]))

    assert [line for line in lines if "新收" in line] == ["    数据：新收 1 · 属于国家秘密 空白"]
    assert lines.index("    数据：新收 1 · 属于国家秘密 空白") == 5


def test_reports_without_matching_text_are_one_line_each() -> None:
    """Where nothing looked at text, the first passage of a report says nothing."""
    lines = page(result([hit("a", 1, passages=True, marks=())], "report"))

    assert len(lines) == 2
    assert "  共 4 段" in page(result([hit("a", 1, passages=True)], "report"))


def test_the_summary_counts_the_unit() -> None:
    """All, literally, on this page; a lower bound is told as one."""
    hits = [hit("a", 1), hit("a", 2)]

    assert summary(result(hits, total=12, literal_total=9)) == (
        "共 12 段，其中 9 段逐字含有全部检索词，此页 2 段，来自 1 份报告 (12 passages)"
    )
    assert summary(result(hits, total_relation="gte")).startswith("至少 2 段")
    assert summary(result(hits, "report", total=5)) == "共 5 份报告，此页 2 份 (5 reports)"
    assert "其中 0 份逐字" in summary(result(hits, "report", literal_total=0))


def test_facets_are_lines_or_trees() -> None:
    """Selected values are marked; what is inside a place stands below it."""
    flat = Facet("year", "年份", (Bucket("2021", 3, True, "2021"), Bucket("2020", 1, False)))
    county = Bucket("990101", 2, False, "林峪县")
    tree = Facet("region", "地区", (Bucket("99", 4, False, "溟州省", (county,)),))

    assert [line.plain for line in facet_lines(flat, None)] == ["年份", "  ✓2021 3 · 2020 1"]
    assert [line.plain for line in facet_lines(tree, None)][1:] == ["  溟州省 4", "    林峪县 2"]
