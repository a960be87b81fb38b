"""The JSON of DESIGN 8, key by key."""

from __future__ import annotations

import json

from search_api.search import Searcher, SearchOptions
from search_api.shapes import line_json, result_json

RESULT = [
    "query",
    "unit",
    "total",
    "total_relation",
    "literal_total",
    "partial",
    "took_ms",
    "engine",
    "generation",
    "hits",
    "facets",
    "notices",
    "next",
]
HIT = [
    "report",
    "passage",
    "score",
    "title",
    "agency",
    "year",
    "kind",
    "region",
    "slot",
    "aspect",
    "topics",
    "snippet",
    "marks",
    "figures",
    "links",
]


def test_a_result_has_the_promised_keys(searcher: Searcher) -> None:
    """And a hit has; `specimen` is told where it is true."""
    data = result_json(searcher.search("保密审查", SearchOptions(facets=("year",))))
    specimen = next(hit for hit in data["hits"] if hit["year"] == 2020)
    other = next(hit for hit in data["hits"] if hit["year"] == 2021)

    assert list(data) == RESULT
    assert list(other) == HIT
    assert list(specimen) == [*HIT, "specimen"]
    assert other["links"]["source"] == "https://example.invalid/a?b=1&c=2"
    assert list(other["links"]) == ["report", "passage", "figures", "source"]
    assert data["facets"]["year"][0] == {
        "value": "2021",
        "label": "2021",
        "count": 1,
        "selected": False,
        "literal": 1,
    }


def test_a_figure_is_a_number_with_a_status(searcher: Searcher) -> None:
    """An integer as one; none where the status carries none; disputes are told."""
    data = result_json(searcher.search('"未收到"'))

    assert data["hits"][0]["figures"] == {
        "t3.result.denied.state_secret.total": {
            "label": "属于国家秘密",
            "value": None,
            "status": "blank",
        },
        "t3.new_received.total": {
            "label": "新收",
            "value": 1,
            "status": "reported",
            "disputed": True,
        },
    }


def test_unit_report_lists_passages(searcher: Searcher) -> None:
    """The best three and how many match."""
    data = result_json(searcher.search("年:2020"))
    (hit,) = data["hits"]

    assert hit["passage_total"] == 3
    assert [passage["passage"][-2:] for passage in hit["passages"]] == ["p1", "p2", "p3"]


def test_notices_and_marks_are_pairs_of_numbers(searcher: Searcher) -> None:
    """Spans in the query; marks in the snippet."""
    data = result_json(searcher.search('"保密审查" 时间:2020 OR "保密审查"'))

    assert data["notices"][0]["span"] == [7, 14]
    assert all(len(mark) == 2 for hit in data["hits"] for mark in hit["marks"])
    assert json.loads(json.dumps(data)) == data


def test_a_line_has_the_whole_text(searcher: Searcher) -> None:
    """What `--jsonl` adds to a hit."""
    hit = searcher.search('"未收到"').hits[0]

    assert line_json(hit)["text"] == "做好保密审查。全年未收到申请。"
