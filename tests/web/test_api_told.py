"""The API is told alike by the code, its OpenAPI description, its page and docs/api.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from search_api.api.describing import ASKED
from search_api.api.openapi import operations
from search_api.api.promises import STABLE, UNSTABLE
from search_api.http import create_app
from search_api.service.problems import CODES, MEDIA_TYPE
from search_api.service.settings import Settings, settings_of
from tests.shared import HANGS

DOCS = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
DESCRIPTION = create_app(Settings()).openapi()
OPERATIONS = list(operations(DESCRIPTION))


@pytest.fixture(scope="module")
def page(server: str) -> str:
    """The page of the API in Chinese."""
    return httpx.get(f"{server}/api", headers={"Accept": "text/html"}, timeout=HANGS).text


@pytest.fixture(scope="module")
def page_in_english(server: str) -> str:
    """The same in English."""
    return httpx.get(f"{server}/api?lang=en", headers={"Accept": "text/html"}, timeout=HANGS).text


def references(told: Any) -> Iterator[str]:
    """Everything that a part of a description refers to."""
    if isinstance(told, dict):
        if isinstance(told.get("$ref"), str):
            yield told["$ref"]
        for value in told.values():
            yield from references(value)
    elif isinstance(told, list):
        for value in told:
            yield from references(value)


def test_the_description_is_served(client: httpx.Client) -> None:
    """Under one address, as the page says."""
    assert client.get("/api/openapi.json").json()["paths"].keys() == DESCRIPTION["paths"].keys()


def test_the_description_refers_to_nothing_that_is_not_there() -> None:
    """And FastAPI's own shape of an error, which is never sent, is gone."""
    for reference in references(DESCRIPTION):
        found: Any = DESCRIPTION
        for part in reference.removeprefix("#/").split("/"):
            found = found[part]
    assert "HTTPValidationError" not in str(DESCRIPTION)


def test_operations_have_names_of_their_own() -> None:
    """Client libraries call their methods so: they are the functions' names."""
    names = [operation["operationId"] for _, operation in OPERATIONS]

    assert sorted(set(names)) == sorted(names)
    assert all(re.fullmatch("[a-z_]+", name) for name in names)


@pytest.mark.parametrize(("path", "operation"), OPERATIONS, ids=[path for path, _ in OPERATIONS])
def test_every_endpoint_tells_of_its_problems_and_shows_an_answer(
    path: str, operation: dict[str, Any]
) -> None:
    """The problems that any request may get, and a real answer."""
    told = {int(status) for status in operation["responses"]}
    content = operation["responses"]["200"]["content"]

    assert {200, 400, 401, 405, 421, 422, 500, 503} <= told
    assert any("example" in one for one in content.values())
    if path.startswith("/api/"):
        asked = re.sub(r"\{\w+\}", "[^/?]+", path)
        assert re.match(rf"{asked}(\?|$)", operation["responses"]["200"][ASKED])
    assert path.startswith("/api/") or "service" in operation["tags"]


@pytest.mark.parametrize("path", DESCRIPTION["paths"])
def test_every_endpoint_is_in_docs_and_page(path: str, page: str) -> None:
    """By its path."""
    assert f"| `{path}` |" in DOCS
    assert f"GET {path}</code>" in page


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_in_docs_page_and_description(code: str, page: str) -> None:
    """On the page at the place that `type` leads to."""
    status, chinese, english = CODES[code]
    shared = DESCRIPTION["components"]["responses"][f"problem{status}"]

    assert f"| `{code}` | {status} | {chinese} | {english} |" in DOCS
    assert f'id="{code}"' in page
    assert code in DESCRIPTION["components"]["schemas"]["Problem"]["properties"]["code"]["enum"]
    assert f"`{code}`" in shared["description"]
    assert shared["content"][MEDIA_TYPE]["example"]["type"].startswith("/api#")


@pytest.mark.parametrize(("chinese", "english"), [*STABLE, *UNSTABLE])
def test_every_promise_is_in_docs_and_page(
    page: str, page_in_english: str, chinese: str, english: str
) -> None:
    """In both languages."""
    assert f"* {chinese} · {english}" in DOCS
    assert chinese in page
    assert english in page_in_english


def test_every_setting_is_in_the_docs() -> None:
    """Every variable that a service reads, and none that it does not."""

    asked: set[str] = set()

    class Asked(dict[str, str]):
        """An environment that keeps which variables were asked for."""

        def get(self, name: str, *otherwise: Any) -> Any:
            asked.add(name)
            return super().get(name, *otherwise)

    settings_of(Asked())

    assert set(re.findall(r"^\| `(GONGKAI_\w+)`", DOCS, re.M)) == asked - {"GONGKAI_HOME"}


def test_a_token_is_required_in_the_description_where_it_is() -> None:
    """And is optional where none is set."""
    guarded = create_app(Settings(token="x", url="https://a.example")).openapi()

    assert guarded["security"] == [{"bearer": []}, {"password": []}]
    assert DESCRIPTION["security"][0] == {}
    assert guarded["servers"] == [{"url": "https://a.example"}]
