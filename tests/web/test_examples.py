"""The examples of the API's description are what it answers, and have the shape it tells of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import jsonschema_rs
import pytest

from search_api.api.describing import EXAMPLES
from tests.web.examples import answer_of, steady


@pytest.fixture(scope="module")
def description(server: str) -> Any:
    """The OpenAPI description."""
    return httpx.get(f"{server}/api/openapi.json", timeout=60.0).json()


def shape_of(description: Any, path: str) -> dict[str, Any]:
    """What an answer of an endpoint in JSON must be like."""
    operations = [
        operation["get"]
        for template, operation in description["paths"].items()
        if _fits(template, path)
    ]
    content = operations[0]["responses"]["200"]["content"]["application/json"]
    return {**content["schema"], "components": description["components"]}


def _fits(template: str, path: str) -> bool:
    parts, given = template.split("/"), path.split("/")
    return len(parts) == len(given) and all(
        part.startswith("{") or part == own for part, own in zip(parts, given, strict=True)
    )


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.json")), ids=lambda file: file.stem)
def test_an_example_is_real(client: httpx.Client, description: Any, file: Path) -> None:
    """Where it is not: `python -m tests.web.examples`."""
    example = json.loads(file.read_text("utf-8"))
    answer = answer_of(client, example["address"])

    assert steady(answer) == steady(example["answer"])
    if isinstance(answer, dict):
        shape = shape_of(description, example["address"].partition("?")[0])
        jsonschema_rs.validate(shape, answer)
        jsonschema_rs.validate(shape, example["answer"])


def test_every_endpoint_is_described(description: Any) -> None:
    """In Chinese and English, with each parameter and an example."""
    for path, operation in description["paths"].items():
        get = operation["get"]

        assert get["summary"].isascii() is False, path
        assert get["description"], path
        assert all(one.get("description") for one in get.get("parameters", ())), path
