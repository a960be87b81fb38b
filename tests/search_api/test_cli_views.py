"""`search --context`, `--count`, `--timeout` and counts by field, as a user runs them."""

from __future__ import annotations

import csv
import json
import re

import pytest

from search_api.options import Filters, Paging
from search_api.places import Names, facet
from search_api.question import Question
from search_api.render.facets import facet_lines
from search_api.results import Bucket, Facet
from search_api.shapes import facet_json
from search_api.view_options import ViewOptions
from tests.search_api.running import Place, specimens

EVERY = "year,region,agency,level,kind,scope,section,aspect,topic,form,findings"
EVERY_IN_CHINESE = "年份，地区，机关，层级，机关类型，统计范围，部分，性质，主题，表式，核查"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A home of the specimens."""
    return specimens(tmp_path_factory.getbasetemp())


def test_context_is_told_in_characters(place: Place) -> None:
    """Alike on a page, in JSON, in a line of JSON and in the last column of CSV."""
    words = ("“保密审查”", "--context=2", "--sort=oldest")
    result = json.loads(place.search(*words, "--json", "--limit=50").out)
    snippets = [hit["snippet"] for hit in result["hits"]]
    page = place.search(*words, "--limit=50").out
    lines = place.search(*words, "--jsonl").out.splitlines()
    rows = list(csv.DictReader(place.search(*words, "--csv").out.splitlines()))

    assert all(re.fullmatch(r"(…?.{0,2}保密审查.{0,2})+…?", snippet) for snippet in snippets)
    assert all(snippet in page for snippet in snippets)
    assert [json.loads(line)["snippet"] for line in lines] == snippets
    assert [list(row)[-1] for row in rows] == ["snippet"] * len(snippets)
    assert [row["snippet"] for row in rows] == snippets
    assert all(len(row["text"]) >= len(row["snippet"]) - 2 for row in rows)


def test_the_whole_passage_is_shown_when_asked_for(place: Place) -> None:
    """With a report's best passages too; without the option nothing changes."""
    whole = json.loads(
        place.search("保密审查", "--context=passage", "--group=report", "--json").out
    )
    lines = map(
        json.loads, place.search("保密审查", "--context=passage", "--jsonl").out.splitlines()
    )
    header = place.search("保密审查", "--csv").out.splitlines()[0]

    assert all(line["snippet"] == line["text"] for line in lines)
    assert all(
        "…" not in found["snippet"].strip("…") for h in whole["hits"] for found in h["passages"]
    )
    assert "snippet" not in header


def test_a_next_page_shows_as_much(place: Place) -> None:
    """And has as much time."""
    ran = place.search("公开", "--limit=2", "--context=3", "--timeout=30")

    assert "--context=3 --timeout=30 --after=" in ran.err


def test_count_prints_the_totals_alone(place: Place) -> None:
    """Bare words with how many are literal, literals without; in JSON with their unit."""
    result = json.loads(place.search("保密审查", "--json").out)
    keys = ("total", "total_relation", "literal_total", "unit")
    bare = place.search("保密审查", "--count")
    reports = place.search("保密审查", "--count", "--group=report", "--year=2020")
    by_report = json.loads(place.search("保密审查", "--group=report", "--year=2020", "--json").out)

    assert (bare.code, bare.err) == (0, "")
    assert bare.out == f"{result['total']} (逐字 {result['literal_total']})\n"
    assert json.loads(place.search("保密审查", "--count", "--json").out) == {
        key: result[key] for key in keys
    }
    assert reports.out.startswith(f"{by_report['total']} ")
    assert place.search("“保密审查”", "--count").out == f"{result['literal_total']}\n"


def test_counting_nothing_is_one(place: Place) -> None:
    """With 0 on stdout; a notice of the query goes to stderr."""
    ran = place.search("xyzzy", "--count")
    noticed = place.search("level:无此层级", "--count")

    assert (ran.code, ran.out) == (1, "0 (逐字 0)\n")
    assert (noticed.code, noticed.out) == (1, "0\n")
    assert "提示" in noticed.err


@pytest.mark.parametrize(
    ("options", "step"),
    [
        (("--context=-1",), "passage"),
        (("--context=many",), "passage"),
        (("--context=10001",), "10000"),
        (("--context=²",), "passage"),
        (("--timeout=0",), "none"),
        (("--timeout=1e3",), "none"),
        (("--timeout=3601",), "3600"),
        (("--timeout=-5",), "none"),
        (("--count", "--limit=3"), "去掉"),
        (("--count", "--csv"), "去掉"),
        (("--count", "--facets"), "去掉"),
        (("--count", "--context=3"), "去掉"),
    ],
)
def test_what_does_not_go_together_is_wrong_usage(
    place: Place, options: tuple[str, ...], step: str
) -> None:
    """With the next step."""
    ran = place.search("保密", *options)

    assert (ran.code, ran.out) == (2, "")
    assert step in ran.err


