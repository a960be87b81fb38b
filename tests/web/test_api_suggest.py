"""GET /api/suggest: what is offered while typing."""

from __future__ import annotations

import httpx
import pytest

from search_api.suggest import KINDS

SUGGEST = "/api/suggest"


def test_every_kind_is_offered(client: httpx.Client) -> None:
    """With a count, and the query or filter that each stands for."""
    found = [
        one
        for typed in ("镇", "保")
        for one in client.get(SUGGEST, params={"q": typed}).json()["suggestions"]
    ]

    assert {one["kind"] for one in found} == set(KINDS)
    for one in found:
        assert one["count"] > 0
        assert (one["filter"] is None) is (one["kind"] == "term")


@pytest.mark.parametrize("typed", ["镇", "保", "审查 公", "机关:镇"])
def test_a_suggestion_leads_to_what_it_counts(client: httpx.Client, typed: str) -> None:
    """Its query and filter are parameters of a search, and find something."""
    for one in client.get(SUGGEST, params={"q": typed}).json()["suggestions"]:
        chosen = {} if one["filter"] is None else {one["filter"]["field"]: one["filter"]["value"]}
        asked = {"q": one["query"], **chosen, "limit": "0"}
        alone = {**asked, "q": "", "group": "passage" if one["kind"] == "topic" else "report"}

        assert client.get("/api/search", params=asked).status_code == 200
        if chosen:
            assert client.get("/api/search", params=alone).json()["total"] == one["count"], one
        else:
            assert one["query"].endswith(one["label"])


def test_a_suggestion_has_a_tag(client: httpx.Client) -> None:
    """It is asked for with every key."""
    tag = client.get(SUGGEST, params={"q": "保"}).headers["etag"]
    again = client.get(SUGGEST, params={"q": "保"}, headers={"If-None-Match": tag})

    assert again.status_code == 304


@pytest.mark.parametrize("typed", ["", " ", "\x00", "<script>", "%", "\\", "𠀀", "(" * 8_000])
def test_odd_texts_offer_nothing(client: httpx.Client, typed: str) -> None:
    """And none fails."""
    answer = client.get(SUGGEST, params={"q": typed})

    assert (answer.status_code, answer.json()["suggestions"]) == (200, [])


def test_what_means_nothing_is_refused(client: httpx.Client) -> None:
    """Unknown parameters, a text that is too long, a form that there is not."""
    assert client.get(f"{SUGGEST}?text=保").json()["code"] == "unknown_parameter"
    assert client.get(SUGGEST, params={"q": "a" * 8_001}).json()["code"] == "too_large"
    refused = client.get(SUGGEST, headers={"Accept": "text/csv"})
    assert (refused.status_code, refused.json()["code"]) == (406, "not_acceptable")
