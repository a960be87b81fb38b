"""What went wrong with a request, as RFC 9457 has it: for programs as JSON, for readers as a page.

A problem's `code` is stable. Nothing of the program itself is told: no trace, no path.
"""

from __future__ import annotations

import json
import logging
import re
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from indexer.errors import (
    CatalogUnusable,
    EngineMissing,
    GongkaiError,
    HomeBusy,
    HomeClosed,
    IndexUnusable,
    NoHome,
    NoSuchReport,
    NoSuchSection,
    SeveralReports,
    TooManySearches,
    TooMuch,
    WrongUsage,
)

_LOG = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
_OPTION = re.compile(r"--(?=[a-z])")
RETRY = {"Retry-After": "1"}
NOT_KEPT = {"Cache-Control": "no-store", "Vary": "Accept"}


@dataclass(frozen=True, slots=True)
class Problem:
    """A refusal of a request. `code` is one of CODES; `detail` may quote what was asked."""

    status: int
    code: str
    detail: str
    errors: tuple[dict[str, Any], ...] = ()
    headers: dict[str, str] = field(default_factory=dict)


class Refused(Exception):
    """Ends a request with a problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


# Code → its status, and what it means. Codes are only ever added.
CODES: dict[str, tuple[int, str, str]] = {
    "bad_value": (400, "参数的值没有意义", "a parameter has a value that means nothing"),
    "unknown_parameter": (400, "没有这个参数", "no such parameter"),
    "too_large": (400, "超出大小限制", "larger than the limit"),
    "unauthorized": (401, "需要令牌", "a token is needed"),
    "not_found": (404, "没有这个地址", "no such address"),
    "no_such_report": (404, "没有这份报告", "no such report"),
    "no_such_section": (404, "报告没有这一部分", "the report has no such section"),
    "method_not_allowed": (405, "不支持这种请求方法", "method not allowed"),
    "not_acceptable": (406, "没有这种格式", "no such form of the answer"),
    "several": (409, "名称指多份报告", "the name stands for several reports"),
    "misdirected": (421, "不以这个主机名提供服务", "not served under this host name"),
    "invalid_parameter": (422, "参数的形式不对", "a parameter is not of its type"),
    "internal": (500, "服务出错", "the service failed"),
    "busy": (503, "同时进行的查询太多", "too many searches at once"),
    "timeout": (503, "限时内算不完", "not to be answered in the time allowed"),
    "unavailable": (503, "数据暂不可用", "the home cannot be searched now"),
}
_OF_ERRORS: tuple[tuple[type[GongkaiError], str], ...] = (
    (WrongUsage, "bad_value"),
    (NoSuchReport, "no_such_report"),
    (NoSuchSection, "no_such_section"),
    (SeveralReports, "several"),
    (TooManySearches, "busy"),
    (TooMuch, "timeout"),
    (HomeClosed, "unavailable"),
    (HomeBusy, "unavailable"),
    (NoHome, "unavailable"),
    (IndexUnusable, "unavailable"),
    (CatalogUnusable, "unavailable"),
    (EngineMissing, "unavailable"),
)


def problem(code: str, detail: str, errors: tuple[dict[str, Any], ...] = ()) -> Problem:
    """The problem of that code."""
    status = CODES[code][0]
    return Problem(status, code, detail, errors, RETRY if status == 503 else {})


def problem_of(error: GongkaiError) -> Problem:
    """What a request is told of an error of the library.

    Of one that is the home's fault or the program's, no message: it may name paths.
    """
    code = next((code for kind, code in _OF_ERRORS if isinstance(error, kind)), "internal")
    if CODES[code][0] >= 500 and code != "timeout":
        if code != "busy":
            _LOG.error("%s: %s", code, error)
        return problem(code, CODES[code][1])
    # A parameter is called as the option, without its dashes.
    return problem(code, _OPTION.sub("", f"{error.message} {error.next_step}"))


def problem_response(found: Problem, request: Request) -> Response:
    """The problem as JSON."""
    body = problem_json(found, request.scope["path"], request.scope.get("request_id"))
    return Response(body, HTTPStatus(found.status), {**NOT_KEPT, **found.headers}, MEDIA_TYPE)


def problem_json(found: Problem, path: str, request_id: str | None) -> bytes:
    """The problem of a request for the path. `type` is where the codes are told of."""
    _, title, title_en = CODES[found.code]
    body: dict[str, Any] = {
        "type": f"/api#{found.code}",
        "title": f"{title} ({title_en})",
        "status": found.status,
        "code": found.code,
        "detail": found.detail,
        "instance": path,
    }
    if request_id is not None:
        body["request_id"] = request_id
    if found.errors:
        body["errors"] = list(found.errors)
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "backslashreplace")
