"""Every request has an id, one line in the log, and is counted."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from search_api.service.account import LOGGER
from search_api.service.logs import JsonLines
from search_api.service.settings import Settings
from tests.shared import HANGS
from tests.waiting import until
from tests.web.serving import served

TOKEN = "nicht-fuer-jeden"


@pytest.fixture(scope="module")
def guarded(specimen_home: Path) -> Iterator[str]:
    """The address of a service that has a token."""
    with served(Settings(home=specimen_home, token=TOKEN)) as address:
        yield address


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Any:
    """What the log says of so many requests, as it would be written: after they were answered."""
    caplog.set_level(logging.INFO, LOGGER)

    def kept() -> list[logging.LogRecord]:
        return [record for record in caplog.records if record.name == LOGGER]

    def written(requests: int) -> list[str]:
        until(lambda: len(kept()) >= requests)
        return [JsonLines().format(record) for record in kept()]

    return written


def test_an_answer_names_its_request(client: httpx.Client) -> None:
    """By an id of its own, in a problem too."""
    first, second = client.get("/healthz"), client.get("/api/nothing")

    assert first.headers["x-request-id"] != second.headers["x-request-id"]
    assert second.json()["request_id"] == second.headers["x-request-id"]


@pytest.mark.parametrize("given", ["abc-1.2_3~", "x" * 64])
def test_a_sane_id_is_kept(client: httpx.Client, given: str) -> None:
    """So that one request can be followed over several services."""
    assert client.get("/healthz", headers={"X-Request-Id": given}).headers["x-request-id"] == given


@pytest.mark.parametrize("given", ["", "x" * 65, "a b", '"}{', "a%0ab", "审查"])
def test_any_other_id_is_replaced(client: httpx.Client, given: str) -> None:
    """It would stand in logs and answers."""
    answer = client.get("/healthz", headers=httpx.Headers({"X-Request-Id": given}, "utf-8"))

    assert re.fullmatch("[0-9a-f]{32}", answer.headers["x-request-id"])


def test_a_request_is_one_line(guarded: str, lines: Any) -> None:
    """With what was asked and what became of it, and without the token in any form."""
    where = f"{guarded}/api/nothing?q=%E5%AE%A1%0a%1b[2J"
    httpx.get(
        where, headers={"Authorization": f"Bearer {TOKEN}", "X-Request-Id": "a1"}, timeout=HANGS
    )
    httpx.get(where, auth=("x", TOKEN), timeout=HANGS)

    (first, second) = lines(2)
    told = json.loads(first)
    assert first.isascii()
    assert first.isprintable()
    assert {key: told[key] for key in ("id", "method", "path", "query", "status", "code")} == {
        "id": "a1",
        "method": "GET",
        "path": "/api/nothing",
        "query": "q=%E5%AE%A1%0a%1b[2J",
        "status": 404,
        "code": "not_found",
    }
    assert told["generation"] == 1
    assert told["client"] == "127.0.0.1"
    assert told["bytes"] > 0
    assert TOKEN not in first + second
    assert "eDpuaWNodC1mdWVyLWplZGVu" not in second  # as Basic writes it


def test_a_long_query_is_shortened_in_the_log(client: httpx.Client, lines: Any) -> None:
    """The log cannot be filled by one request."""
    client.get("/nothing", params={"q": "x" * 9000})

    (line,) = lines(1)
    assert len(line) < 1000


def test_requests_are_counted_by_route(guarded: str) -> None:
    """An unknown address is none of the routes, however many there are; so is a method."""
    with httpx.Client(base_url=guarded, auth=("", TOKEN), timeout=HANGS) as client:
        for path in ("/one", "/two", "/static/base.css", "/static/nothing"):
            client.get(path)
        client.request("PROPFIND", "/pot")
        told = client.get("/metrics").text

    assert 'gongkai_requests_total{method="GET",route="none",status="404"}' in told
    assert 'gongkai_requests_total{method="GET",route="/static",status="200"}' in told
    assert 'gongkai_requests_total{method="none",route="none",status="405"}' in told
    assert "/one" not in told
    assert "gongkai_requests_in_flight 1.0" in told
    assert 'gongkai_problems_total{code="method_not_allowed"} 1.0' in told
    assert "gongkai_generation 1.0" in told
    assert "gongkai_reports 29.0" in told
