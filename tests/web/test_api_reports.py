"""`/api/reports`: the list of reports, and each of them whole and in parts."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from indexer.catalog.read import open_catalog
from indexer.home import Home
from indexer.sheets import BOM
from search_api.reports_list import COLUMNS
from tests.web.api import check_kept, code_of, commanded, hostile_paths, walked

REPORT = "990101102-acf6b200-own-2020"
ADDRESSES = (
    "/api/reports",
    f"/api/reports/{REPORT}",
    f"/api/reports/{REPORT}/sections/problems",
    f"/api/reports/{REPORT}/figures",
    f"/api/reports/{REPORT}/source",
)


def ids(pages: list[dict[str, Any]]) -> list[str]:
    """The reports on the pages."""
    return [report["id"] for page in pages for report in page["reports"]]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_answer_need_not_be_sent_again(client: httpx.Client, address: str) -> None:
    """And no endpoint has parameters that it does not tell of."""
    check_kept(client, address)


@pytest.mark.slow
@pytest.mark.parametrize("sort", ["newest", "oldest", "agency"])
@pytest.mark.parametrize("limit", [1, 4, 1000])
def test_pages_hold_every_report_once(
    client: httpx.Client, specimen_home: Path, sort: str, limit: int
) -> None:
    """In the order that is asked for."""
    pages = list(walked(client, f"/api/reports?sort={sort}&limit={limit}"))
    with open_catalog(Home(specimen_home)) as catalog:
        expected = [row.id for row in catalog.listed({}, sort, None, 1000)]

    assert ids(pages) == expected
    assert {page["total"] for page in pages} == {len(expected)}


def test_reports_are_filtered_as_hits_are(client: httpx.Client) -> None:
    """The same reports as a search for nothing in particular finds with these filters."""
    for filters in ("year=2018..2020", "agency=水利局", "region=沄溪区", "level=县级&scope=own"):
        (listed,) = walked(client, f"/api/reports?{filters}&limit=1000")
        found = client.get(f"/api/search?group=report&limit=1000&{filters}").json()

        assert listed["total"] == found["total"] > 0
        assert set(ids([listed])) == {hit["report"] for hit in found["hits"]}
    unknown = client.get("/api/reports?level=无此级").json()

    assert (unknown["total"], unknown["reports"]) == (0, [])
    assert [notice["code"] for notice in unknown["notices"]] == ["unknown_value"]


def test_rows_hold_the_whole_list_or_say_that_they_do_not(client: httpx.Client) -> None:
    """As CSV, also for spreadsheets, and as lines of JSON."""
    whole = list(walked(client, "/api/reports"))
    rows = list(csv.DictReader(io.StringIO(client.get("/api/reports.csv").text)))
    lines = [json.loads(line) for line in client.get("/api/reports.ndjson").text.splitlines()]
    excel = client.get("/api/reports.csv?excel=true").text
    cut = client.get("/api/reports.ndjson?limit=2").text.splitlines()
    end = json.loads(cut[-1])
    rest = client.get(f"/api/reports.ndjson?after={end['next']}").text.splitlines()

    assert [row["report"] for row in rows] == ids(whole)
    assert lines == [report for page in whole for report in page["reports"]]
    assert excel.startswith(BOM + ",".join(head for head, _ in COLUMNS.values()))
    assert (len(cut), end["truncated"], end["reason"]) == (3, True, "limit")
    assert [json.loads(line)["id"] for line in (*cut[:-1], *rest)] == ids(whole)


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("limit=1001", 400, "too_large"),
        ("limit=99999999999999999999999", 400, "too_large"),
        ("limit=x", 422, "invalid_parameter"),
        ("limit=-1", 422, "invalid_parameter"),
        ("sort=best", 400, "bad_value"),
        ("after=abc", 400, "bad_value"),
        ("after=%00", 400, "bad_value"),
        ("year=", 400, "bad_value"),
        ("nonsense=1", 400, "unknown_parameter"),
        ("excel=true", 400, "bad_value"),
        ("agency=" + "a" * 9_000, 400, "too_large"),
        ("&".join(["year=2020"] * 201), 400, "too_large"),
        ("&".join(["year=2020"] * 201) + "&limit=x", 400, "too_large"),
    ],
)
def test_what_means_nothing_is_refused(
    client: httpx.Client, query: str, status: int, code: str
) -> None:
    """With a stable code."""
    assert code_of(client.get(f"/api/reports?{query}"), status) == code


def test_a_cursor_belongs_to_its_list(client: httpx.Client) -> None:
    """To no other order, filter or endpoint."""
    after = client.get("/api/reports?limit=1").json()["next"]
    for address in ("reports?sort=oldest&", "reports?year=2020&", "findings?", "search?q=公开&"):
        answer = client.get(f"/api/{address}after={after}")

        assert code_of(answer, 400) == "bad_value"


def test_a_list_of_none_is_possible(client: httpx.Client) -> None:
    """Of a page of none, for the total."""
    page = client.get("/api/reports?limit=0").json()

    assert page["reports"] == []
    assert page["total"] > 0
    assert page["next"] is None


@pytest.mark.slow
def test_a_report_is_what_the_command_shows(client: httpx.Client, specimen_home: Path) -> None:
    """But for the folder of its file, with links, a citation and the reports beside it."""
    for page in walked(client, "/api/reports?limit=1000"):
        for item in page["reports"]:
            told = client.get(item["links"]["api"]).json()
            shown = commanded(specimen_home, "show", item["id"])
            cited = commanded(specimen_home, "cite", item["id"])
            shown["source"]["path"] = Path(shown["source"]["path"]).name

            assert {key: told[key] for key in shown} == shown
            assert told["citation"] == cited
            assert told["links"].items() >= item["links"].items()
            assert told["links"]["source"] == told["source"]["url"]


def test_a_report_names_the_other_years_of_its_agency(client: httpx.Client) -> None:
    """Not itself, and no other agency."""
    own = client.get("/api/reports/990101-39fd8ed2-own-2018").json()
    every = client.get("/api/reports?agency=林峪县水利局&sort=oldest").json()["reports"]

    assert own["others"]["sources"] == []
    assert own["others"]["years"] == [one for one in every if one["year"] != 2018]


@pytest.mark.parametrize("after", ["", "/sections/problems", "/figures", "/figures.csv", "/source"])
def test_only_the_id_of_a_report_names_it(client: httpx.Client, after: str) -> None:
    """Nothing is guessed from anything else."""
    for path in hostile_paths("/api/reports/", after):
        answer = client.get(path)

        assert answer.status_code in (400, 404, 414), path[:80]
        assert answer.headers["content-type"] == "application/problem+json"
        if "%2F" not in path and len(path) < 1_000:
            assert answer.json()["code"] == "no_such_report", path


def test_a_part_is_its_sections_and_their_passages(client: httpx.Client) -> None:
    """By key or label, with the parts below it; nothing of the report is lost between parts."""
    told = client.get(f"/api/reports/{REPORT}").json()
    texts = {passage["id"]: passage["text"] for passage in told["passages"]}
    for slot in dict.fromkeys(section["slot"].partition(".")[0] for section in told["sections"]):
        part = client.get(f"/api/reports/{REPORT}/sections/{slot}").json()
        meant = [s for s in told["sections"] if s["slot"].partition(".")[0] == slot]

        assert [section["title"] for section in part["sections"]] == [s["title"] for s in meant]
        assert [
            {p["id"]: p["text"] for p in section["passages"]} for section in part["sections"]
        ] == [{id: texts[id] for id in section["passages"]} for section in meant]
        assert client.get(f"/api/reports/{REPORT}/sections/{part['label']}").json() == part
        for section in part["sections"]:
            for passage in section["passages"]:
                assert passage["link"] == f"/reports/{REPORT}#{passage['id']}"


def test_a_report_without_a_part_says_so(client: httpx.Client) -> None:
    """As it does where no part is called so."""
    for slot in ("appendix", "附表", "无此部分", "%00", "%ED%B2%80", "a" * 1_000, "..."):
        answer = client.get(f"/api/reports/{REPORT}/sections/{slot}")

        assert code_of(answer, 404) == "no_such_section"
        assert "有：" in answer.json()["detail"]
        assert len(answer.json()["detail"]) < 400


def test_figures_are_what_the_command_prints(client: httpx.Client, specimen_home: Path) -> None:
    """All, those named, and where they were read."""
    for words, query in (
        ((), ""),
        (("--where",), "?where=true"),
        (("--key", "新收申请", "--key", "t4"), "?key=新收申请&key=t4"),
        (("--key", "d.denied", "--where"), "?key=d.denied&where=true"),
    ):
        printed = commanded(specimen_home, "figures", REPORT, *words)

        assert client.get(f"/api/reports/{REPORT}/figures{query}").json() == printed


def test_figures_come_as_rows(client: httpx.Client) -> None:
    """With a name to save them under, statuses in words for spreadsheets only."""
    address = f"/api/reports/{REPORT}/figures"
    told = client.get(address).json()["figures"]
    plain = client.get(f"{address}.csv")
    rows = list(csv.DictReader(io.StringIO(plain.text)))
    excel = client.get(f"{address}.csv?excel=true&where=true").text
    lines = [json.loads(line) for line in client.get(f"{address}.ndjson").text.splitlines()]

    assert [row["key"] for row in rows] == [line["key"] for line in lines] == list(told)
    assert {line["key"]: line["value"] for line in lines} == {
        k: f["value"] for k, f in told.items()
    }
    assert {row["status"] for row in rows} == {figure["status"] for figure in told.values()}
    assert f'filename="{REPORT}-figures.csv"' in plain.headers["content-disposition"]
    assert excel.startswith(BOM + "报告编号,")
    assert "已填" in excel
    assert "表 " in excel


def test_a_figure_that_there_is_not_is_refused(client: httpx.Client) -> None:
    """Telling the nearest names, quickly whatever was written."""
    for key in ("无此项", "t9.x", "a" * 7_000, "%00", "%ED%B2%80"):
        answer = client.get(f"/api/reports/{REPORT}/figures?key={key}")

        assert code_of(answer, 400) == "bad_value"
        assert len(answer.json()["detail"]) < 400
