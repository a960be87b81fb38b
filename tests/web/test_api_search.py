"""GET /api/search: what the command finds, over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from search_api.service.settings import Settings
from tests.web.command import printed
from tests.web.serving import served

SEARCH = "/api/search"


def plain(answer: dict[str, Any]) -> dict[str, Any]:
    """What does not depend on how long it took."""
    return {key: value for key, value in answer.items() if key != "took_ms"}


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ("q=保密审查", ["保密审查"]),
        ("q=保密审查&year=2018..2021&year=2015", ["保密审查", "--year=2018..2021", "--year=2015"]),
        (
            "q=审查+-保密&region=林峪县&level=乡级",
            ["审查 -保密", "--region=林峪县", "--level=乡级"],
        ),
        (
            "q=公开&group=report&limit=3&sort=newest&facets=年份,topic",
            ["公开", "--group=report", "--limit=3", "--sort=newest", "--facets=年份,topic"],
        ),
        ("q=公开&facets=year&facets=主题", ["公开", "--facets=year", "--facets=主题"]),
        ("q=先审查、后公开&exact=true&context=5", ["先审查、后公开", "--exact", "--context=5"]),
        ("q=新收申请>0&aspect=问题", ["新收申请>0", "--aspect=问题"]),
        ("q=year:2020&facets=*&limit=0", ["year:2020", "--facets", "--limit=0"]),
        ("q=保密&kind=没有", ["保密", "--kind=没有"]),
        ("q=公开&count=true", ["公开", "--count"]),
        (
            "q=公开&kwic=true&limit=7&sort=left&context=9",
            ["公开", "--kwic", "--limit=7", "--sort=left", "--context=9"],
        ),
        (
            "q=公开&sample=2&seed=4&by=year,层级",
            ["公开", "--sample=2", "--seed=4", "--by=year,层级"],
        ),
        (
            "q=公开&sample=2&seed=4&group=agency",
            ["公开", "--sample=2", "--seed=4", "--group=agency"],
        ),
    ],
)
def test_the_answer_is_what_the_command_prints(
    client: httpx.Client, specimen_home: Path, parameters: str, words: list[str]
) -> None:
    """Key by key, but for the time it took."""
    answer = client.get(f"{SEARCH}?{parameters}")

    assert answer.status_code == 200, answer.text
    assert plain(answer.json()) == plain(json.loads(printed(specimen_home, *words, "--json")))


@pytest.mark.parametrize("form", ["csv", "ndjson"])
@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ("q=保密审查&limit=1000", ["保密审查", "--limit=1000"]),
        ("q=保密审查&limit=1000&context=3", ["保密审查", "--limit=1000", "--context=3"]),
        ("q=公开&kwic=true", ["公开", "--kwic"]),
        ("q=公开&sample=3&seed=1", ["公开", "--sample=3", "--seed=1"]),
        (
            "q=公开&sample=3&seed=1&group=agency",
            ["公开", "--sample=3", "--seed=1", "--group=agency"],
        ),
    ],
)
def test_rows_are_what_the_command_writes(
    client: httpx.Client, specimen_home: Path, form: str, parameters: str, words: list[str]
) -> None:
    """CSV and NDJSON alike."""
    option = {"csv": "--csv", "ndjson": "--jsonl"}[form]
    answer = client.get(f"{SEARCH}.{form}?{parameters}")

    assert answer.text.splitlines() == printed(specimen_home, *words, option).splitlines()
    assert answer.headers["cache-control"] == "no-store"


def walk(client: httpx.Client, address: str) -> Iterator[dict[str, Any]]:
    """Every page, by the links."""
    while True:
        answer = client.get(address)
        yield answer.json()
        if "next" not in answer.links:
            assert answer.json()["next"] is None
            return
        address = answer.links["next"]["url"]
        assert dict(parse_qsl(urlsplit(address).query))["after"] == answer.json()["next"]


@pytest.mark.parametrize("chosen", ["", "&sort=oldest&level=乡级", "&group=report"])
def test_the_links_lead_through_all_hits(client: httpx.Client, chosen: str) -> None:
    """Each once, in the order of one long page."""
    unit = "report" if "group" in chosen else "passage"
    asked = f"{SEARCH}?q=公开{chosen}"
    pages = list(walk(client, f"{asked}&limit=7"))
    found = [hit[unit] for page in pages for hit in page["hits"]]

    assert len(pages) > 2
    assert found == [hit[unit] for hit in client.get(f"{asked}&limit=1000").json()["hits"]]
    assert len(set(found)) == len(found) == pages[0]["total"]


def test_a_link_holds_every_parameter(client: httpx.Client) -> None:
    """And no cursor but the new one; there is none where it would be too long to arrive."""
    asked: list[tuple[str, Any]] = [
        ("q", "公开 OR &x"),
        ("year", "2015..2021"),
        ("year", "2022"),
        ("limit", "2"),
    ]
    first = client.get(SEARCH, params=asked)
    second = client.get(first.links["next"]["url"])
    link = second.links["next"]["url"]
    long = client.get(SEARCH, params=[("q", "公开 OR " * 400 + "公开"), ("limit", "1")])

    assert parse_qsl(urlsplit(link).query) == [*asked, ("after", second.json()["next"])]
    assert long.json()["next"]
    assert "link" not in long.headers


def test_what_the_client_has_is_not_sent_again(client: httpx.Client) -> None:
    """However its parameters are ordered, repeated or followed by white space."""
    first = client.get(f"{SEARCH}?q=公开&year=2020&limit=3")
    tag = first.headers["etag"]
    same = [
        "limit=3&year=2020&q=公开",
        "q=公开&year=2020&limit=3&year=2020",
        "q=公开%20&year=2020&limit=3",
    ]
    for parameters in same:
        again = client.get(f"{SEARCH}?{parameters}", headers={"If-None-Match": f'"x", {tag}'})

        assert (again.status_code, again.content) == (304, b""), parameters
        assert again.headers["etag"] == tag
    for other in ("?q=公开&year=2020&limit=3&limit=4", ".json?q=公开&year=2020&limit=3"):
        answer = client.get(f"{SEARCH}{other}", headers={"If-None-Match": tag})

        assert (answer.status_code, answer.headers["etag"] == tag) == (200, False), other


@pytest.mark.slow
@pytest.mark.parametrize(
    ("parameters", "code", "told"),
    [
        ("query=公开", "unknown_parameter", "query"),
        ("q=公开&limit=1001", "too_large", "1000"),
        ("q=公开&kwic=true&limit=10001", "too_large", "10000"),
        ("q=公开&sample=10001", "too_large", "10000"),
        ("q=公开&limit=-1", "bad_value", "条数"),
        ("q=公开&sort=best", "bad_value", "newest"),
        ("q=公开&group=agency", "bad_value", "sample"),
        ("q=公开&group=page", "bad_value", "report"),
        ("q=公开&facets=颜色", "bad_value", "year 年份"),
        ("q=公开&context=x", "bad_value", "context"),
        ("q=公开&timeout=x", "bad_value", "timeout"),
        ("q=公开&after=x", "bad_value", "游标"),
        ("q=公开&seed=1", "bad_value", "sample"),
        ("q=公开&sample=1&by=颜色", "bad_value", "year 年份"),
        ("q=公开&count=true&kwic=true", "bad_value", "kwic"),
        ("q=公开&count=true&limit=2", "bad_value", "limit"),
        ("kwic=true", "bad_value", "文字"),
        ("q=公开&year=", "bad_value", "年份"),
        ("q=公开&excel=true", "bad_value", "excel"),
    ],
)
def test_what_means_nothing_is_refused(
    client: httpx.Client, parameters: str, code: str, told: str
) -> None:
    """400, telling what there is; parameters are not called as options."""
    answer = client.get(f"{SEARCH}?{parameters}")

    assert (answer.status_code, answer.json()["code"]) == (400, code), answer.text
    assert told in answer.json()["detail"]
    assert "--" not in answer.json()["detail"]
    assert "etag" not in answer.headers


def test_rows_hold_no_counts(client: httpx.Client) -> None:
    """As with the command."""
    assert client.get(f"{SEARCH}.csv?q=公开&facets=year").json()["code"] == "bad_value"
    assert client.get(f"{SEARCH}.csv?q=公开&count=true").json()["code"] == "bad_value"


def test_a_value_that_nothing_has_is_told_the_nearest_ones(client: httpx.Client) -> None:
    """It matches nothing, and that is an answer."""
    answer = client.get(f"{SEARCH}?q=公开&topic=保密审核").json()

    assert answer["total"] == 0
    assert "保密审查" in answer["notices"][0]["message"]


@pytest.mark.parametrize("name", ["q", "agency", "after", "context"])
def test_a_long_text_is_refused(client: httpx.Client, name: str) -> None:
    """By characters, whichever parameter it stands in."""
    answer = client.get(SEARCH, params={name: "a" * 8_001})

    assert (answer.status_code, answer.json()["code"]) == (400, "too_large")
    assert client.get(SEARCH, params={"q": "公" * 2_000}).status_code == 200


@pytest.mark.parametrize("q", ['"', "((((", "\x00", "<script>", "NOT", "a" * 8_000, "年:", "🈚"])
def test_no_query_is_wrong(client: httpx.Client, q: str) -> None:
    """It is searched as well as it can be."""
    assert client.get(SEARCH, params={"q": q}).status_code == 200


def test_what_is_not_all_is_not_kept(specimen_home: Path) -> None:
    """Neither an answer that ran out of time nor a sample that would be another one."""
    with served(Settings(home=specimen_home, timeout=0.000_001)) as server:
        late = httpx.get(f"{server}{SEARCH}?q=公开&facets=*&timeout=60&group=report", timeout=60)
    with served(Settings(home=specimen_home)) as server:
        drawn = httpx.get(f"{server}{SEARCH}?q=公开&sample=1", timeout=60)
    assert late.json()["partial"]
    for answer in (drawn, late):
        assert answer.headers["cache-control"] == "no-store"
        assert "etag" not in answer.headers


def test_many_may_ask_at_once(specimen_home: Path) -> None:
    """Each gets its own answer, or is told to come again; afterwards all is as before."""
    with served(Settings(home=specimen_home, at_once=64)) as server:
        expected = httpx.get(f"{server}{SEARCH}?q=公开", timeout=60).json()["hits"]

        def ask(number: int) -> bool:
            kind = ("", ".csv", ".ndjson")[number % 3]
            answer = httpx.get(f"{server}{SEARCH}{kind}?q=公开", timeout=60)
            return answer.status_code == 200 and (kind != "" or answer.json()["hits"] == expected)

        with ThreadPoolExecutor(50) as threads:
            assert all(threads.map(ask, range(50)))
