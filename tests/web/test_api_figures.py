"""`/api/figures`: what `search figures` and `search panel` tell of many reports, over HTTP."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from search_api.service.settings import Settings
from tests.search_api.running import Place
from tests.web.api import check_kept, code_of
from tests.web.serving import served

# The words of the command beside the parameters of the request.
ASKED = {
    "series": (("figures", "--key", "新收申请"), "figures?key=新收申请"),
    "groups": (
        ("figures", "--key", "新收申请", "--key", "d.rate.disclosed", "--by", "county,level"),
        "figures?key=新收申请&key=d.rate.disclosed&by=county,level",
    ),
    "filters": (
        ("figures", "--key", "t3.result.denied", "--year", "2019..2021", "--level", "乡级"),
        "figures?key=t3.result.denied&year=2019..2021&level=乡级",
    ),
    "top": (("figures", "--key", "新收申请", "--top", "2"), "figures?key=新收申请&top=2"),
    "share": (("figures", "--share", "--by", "scope"), "figures?share=true&by=scope"),
    "long": (
        ("figures", "--long", "--key", "新收申请", "--year", "2020"),
        "figures?long=true&key=新收申请&year=2020",
    ),
    "wide": (("figures", "--wide", "--agency", "水利局"), "figures?wide=true&agency=水利局"),
    "codebook": (("figures", "--codebook", "--key", "d"), "figures?codebook=true&key=d"),
    "nothing": (
        ("figures", "--key", "新收申请", "--level", "无此级"),
        "figures?key=新收申请&level=无此级",
    ),
    "no rows": (("figures", "--long", "--year", "1990"), "figures?long=true&year=1990"),
    "panel": (("panel", "新收申请"), "figures/panel?key=新收申请"),
    "panel of some": (
        ("panel", "d.denied", "--agency", "水利局"),
        "figures/panel?key=d.denied&agency=水利局",
    ),
}
NAMES = sorted(ASKED)


def printed(home: Path, name: str, *form: str) -> str:
    """What the command prints."""
    ran = Place(home.parent).search(*ASKED[name][0], *form, "--home", str(home))
    assert ran.code in (0, 1), ran.err
    return ran.out


def suffixed(name: str, form: str) -> str:
    """The address of an answer in that form."""
    path, mark, query = ASKED[name][1].partition("?")
    return f"/api/{path}.{form}{mark}{query}"


@pytest.mark.parametrize("name", NAMES)
def test_json_is_what_the_command_prints(
    client: httpx.Client, specimen_home: Path, name: str
) -> None:
    """Key by key, notices among them."""
    answer = client.get(f"/api/{ASKED[name][1]}")

    assert answer.status_code == 200, answer.text
    assert answer.json() == json.loads(printed(specimen_home, name, "--json"))


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_rows_are_what_the_command_prints(
    client: httpx.Client, specimen_home: Path, name: str
) -> None:
    """As CSV, for spreadsheets, and line by line."""
    for form, query, options in (
        ("csv", "", ("--csv",)),
        ("csv", "&excel=true", ("--csv", "--excel")),
        ("ndjson", "", ("--jsonl",)),
    ):
        answer = client.get(suffixed(name, form) + query)
        lines = printed(specimen_home, name, *options)

        assert answer.status_code == 200, answer.text
        assert io.StringIO(answer.text, newline=None).read() == (
            io.StringIO(lines, newline=None).read()
        )
        assert answer.headers["cache-control"] == "no-store"


def test_an_answer_need_not_be_sent_again(client: httpx.Client) -> None:
    """Of what is not sent as it is read."""
    check_kept(client, "/api/figures?key=新收申请")
    check_kept(client, "/api/figures/panel?key=新收申请")
    sheet = client.get("/api/figures?long=true&key=新收申请")

    assert "etag" not in sheet.headers
    assert sheet.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("figures", "bad_value"),
        ("figures?key=无此项", "bad_value"),
        ("figures?key=公开", "bad_value"),
        ("figures?key=" + "a" * 6_000, "bad_value"),
        ("figures?key=%00", "bad_value"),
        ("figures?key=%ED%B2%80", "bad_value"),
        ("figures?key=新收申请&by=" + "a" * 6_000, "bad_value"),
        ("figures?key=新收申请&top=0", "bad_value"),
        ("figures?key=新收申请&top=9999999999999999999999", "bad_value"),
        ("figures?key=新收申请&scope=own&scope=aggregate", "bad_value"),
        ("figures?long=true&wide=true", "bad_value"),
        ("figures?long=true&by=year", "bad_value"),
        ("figures?share=true&key=新收申请", "bad_value"),
        ("figures?key=新收申请&excel=true", "bad_value"),
        ("figures?key=新收申请&where=true", "unknown_parameter"),
        ("figures/panel", "bad_value"),
        ("figures/panel?key=t3.result", "bad_value"),
        ("figures/panel?key=新收申请&key=d.denied", "bad_value"),
        ("figures/panel?key=新收申请&by=year", "unknown_parameter"),
    ],
)
def test_what_means_nothing_is_refused(client: httpx.Client, query: str, code: str) -> None:
    """With a stable code and few words."""
    answer = client.get(f"/api/{query}")

    assert code_of(answer, 400) == code
    assert len(answer.json()["detail"]) < 1_000


def test_rows_of_what_means_nothing_are_refused_before_any_is_sent(client: httpx.Client) -> None:
    """With the same code."""
    for query in ("figures.csv?key=无此项", "figures.ndjson?long=true&by=year"):
        assert code_of(client.get(f"/api/{query}"), 400) == "bad_value"


def test_no_form_is_sent_that_the_client_does_not_take(client: httpx.Client) -> None:
    """Sheets too are JSON, CSV or lines."""
    answer = client.get("/api/figures?key=新收申请", headers={"Accept": "image/png"})

    assert code_of(answer, 406) == "not_acceptable"


@pytest.mark.slow
def test_a_home_of_many_sheets_is_read_as_it_is_sent(client: httpx.Client) -> None:
    """Every figure of every report, as an array and as lines: the same rows."""
    array: list[dict[str, Any]] = client.get("/api/figures?long=true").json()
    lines = client.get("/api/figures.ndjson?long=true").text.splitlines()

    assert [json.loads(line) for line in lines] == array
    assert len({row["report"] for row in array}) == client.get("/api/reports").json()["total"]


def test_what_takes_too_long_is_refused(specimen_home: Path) -> None:
    """A sum of some of the reports would be wrong, so none is told."""
    settings = Settings(home=specimen_home, timeout=0.000_001)
    with served(settings) as server, httpx.Client(base_url=server, timeout=60) as client:
        answers = [
            client.get(f"/api/figures{asked}")
            for asked in ("?key=t3.result&by=agency", "/panel?key=新收申请")
        ]
        pages = [
            client.get(f"/figures?key=新收申请{asked}", headers={"Accept": "text/html"})
            for asked in ("", "&view=panel")
        ]

    assert [code_of(answer, 503) for answer in answers] == ["timeout"] * 2
    assert all("秒内算不完" in answer.json()["detail"] for answer in answers)
    assert [page.status_code for page in pages] == [503] * 2
    assert all("秒内算不完" in page.text for page in pages)
    assert all("retry-after" in one.headers for one in [*answers, *pages])