@pytest.mark.parametrize(
    ("written", "seconds"),
    [(None, 10.0), ("none", None), ("无", None), ("0.5", 0.5), ("3600", 3600.0)],
)
def test_the_time_limit_is_the_search_s(written: str | None, seconds: float | None) -> None:
    """In seconds, ten by default."""
    views = ViewOptions(timeout=written)

    assert Question("保密", Filters(), Paging(), views).options().timeout == seconds


@pytest.mark.parametrize("names", [EVERY, EVERY_IN_CHINESE])
def test_every_facet_has_a_chinese_and_an_english_name(place: Place, names: str) -> None:
    """Both name the same counts."""
    counted = json.loads(place.search("公开", "--facets", names, "--limit=0", "--json").out)[
        "facets"
    ]

    assert list(counted) == [*EVERY.split(",")[:-1], "finding"]
    assert all(buckets for buckets in counted.values())


def test_places_stand_inside_one_another(place: Place) -> None:
    """Province, prefecture, county, township, each further in; reports are counted if asked for."""
    lines = place.search("--facets=地区", "--limit=0", "--year=2020").out.splitlines()
    names = ("溟州省", "霁川市", "林峪县", "青芷镇")
    places = [next(line for line in lines if line.lstrip().startswith(name)) for name in names]
    counted = json.loads(place.search("--facets=地区", "--limit=0", "--year=2020", "--json").out)

    assert [len(line) - len(line.lstrip()) for line in places] == [2, 4, 6, 8]
    assert counted["facets"]["region"][0]["count"] == counted["total"]
    assert counted["unit"] == "report"


def test_several_values_of_one_field_are_alternatives(place: Place) -> None:
    """And the counts of the others stay."""
    alone = [
        json.loads(place.search("公开", f"--year={year}", "--json").out)["total"]
        for year in (2019, 2020)
    ]
    ran = place.search("公开", "--year=2019", "--year=2020", "--facets=year", "--limit=0", "--json")
    both = json.loads(ran.out)
    years = {bucket["value"]: bucket["count"] for bucket in both["facets"]["year"]}
    chosen = [bucket["value"] for bucket in both["facets"]["year"] if bucket["selected"]]

    assert both["total"] == sum(alone)
    assert [years["2019"], years["2020"]] == alone
    assert chosen == ["2020", "2019"]
    assert years["2021"] > 0


def test_a_count_tells_how_many_are_literal() -> None:
    """On a page and in JSON, inside a tree too; without a bare word nothing is told."""
    inner = Bucket("9901", 7, False, "霁川市", literal=2)
    outer = Bucket("99", 12, True, "溟州\x1b[31m省", (inner,), literal=9)
    counts = Facet("region", "地区", (outer,))
    lines = [line.plain for line in facet_lines(counts, None)]

    assert lines == ["地区", "  ✓溟州 [31m省 12 (逐字 9)", "    霁川市 7 (逐字 2)"]
    assert facet_json(counts)[0]["literal"] == 9
    assert facet_json(counts)[0]["children"][0]["literal"] == 2
    assert "literal" not in facet_json(Facet("year", "年份", (Bucket("2020", 1, False),)))[0]


def test_a_plain_search_loads_nothing_of_other_ways(place: Place) -> None:
    """What counts hits is loaded when it is asked for."""
    code = """
import sys
from search_api.start import main
try:
    main()
except SystemExit:
    print(sorted(name for name in sys.modules if name in set(WAYS)))
""".replace("set(WAYS)", "set(sys.modules['search_api.cli'].WAYS.values())")

    assert place.python(code, "保密审查").out.splitlines()[-1] == "[]"


def test_the_places_of_a_facet_keep_their_literal_counts() -> None:
    """Labels and children are added, nothing is lost."""
    names = Names({"99": ("溟州省",), "9901": ("溟州省", "霁川市")}, ())
    (outer,) = facet(
        "region", [Bucket("99", 3, False, literal=2), Bucket("9901", 1, True)], names
    ).buckets

    assert outer.literal == 2
    assert outer.children == (Bucket("9901", 1, True, "霁川市"),)
