"""What the API says of itself, for programs: OpenAPI, with the problems that every endpoint has."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from search_api.service.problems import CODES, MEDIA_TYPE
from search_api.service.settings import Settings

ADDRESS = "/api/openapi.json"
TITLE = "gongkai-search"
_ABOUT = """政府信息公开工作年度报告的全文检索、数据和核查结果，只读。
各端点的参数与 search 命令的选项同名同义。答案为 JSON；多行的另有 CSV 和 NDJSON，由路径结尾
或 Accept 选定。出错时的答案是 RFC 9457 的 problem，code 不变。

Full text, figures and findings of 政府信息公开工作年度报告 (yearly disclosure reports), read-only.
Parameters are called and mean as the options of the search command. Answers are JSON; rows come as
CSV and NDJSON too, chosen by the end of the path (as .csv) or by Accept. What goes wrong is told as
a problem of RFC 9457 with a stable code. HEAD may be used wherever GET may.
"""
_PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "RFC 9457",
    "required": ["type", "title", "status", "code", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "description": "where the code is told of"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "enum": list(CODES), "description": "stable"},
        "detail": {"type": "string", "description": "what was wrong with this request"},
        "instance": {"type": "string", "description": "the path that was asked for"},
        "request_id": {"type": "string", "description": "as in X-Request-Id and in the log"},
        "errors": {
            "type": "array",
            "description": "the parameters that are meant",
            "items": {
                "type": "object",
                "properties": {
                    "in": {"type": "array", "items": {"type": "string"}},
                    "message": {"type": "string"},
                },
            },
        },
    },
}
_SCHEMES = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "GONGKAI_TOKEN"},
    "password": {
        "type": "http",
        "scheme": "basic",
        "description": "GONGKAI_TOKEN as the password, with any name; for browsers",
    },
}
_HEADERS = {
    "X-Request-Id": {
        "description": "the id of the request, the one that came with it where there was one",
        "schema": {"type": "string"},
    },
    "ETag": {
        "description": "of the state of the home and the question; If-None-Match with it gives 304",
        "schema": {"type": "string"},
    },
}
# What pydantic would add for FastAPI's own answer to a wrong parameter, which is a problem here.
_NOT_OURS = ("HTTPValidationError", "ValidationError")


def describe(app: FastAPI, settings: Settings) -> None:
    """Have the application describe itself so, once it is asked to."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = description(app, settings)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def operation_id(route: APIRoute) -> str:
    """The name of the function that answers: client libraries call their methods so."""
    return route.name


def description(app: FastAPI, settings: Settings) -> dict[str, Any]:
    """The OpenAPI description of a service so set up."""
    made = get_openapi(
        title=TITLE,
        version=version(TITLE),
        summary="Search over the yearly disclosure reports of Chinese agencies",
        description=_ABOUT,
        routes=app.routes,
        license_info={"name": "MIT", "identifier": "MIT"},
        servers=[{"url": settings.url or "/"}],
    )
    parts = made.setdefault("components", {})
    schemas = parts.setdefault("schemas", {})
    for name in _NOT_OURS:
        schemas.pop(name, None)
    schemas["Problem"] = _PROBLEM
    parts["responses"] = {_name(status): _shared(status) for status in sorted(_statuses())}
    parts["headers"] = _HEADERS
    parts["securitySchemes"] = _SCHEMES
    made["security"] = [*([] if settings.token else [{}]), *({name: []} for name in _SCHEMES)]
    for path, operation in operations(made):
        _complete(path, operation)
    return made


def operations(made: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every path with what can be done there, which is GET."""
    for path, methods in made["paths"].items():
        for operation in methods.values():
            yield path, operation


def codes_of(status: int) -> dict[str, tuple[str, str]]:
    """The codes of a status, with what they mean in Chinese and English."""
    return {
        code: (chinese, english) for code, (of, chinese, english) in CODES.items() if of == status
    }


def _complete(path: str, operation: dict[str, Any]) -> None:
    """One endpoint with the answers that all have, where it tells nothing of its own."""
    responses = operation["responses"]
    below = path.startswith("/api/")
    if "content" not in responses.get("422", {}) or MEDIA_TYPE not in responses["422"]["content"]:
        responses.pop("422", None)
    if below:
        responses.setdefault("304", {"description": "与 If-None-Match 所指相同 (not changed)"})
    for status in _statuses():
        if status not in _OF_NAMES or "{" in path:
            responses.setdefault(str(status), {"$ref": f"#/components/responses/{_name(status)}"})
    for response in responses.values():
        if MEDIA_TYPE in response.get("content", {}):
            response["content"][MEDIA_TYPE]["schema"] = {"$ref": "#/components/schemas/Problem"}
        if "$ref" not in response:
            response["headers"] = {**_named(below), **response.get("headers", {})}
    operation["responses"] = dict(sorted(responses.items()))


def _named(below: bool) -> dict[str, Any]:
    names = _HEADERS if below else ("X-Request-Id",)
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


# Only where the path names something.
_OF_NAMES = (404, 409)


def _statuses() -> set[int]:
    return {status for status, _, _ in CODES.values()}


def _name(status: int) -> str:
    return f"problem{status}"


def _shared(status: int) -> dict[str, Any]:
    codes = codes_of(status)
    code, (chinese, english) = next(iter(codes.items()))
    example = {
        "type": f"/api#{code}",
        "title": f"{chinese} ({english})",
        "status": status,
        "code": code,
        "detail": f"{chinese} ({english}).",
        "instance": "/api/search",
        "request_id": "0b4f6ea1c2d34e5f8a9b0c1d2e3f4a5b",
    }
    told = [f"`{name}`: {chinese} ({english})" for name, (chinese, english) in codes.items()]
    return {
        "description": "; ".join(told),
        "headers": {"X-Request-Id": {"$ref": "#/components/headers/X-Request-Id"}},
        "content": {
            MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}
        },
    }
