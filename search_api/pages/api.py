"""The page that tells programmers what the API offers, made from its OpenAPI description."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from starlette.responses import Response

from search_api.api.describing import ASKED
from search_api.api.openapi import ADDRESS, operations
from search_api.api.promises import STABLE, UNSTABLE
from search_api.pages.canonical import PageRoute
from search_api.pages.rendering import page
from search_api.service.account import HEADER
from search_api.service.problems import CODES
from search_api.service.service import service_of

router = APIRouter(route_class=PageRoute, include_in_schema=False)
_LONGEST_EXAMPLE = 4_000
_CHINESE = re.compile("[\u3400-\u9fff]")
_BOTH = re.compile("([^()]*) \\(([^()\u3400-\u9fff]+)\\)(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Told:
    """A text in both languages, either of them empty where it is told in the other alone."""

    chinese: str
    english: str


@dataclass(frozen=True, slots=True)
class ParameterView:
    """A parameter as a reader sees it."""

    name: str
    kind: str
    required: bool
    default: str
    description: Told


@dataclass(frozen=True, slots=True)
class EndpointView:
    """An endpoint: what it takes, in which forms it answers, and an answer that was given.

    `asked` is the address that the example answers, empty where none is told.
    """

    id: str
    path: str
    summary: Told
    paragraphs: tuple[Told, ...]
    parameters: tuple[ParameterView, ...]
    forms: tuple[str, ...]
    asked: str
    example: str


@router.get("/api")
def api_page(request: Request) -> Response:
    """Every endpoint, every code of a problem, and what is promised."""
    app: FastAPI = request.app
    with service_of(request).session() as session:
        return page(
            request,
            "api.html",
            session.catalog,
            endpoints=endpoints_of(app.openapi()),
            problems=[(code, *told) for code, told in CODES.items()],
            stable=STABLE,
            unstable=UNSTABLE,
            description=ADDRESS,
            request_id=HEADER,
            url=service_of(request).settings.url or "",
            token=service_of(request).settings.token is not None,
        )


def endpoints_of(description: dict[str, Any]) -> tuple[EndpointView, ...]:
    """The endpoints of a description, in its order."""
    return tuple(_endpoint(path, operation) for path, operation in operations(description))


def told_of(text: str) -> Told:
    """The text as both languages tell it: English stands in parentheses, or alone.

    >>> told_of("检索式 (the query)"), told_of("The process lives.")
    (Told(chinese='检索式', english='the query'), Told(chinese='', english='The process lives.'))
    """
    if not _CHINESE.search(text):
        return Told("", text)
    both = _BOTH.fullmatch(text)
    return Told(f"{both[1]}{both[3]}", both[2]) if both else Told(text, "")


def kind_of(schema: dict[str, Any]) -> str:
    """The type of a parameter in a few words.

    >>> kind_of({"type": "array", "items": {"type": "string"}})
    'string…'
    >>> kind_of({"anyOf": [{"type": "integer", "minimum": 1}, {"type": "null"}]})
    'integer ≥ 1'
    """
    for one in schema.get("anyOf", ()):
        if one.get("type") != "null":
            return kind_of(one)
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"{kind_of(schema.get('items', {}))}…"
    limits = "".join(
        f" {sign} {schema[name]}"
        for name, sign in (("minimum", "≥"), ("exclusiveMinimum", ">"), ("maximum", "≤"))
        if name in schema
    )
    return f"{schema.get('type', '')}{limits}"


def _endpoint(path: str, operation: dict[str, Any]) -> EndpointView:
    answer = operation["responses"]["200"]
    content = answer.get("content", {})
    described = operation.get("description", "").replace("`", "")
    examples = [told["example"] for told in content.values() if "example" in told]
    return EndpointView(
        operation["operationId"],
        path,
        told_of(operation.get("summary", "")),
        tuple(map(told_of, filter(None, described.split("\n\n")))),
        tuple(map(_parameter, operation.get("parameters", ()))),
        tuple(kind.partition(";")[0] for kind in content),
        answer.get(ASKED, ""),
        _shown(examples[0]) if examples else "",
    )


def _parameter(told: dict[str, Any]) -> ParameterView:
    default = told["schema"].get("default")
    shown = "" if default in (None, "", []) else json.dumps(default, ensure_ascii=False)
    return ParameterView(
        told["name"],
        kind_of(told["schema"]),
        told.get("required", False),
        shown,
        told_of(told.get("description", "")),
    )


def _shown(example: Any) -> str:
    text = (
        example if isinstance(example, str) else json.dumps(example, ensure_ascii=False, indent=1)
    )
    return text if len(text) <= _LONGEST_EXAMPLE else f"{text[:_LONGEST_EXAMPLE]}\n…"
