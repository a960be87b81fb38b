"""GET /api/facets: counts without hits."""

from __future__ import annotations

import csv
from pathlib import Path

import httpx
import pytest

from indexer.fields import FIELDS
from search_api.service.settings import Settings
from tests.web.serving import served

FACETS = "/api/facets"


@pytest.mark.parametrize(
    "parameters", ["q=保密审查", "q=公开&year=2020&group=report", "group=passage", "q=year:2021"]
)
def test_the_counts_are_those_of_a_search(client: httpx.Client, parameters: str) -> None:
    """Of every field, where none is named."""
    counts = client.get(f"{FACETS}?{parameters}").json()
    searched = client.get(f"/api/search?{parameters}&facets=*").json()

    assert set(counts["facets"]) == {field.key for field in FIELDS if field.facet}
    for key in ("query", "unit", "total", "total_relation", "literal_total", "facets", "notices"):
        assert counts[key] == searched[key], key
    assert "hits" not in counts


def test_without_a_query_everything_is_counted(client: httpx.Client) -> None:
    """By reports."""
    counts = client.get(f"{FACETS}?facets=年份").json()

    assert counts["unit"] == "report"
    assert list(counts["facets"]) == ["year"]
    assert sum(bucket["count"] for bucket in counts["facets"]["year"]) == counts["total"] == 29


def test_every_value_is_a_row(client: httpx.Client) -> None:
    """What lies in another says so."""
    counts = client.get(f"{FACETS}?q=保密&facets=section,aspect").json()["facets"]
    rows = list(
        csv.DictReader(client.get(f"{FACETS}.csv?q=保密&facets=section,aspect").text.splitlines())
    )
    inner = [row for row in rows if row["within"]]
    overview = next(bucket for bucket in counts["section"] if bucket["value"] == "overview")

    assert {row["facet"] for row in rows} == {"section", "aspect"}
    assert [row["value"] for row in inner if row["within"] == "overview"] == [
        child["value"] for child in overview["children"]
    ]
    assert all(row["literal"] for row in rows)
    lines = client.get(f"{FACETS}.ndjson?q=保密&facets=section,aspect").text.splitlines()
    assert len(lines) == len(rows)


def test_counts_have_a_tag(client: httpx.Client) -> None:
    """And are not sent again."""
    tag = client.get(f"{FACETS}?facets=year").headers["etag"]

    assert client.get(f"{FACETS}?facets=year", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ("limit=1", "unknown_parameter"),
        ("facets=颜色", "bad_value"),
        ("facets=", "bad_value"),
        ("group=agency", "bad_value"),
        ("timeout=x", "bad_value"),
        ("excel=true", "bad_value"),
        (f"q={'a' * 8_001}", "too_large"),
    ],
)
def test_what_means_nothing_is_refused(client: httpx.Client, parameters: str, code: str) -> None:
    """400."""
    answer = client.get(f"{FACETS}?{parameters}")

    assert (answer.status_code, answer.json()["code"]) == (400, code)


def test_counts_that_are_not_all_are_told_as_none(specimen_home: Path) -> None:
    """Never a wrong count; what ran out of time says so and is not kept."""
    with served(Settings(home=specimen_home, timeout=0.000_001)) as server:
        answer = httpx.get(f"{server}{FACETS}?q=公开+OR+信息", timeout=60)
    counts = answer.json()

    assert counts["partial"]
    assert counts["facets"] == {}
    assert answer.headers["cache-control"] == "no-store"
