"""Who is let in: by which host name, with which token, with how much."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from search_api.service.settings import Settings
from tests.shared import HANGS
from tests.web.serving import served

TOKEN = "令牌-token"
PAGE = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def guarded(specimen_home: Path) -> Iterator[str]:
    """The address of a service with a token, host names, and one origin that may read it."""
    settings = Settings(
        home=specimen_home,
        token=TOKEN,
        hosts=("127.0.0.1", "::1", "Reports.example"),
        origins=("https://pages.example",),
    )
    with served(settings) as address:
        yield address


def bearer(token: str, **others: str) -> httpx.Headers:
    """The header that shows a token, and others."""
    return httpx.Headers({"Authorization": f"Bearer {token}", **others}, "utf-8")


@pytest.mark.parametrize("path", ["/", "/api/search", "/metrics", "/static/base.css", "/nothing"])
def test_nothing_is_told_without_the_token(guarded: str, path: str) -> None:
    """Not even whether the address is one."""
    answer = httpx.get(guarded + path, timeout=HANGS)

    assert answer.status_code == 401
    assert answer.json()["code"] == "unauthorized"
    assert answer.headers["www-authenticate"].startswith("Bearer ")


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_needs_neither_token_nor_name(guarded: str, path: str) -> None:
    """Whoever watches over the service asks it by an address of its own."""
    assert (
        httpx.get(guarded + path, headers={"Host": "10.0.0.7:8000"}, timeout=HANGS).status_code
        == 200
    )


def test_the_token_is_shown_as_bearer_or_as_a_password(guarded: str) -> None:
    """For programs and for browsers, whatever the user's name."""
    for user in ("", "anyone"):
        shown = httpx.get(
            f"{guarded}/static/base.css", auth=httpx.BasicAuth(user, TOKEN), timeout=HANGS
        )
        assert shown.status_code == 200
    assert (
        httpx.get(f"{guarded}/static/base.css", headers=bearer(TOKEN), timeout=HANGS).status_code
        == 200
    )


@pytest.mark.parametrize(
    "header",
    [
        "Bearer",
        "Bearer x",
        "Basic",
        "Basic !!!",
        "Basic eDp4",
        "Basic eA==",
        "Digest x",
        TOKEN.encode(),
        b"Bearer " + TOKEN.encode() + b"x",
        b"Bearer " + TOKEN.encode()[:-1],
        b"Bearer \xff\xfe",
    ],
)
def test_anything_else_is_refused(guarded: str, header: str | bytes) -> None:
    """Quietly, and never as a failure."""
    shown = {b"Authorization": header}
    answer = httpx.get(f"{guarded}/metrics", headers=shown, timeout=HANGS)  # type: ignore[arg-type]

    assert answer.status_code == 401


def test_a_browser_is_asked_for_a_password(guarded: str) -> None:
    """And a reader who gives none sees why."""
    answer = httpx.get(f"{guarded}/search", headers=PAGE, timeout=HANGS)

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Basic ")
    assert "需要令牌" in answer.text


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost"])
def test_another_host_name_is_refused(guarded: str, host: str) -> None:
    """A page of somebody else's that made its name point here reads nothing."""
    answer = httpx.get(f"{guarded}/nothing", headers=bearer(TOKEN, Host=host), timeout=HANGS)

    assert answer.status_code == 421
    assert answer.json()["code"] == "misdirected"


@pytest.mark.parametrize("host", ["127.0.0.1:1", "[::1]:8000", "REPORTS.example."])
def test_the_names_of_the_service_are_its_own(guarded: str, host: str) -> None:
    """In any case and with any port."""
    answer = httpx.get(f"{guarded}/nothing", headers=bearer(TOKEN, Host=host), timeout=HANGS)

    assert answer.status_code == 404


def test_only_named_origins_may_read(guarded: str, client: httpx.Client) -> None:
    """None without a setting; a refusal can be read as well."""
    named = httpx.get(
        f"{guarded}/nothing", headers={"Origin": "https://pages.example"}, timeout=HANGS
    )
    other = httpx.get(
        f"{guarded}/nothing", headers={"Origin": "https://other.example"}, timeout=HANGS
    )
    unset = client.get("/nothing", headers={"Origin": "https://pages.example"})

    assert named.headers["access-control-allow-origin"] == "https://pages.example"
    exposed = named.headers["access-control-expose-headers"].lower()
    assert all(
        name in exposed for name in ("x-request-id", "gongkai-truncated", "content-disposition")
    )
    assert "access-control-allow-origin" not in other.headers
    assert "access-control-allow-origin" not in unset.headers


def test_an_origin_may_ask_before_with_a_token(guarded: str) -> None:
    """The question before the question carries none, and allows reading only."""
    asked = {"Origin": "https://pages.example", "Access-Control-Request-Headers": "Authorization"}
    read, write = (
        httpx.options(
            f"{guarded}/x",
            headers={**asked, "Access-Control-Request-Method": method},
            timeout=HANGS,
        )
        for method in ("GET", "POST")
    )

    assert read.status_code == 200
    assert write.status_code == 400


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/api/nothing?q=%ff", "bad_value"),
        ("/api/nothing?q=%B1%A3%C3%DC", "bad_value"),  # 保密 in GBK
        ("/api/nothing?q=%ED%A0%80", "bad_value"),
        ("/api/%ff", "not_found"),
        ("/api/%00", "not_found"),
        ("/static/%00", "not_found"),
        ("/static/..%2f..%2fpyproject.toml", "not_found"),
        ("/static/" + "x" * 300, "not_found"),
        ("/api/" + "x" * 3000, "too_large"),
    ],
)
def test_odd_addresses_are_problems(client: httpx.Client, path: str, code: str) -> None:
    """Never failures."""
    assert client.get(path).json()["code"] == code


def test_the_service_is_only_read(client: httpx.Client) -> None:
    """HEAD is GET without the body; what would write is told what is allowed."""
    get, head = client.get("/static/base.css"), client.head("/static/base.css")
    post, options = client.post("/healthz", content=b"x"), client.options("/healthz")

    assert head.content == b""
    assert head.headers["content-length"] == get.headers["content-length"]
    assert head.headers["etag"] == get.headers["etag"]
    assert post.status_code == 405
    assert post.json()["code"] == "method_not_allowed"
    assert post.headers["allow"] == options.headers["allow"] == "GET, HEAD, OPTIONS"
    assert options.status_code == 204


def test_a_slash_too_many(server: str, client: httpx.Client) -> None:
    """Leads a reader on, inside this service; a program is told that there is nothing."""
    led = httpx.get(f"{server}//evil.example/healthz/?lang=en", headers=PAGE, timeout=HANGS)

    assert led.status_code == 308
    assert led.headers["location"] == "/evil.example/healthz?lang=en"
    assert client.get("/healthz/").json()["code"] == "not_found"


def test_larger_answers_are_packed(client: httpx.Client) -> None:
    """Where the client takes it, and caches are told."""
    packed = client.get("/static/base.css")
    plain = client.get("/static/base.css", headers={"Accept-Encoding": "identity"})

    assert packed.headers["content-encoding"] == "gzip"
    assert packed.text == plain.text
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"])
    assert "accept-encoding" in packed.headers["vary"].lower()


def test_what_is_named_by_its_print_is_kept(client: httpx.Client) -> None:
    """For ever by the browser, and only by it; else it asks again."""
    assert "immutable" in client.get("/static/base.css?v=1").headers["cache-control"]
    assert "cache-control" not in client.get("/static/base.css").headers
