"""A service whose home is written to: what is told of the home belongs to what is shown of it."""

from __future__ import annotations

from pathlib import Path

import httpx

from indexer.home import Home
from indexer.segment import PassageSegmenter
from search_api.service.settings import Settings
from tests.search_api.lively import WORD, made, write
from tests.shared import HANGS
from tests.waiting import until
from tests.web.serving import served


def test_what_is_told_is_of_the_generation_that_is_shown(tmp_path: Path) -> None:
    """By pages that go on in an older one as by others; what goes on there has no tag."""
    home, segmenter = Home(tmp_path / "home"), PassageSegmenter()
    write(home, segmenter, made(1))
    with (
        served(Settings(home=home.path)) as address,
        httpx.Client(base_url=address, timeout=HANGS) as client,
    ):
        asked = {"q": WORD, "limit": "2"}
        first = client.get("/api/search", params=asked).json()
        write(home, segmenter, made(2))
        until(lambda: client.get("/readyz").json()["generation"] == 2)
        headers = {"Accept": "text/html"}
        older = client.get("/search", params={**asked, "after": first["next"]}, headers=headers)
        newest = client.get("/search", params=asked, headers=headers)
        on = [
            client.get("/api/search", params={**asked, "after": after})
            for after in (first["next"], client.get("/api/search", params=asked).json()["next"])
        ]

    assert (older.status_code, newest.status_code) == (200, 200)
    told = [answer.text.partition("<footer")[2] for answer in (older, newest)]
    assert [f"{reports} 份报告" in footer for reports, footer in enumerate(told, 1)] == [True, True]
    assert ["etag" in answer.headers for answer in on] == [False, True]
