"""`/api/reports/{id}/source`: every span gives exactly the characters of the thing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from indexer.home import Home
from indexer.pipeline import add
from indexer.text import normal
from search_api.service.settings import Settings
from tests.shared import SEEDS, needs_seeds
from tests.web.serving import served


def characters(source: dict[str, Any], thing: dict[str, Any]) -> str:
    """What stands at the spans of a thing."""
    for start, end in thing["spans"]:
        assert 0 <= start <= end <= source["length"] == len(source["text"])
    return "".join(source["text"][start:end] for start, end in thing["spans"])


def check(source: dict[str, Any], whole: dict[str, Any]) -> None:
    """The source of a report beside the report itself."""
    passages = {passage["id"]: passage["text"] for passage in whole["passages"]}
    read = {
        key: figure["raw"]
        for key, figure in whole["figures"].items()
        if figure["locator"] and figure["locator"]["spans"]
    }

    assert {one["id"]: characters(source, one) for one in source["passages"]} == passages
    assert {one["key"]: bare(characters(source, one)) for one in source["figures"]} == {
        key: bare(raw or "") for key, raw in read.items()
    }
    for heading in source["headings"]:
        section = whole["sections"][heading["section"]]
        assert (heading["title"], heading["slot"]) == (section["title"], section["slot"])
        assert normal(heading["title"]) in normal(characters(source, heading))
    for kind in ("figures", "passages", "headings"):
        places = [one["spans"][0] for one in source[kind]]
        assert places == sorted(places)


def bare(text: str) -> str:
    """Without white space: cells that stand side by side are read with tabs between them."""
    return "".join(text.split())


def check_all(client: httpx.Client) -> int:
    """Look at every report of a service; how many there are."""
    listed = client.get("/api/reports?limit=1000").json()["reports"]
    for report in listed:
        whole = client.get(report["links"]["api"]).json()
        source = client.get(whole["links"]["api_source"]).json()
        assert source["sha256"] == whole["source"]["sha256"]
        check(source, whole)
    return len(listed)


def test_every_thing_of_a_specimen_stands_where_it_is_told(client: httpx.Client) -> None:
    """Figures, passages and headings, in reading order."""
    assert check_all(client) > 20


@needs_seeds
def test_every_thing_of_a_real_report_stands_where_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In real reports too, with what conversion did to them."""
    home = tmp_path / "home"
    add(Home(home), [SEEDS])
    with served(Settings(home=home)) as server, httpx.Client(base_url=server, timeout=60) as client:
        assert check_all(client) == 5
