"""What a request must be like to be looked at: from a host that is meant, by one who may ask, of
a size that can be read.
"""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as NotBase64
from dataclasses import replace
from hmac import compare_digest
from urllib.parse import unquote_to_bytes

from starlette.requests import Request

from search_api.service.guard import Check
from search_api.service.problems import Refused, problem
from search_api.service.settings import Settings

OPEN = ("/healthz", "/readyz")  # whoever watches over the service needs neither name nor token
ANY_HOST = "*"
_BYTES_A_CHARACTER = 10  # a Chinese one is %XX three times
LONGEST_PATH = 2_000
LONGEST_HEADERS = 64_000
_REALM = 'realm="gongkai-search", charset="UTF-8"'


def checks_of(settings: Settings) -> tuple[Check, ...]:
    """The checks of a service so set up, in their order."""
    checks: list[Check] = []
    if settings.hosts and ANY_HOST not in settings.hosts:
        checks.append(_closed(_meant_host(frozenset(map(host_name, settings.hosts)))))
    if settings.token:
        checks.append(_closed(_with_token(settings.token.encode())))
    return (*checks, _of_size(_BYTES_A_CHARACTER * settings.longest_query), written_in_utf8)


def host_name(header: str) -> str:
    """The name in a Host header, without its port.

    >>> host_name("Localhost:8000"), host_name("[::1]:8000"), host_name("example.org.")
    ('localhost', '::1', 'example.org')
    """
    name = header.strip().lower()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name if name.count(":") > 1 else name.partition(":")[0].rstrip(".")


def _closed(check: Check) -> Check:
    def closed(request: Request) -> None:
        if request.scope["path"] not in OPEN:
            check(request)

    return closed


def _meant_host(hosts: frozenset[str]) -> Check:
    """Under another name a page of somebody else's could read the answers (DNS rebinding)."""

    def meant_host(request: Request) -> None:
        if host_name(request.headers.get("host", "")) not in hosts:
            told = "不以这个主机名提供服务，见 GONGKAI_HOSTS (not served under this host name)."
            raise Refused(problem("misdirected", told))

    return meant_host


def _with_token(token: bytes) -> Check:
    def with_token(request: Request) -> None:
        if not compare_digest(_shown_token(request.headers.get("authorization", "")), token):
            raise Refused(
                replace(
                    problem("unauthorized", "请出示令牌，见 GONGKAI_TOKEN (show the token)."),
                    headers={"WWW-Authenticate": _challenge(request)},
                )
            )

    return with_token


def _shown_token(authorization: str) -> bytes:
    """The token after Bearer, or the password of Basic, whoever the user is."""
    scheme, _, value = authorization.strip().partition(" ")
    raw = value.strip().encode("latin-1")
    if scheme.lower() == "bearer":
        return raw
    if scheme.lower() == "basic":
        try:
            return b64decode(raw, validate=True).partition(b":")[2]
        except NotBase64:
            return b""
    return b""


def _challenge(request: Request) -> str:
    """A browser asks its user for a password; a program is told of Bearer."""
    return f"{'Basic' if 'text/html' in request.headers.get('accept', '') else 'Bearer'} {_REALM}"


def _of_size(longest_query: int) -> Check:
    def of_size(request: Request) -> None:
        sizes = (
            (len(request.scope["query_string"]), longest_query, "参数 (parameters)"),
            (len(request.scope["path"]), LONGEST_PATH, "地址 (address)"),
            (
                sum(len(name) + len(value) for name, value in request.scope["headers"]),
                LONGEST_HEADERS,
                "请求头 (headers)",
            ),
        )
        for size, longest, what in sizes:
            if size > longest:
                told = f"{what} {size} 字节，至多 {longest} (bytes at most)."
                raise Refused(problem("too_large", told))

    return of_size


def written_in_utf8(request: Request) -> None:
    """Text in another encoding would be searched as something that nobody wrote."""
    query: bytes = request.scope["query_string"]
    try:
        unquote_to_bytes(query).decode("utf-8")
    except UnicodeDecodeError as error:
        told = "参数须以 UTF-8 编码后再作百分号转义 (parameters are percent-encoded UTF-8)."
        raise Refused(problem("bad_value", told)) from error
