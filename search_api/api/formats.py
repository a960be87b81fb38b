"""The forms of an answer: JSON, CSV or NDJSON, by the end of its path or by what a client accepts.

Rows that are sent as they are found are made in `streams`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from search_api.service.problems import Refused, problem


class Form(StrEnum):
    """A form of an answer; its value is how a path ends that asks for it."""

    JSON = "json"
    CSV = "csv"
    NDJSON = "ndjson"


MEDIA_TYPES = {
    Form.JSON: "application/json",
    Form.CSV: "text/csv; charset=utf-8",
    Form.NDJSON: "application/x-ndjson",
}
# What else a client may call a form.
_ALSO = {
    Form.JSON: ("text/json",),
    Form.CSV: ("application/csv",),
    Form.NDJSON: ("application/ndjson", "application/jsonl", "application/x-jsonlines"),
}
ALL = (Form.JSON, Form.CSV, Form.NDJSON)
Excel = Annotated[
    bool, Query(description="CSV 带 BOM 与中文表头，可用 Excel、WPS 直接打开 (for spreadsheets)")
]
_Endpoint = TypeVar("_Endpoint", bound=Callable[..., Any])


def get(
    router: APIRouter, path: str, offered: Sequence[Form] = ALL, **described: Any
) -> Callable[[_Endpoint], _Endpoint]:
    """Declares an endpoint under its path and, for each form, under the path with its ending.

    `described` is as `router.get` takes it, and stands at the plain path.
    """

    def declare(endpoint: _Endpoint) -> _Endpoint:
        for form in offered:
            router.get(f"{path}.{form}", include_in_schema=False)(endpoint)
        router.get(path, **described)(endpoint)
        return endpoint

    return declare


def form_of(request: Request, offered: Sequence[Form] = ALL) -> Form:
    """The form that is asked for; the first of those offered where the client takes any.

    Raises Refused, `not_acceptable`, where it takes none of them.
    """
    path = str(request.scope["path"])
    for form in offered:
        if path.endswith(f".{form}"):
            return form
    accepted = _accepted(",".join(request.headers.getlist("accept")))
    qualities = {form: _quality(form, accepted) for form in offered}
    best = max(offered, key=lambda form: qualities[form])
    if qualities[best] > 0:
        return best
    told = "、".join(MEDIA_TYPES[form].partition(";")[0] for form in offered)
    raise Refused(problem("not_acceptable", f"可用的格式：{told} (forms of this answer)."))


def _accepted(header: str) -> dict[str, float]:
    """Every media range of an Accept header with its quality; without a header, anything."""
    ranges: dict[str, float] = {}
    for part in header.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if name:
            ranges[name] = next((_number(p[2:]) for p in parameters if p.startswith("q=")), 1.0)
    return ranges or {"*/*": 1.0}


def _number(written: str) -> float:
    try:
        quality = float(written)
    except ValueError:
        return 0.0
    return quality if 0 <= quality <= 1 else 0.0


def _quality(form: Form, accepted: Mapping[str, float]) -> float:
    """By the range that names the form most closely (RFC 9110, 12.5.1)."""
    names = (MEDIA_TYPES[form].partition(";")[0], *_ALSO[form])
    exact = [accepted[name] for name in names if name in accepted]
    if exact:
        return max(exact)
    kind = names[0].partition("/")[0]
    return accepted.get(f"{kind}/*", accepted.get("*/*", 0.0))


def json_bytes(data: Any) -> bytes:
    """JSON in UTF-8, Chinese readable; half of a surrogate pair stays as its escape."""
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "backslashreplace")


def json_response(data: Any, headers: Mapping[str, str] | None = None) -> Response:
    """An answer that is complete."""
    return Response(
        json_bytes(data), headers=dict(headers or {}), media_type=MEDIA_TYPES[Form.JSON]
    )


def check_excel(form: Form, *, excel: bool) -> None:
    """Raises Refused where headings for spreadsheets are asked of what has none."""
    if excel and form is not Form.CSV:
        raise Refused(problem("bad_value", "excel 须与 CSV 同用 (needs CSV)：路径以 .csv 结尾。"))
