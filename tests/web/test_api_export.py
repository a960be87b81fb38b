"""GET /api/export: all hits as rows."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from indexer.sheets import BOM
from search_api.api import export
from search_api.service.settings import Settings
from tests.shared import HANGS
from tests.web.command import printed
from tests.web.serving import served

EXPORT = "/api/export"


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ("q=公开", ["公开"]),
        ("q=公开&context=4&sort=newest", ["公开", "--context=4", "--sort=newest"]),
        ("q=公开&group=report&year=2019..", ["公开", "--group=report", "--year=2019.."]),
        ("", [""]),
    ],
)
def test_the_rows_are_what_the_command_exports(
    client: httpx.Client, specimen_home: Path, parameters: str, words: list[str]
) -> None:
    """All of them, as CSV and as NDJSON."""
    for form, option in (("csv", "--csv"), ("ndjson", "--jsonl")):
        expected = printed(specimen_home, *words, option)
        answer = client.get(f"{EXPORT}.{form}?{parameters}")

        assert answer.text.splitlines() == expected.splitlines()
        assert "gongkai-truncated" not in answer.headers


def test_the_form_is_lines_unless_told(client: httpx.Client) -> None:
    """There is no JSON of all hits at once."""
    assert client.get(EXPORT).headers["content-type"] == "application/x-ndjson"
    assert client.get(EXPORT, headers={"Accept": "text/csv"}).text.startswith("passage,")
    refused = client.get(EXPORT, headers={"Accept": "application/json"})
    assert (refused.status_code, refused.json()["code"]) == (406, "not_acceptable")


def test_a_spreadsheet_opens_it(client: httpx.Client) -> None:
    """With its mark and headings in Chinese, under a name."""
    answer = client.get(f"{EXPORT}.csv?q=公开&excel=true")

    assert answer.content.decode().startswith(f"{BOM}永久编号,报告编号,")
    assert answer.headers["content-disposition"] == 'attachment; filename="export.csv"'


def walk(client: httpx.Client, asked: str) -> Iterator[list[dict[str, object]]]:
    """The rows of each export, going on where the one before ended."""
    after = ""
    while True:
        answer = client.get(f"{EXPORT}?{asked}{after}")
        *rows, last = map(json.loads, answer.text.splitlines())
        if not last.get("truncated"):
            assert "gongkai-truncated" not in answer.headers
            yield [*rows, last]
            return
        assert answer.headers["gongkai-truncated"] == last["reason"] == "limit"
        yield rows
        after = f"&after={last['next']}"


@pytest.mark.parametrize("chosen", ["", "&group=report", "&sort=oldest"])
def test_an_export_goes_on_where_one_ended(client: httpx.Client, chosen: str) -> None:
    """Every hit once."""
    parts = list(walk(client, f"q=公开&limit=9{chosen}"))
    whole = [json.loads(line) for line in client.get(f"{EXPORT}?q=公开{chosen}").text.splitlines()]

    assert len(parts) > 2
    assert [len(rows) for rows in parts[:-1]] == [9] * (len(parts) - 1)
    assert [row for rows in parts for row in rows] == whole


def test_a_sheet_that_is_not_all_ends_with_a_row_that_says_so(client: httpx.Client) -> None:
    """As wide as the others, with the cursor to go on with."""
    answer = client.get(f"{EXPORT}.csv?q=公开&limit=2")
    head, *rows, last = csv.reader(answer.text.splitlines())
    going_on = last[0].partition("after=")[2]

    assert len(rows) == 2
    assert last[0].startswith("# 不全 truncated: limit")
    assert len(last) == len(head)
    assert client.get(f"{EXPORT}?q=公开&after={going_on}&limit=1").status_code == 200


def test_no_export_is_longer_than_the_most(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says so, and goes on where it ended."""
    monkeypatch.setattr(export, "MOST", 5)
    *rows, last = map(json.loads, client.get(f"{EXPORT}?q=公开").text.splitlines())

    assert (len(rows), last["reason"]) == (5, "most")
    assert client.get(f"{EXPORT}?q=公开&limit=6").json()["code"] == "too_large"


def test_what_runs_out_of_time_does_not_look_complete(specimen_home: Path) -> None:
    """In the header and at the end."""
    with served(Settings(home=specimen_home, timeout=0.000_001)) as server:
        answer = httpx.get(f'{server}{EXPORT}?q=公开+OR+信息+OR+"的"', timeout=60)
    lines = [json.loads(line) for line in answer.text.splitlines()]
    told = [line.get("reason") for line in lines if line.get("truncated")]

    assert told == ["timeout"]
    assert answer.headers["gongkai-truncated"] == "timeout"


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ("facets=year", "unknown_parameter"),
        ("kwic=true", "unknown_parameter"),
        ("limit=100001", "too_large"),
        ("limit=0", "invalid_parameter"),
        ("sort=left", "bad_value"),
        ("after=x", "bad_value"),
        ("excel=true", "bad_value"),
        ("context=x", "bad_value"),
        ("year=", "bad_value"),
        (f"q={'a' * 8_001}", "too_large"),
    ],
)
def test_what_means_nothing_is_refused(client: httpx.Client, parameters: str, code: str) -> None:
    """Before a row is sent."""
    answer = client.get(f"{EXPORT}.ndjson?{parameters}")

    assert answer.json()["code"] == code


def test_clients_that_leave_let_others_export(specimen_home: Path) -> None:
    """Their places and readers are free again at once, though nothing was read to its end."""
    settings = Settings(home=specimen_home, exports=1, timeout=HANGS)
    with served(settings) as server, httpx.Client(base_url=server, timeout=HANGS) as client:
        for _ in range(8):
            with client.stream("GET", f"{EXPORT}?q=公开") as answer:
                assert answer.status_code in (200, 503)
                next(answer.iter_raw())
        for _ in range(1_000):
            last = client.get(f"{EXPORT}?q=公开")
            if last.status_code == 200:
                break

        assert last.status_code == 200
        assert client.get("/api/search?q=公开").status_code == 200
