"""`/api/coverage`: agencies by years, as the library tells it, page by page."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import httpx
import pytest

from indexer.catalog.read import open_catalog
from indexer.home import Home
from search_api.coverage import coverage
from search_api.coverage_shapes import COLUMNS, coverage_json
from tests.web.api import check_kept, code_of, walked


def test_an_answer_need_not_be_sent_again(client: httpx.Client) -> None:
    """And there is no parameter that is not told of."""
    check_kept(client, "/api/coverage")


@pytest.mark.parametrize("limit", [1, 3, 1000])
def test_pages_hold_every_agency_once(
    client: httpx.Client, specimen_home: Path, limit: int
) -> None:
    """With the same totals on each."""
    pages = list(walked(client, f"/api/coverage?limit={limit}"))
    with open_catalog(Home(specimen_home)) as catalog:
        whole = coverage_json(coverage(catalog))

    assert [row for page in pages for row in page["rows"]] == whole["rows"]
    for page in pages:
        assert {key: page[key] for key in ("years", "agencies", "totals")} == {
            key: whole[key] for key in ("years", "agencies", "totals")
        }
    assert client.get("/api/coverage?limit=0").json()["next"] is None


def test_every_report_of_the_list_is_covered(client: httpx.Client) -> None:
    """And no other."""
    (reports,) = walked(client, "/api/reports?limit=1000")
    (page,) = walked(client, "/api/coverage?limit=1000")
    held = [
        cell["report"] for row in page["rows"] for cell in row["years"].values() if "report" in cell
    ]

    assert sorted(held) == sorted(report["id"] for report in reports["reports"])


def test_rows_hold_the_same(client: httpx.Client) -> None:
    """A row for each agency and year, or a line for each agency; what is left out is told."""
    (page,) = walked(client, "/api/coverage?agency=水利局&agency=柘枫镇")
    address = "/api/coverage.{}?agency=水利局&agency=柘枫镇"
    rows = list(csv.DictReader(io.StringIO(client.get(address.format("csv")).text)))
    lines = client.get(address.format("ndjson")).text.splitlines()
    excel = client.get(address.format("csv") + "&excel=true").text
    cut = client.get(address.format("ndjson") + "&limit=1").text.splitlines()

    assert [json.loads(line) for line in lines] == page["rows"]
    assert [(row["agency"], row["year"], row["state"]) for row in rows] == [
        (row["agency"], year, cell["state"])
        for row in page["rows"]
        for year, cell in row["years"].items()
    ]
    assert excel.lstrip("\ufeff").startswith(",".join(COLUMNS.values()))
    assert json.loads(cut[-1])["reason"] == "limit"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("limit=1001", "too_large"),
        ("after=x", "bad_value"),
        ("year=", "bad_value"),
        ("sort=newest", "unknown_parameter"),
        ("excel=true", "bad_value"),
    ],
)
def test_what_means_nothing_is_refused(client: httpx.Client, query: str, code: str) -> None:
    """With a stable code."""
    assert code_of(client.get(f"/api/coverage?{query}"), 400) == code


def test_a_cursor_belongs_to_its_list(client: httpx.Client) -> None:
    """And to its filters."""
    after = client.get("/api/coverage?limit=1").json()["next"]
    for address in ("coverage?agency=水利局", "reports?limit=1", "findings?limit=1"):
        assert code_of(client.get(f"/api/{address}&after={after}"), 400) == "bad_value"
