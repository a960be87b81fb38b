"""What tests of the API ask of every endpoint, and answers of commands to hold beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

from tests.search_api.running import Place

# Names that no report has. Slashes are sent as %2F and lead to no endpoint, or to none of these.
HOSTILE = (
    "x",
    "鄌郚镇",
    "林峪县水利局 2020",
    "%",
    "_",
    "\0",
    "990101-39fd8ed2-own-2020\0",
    "990101-39fd8ed2-own-2020~zz",
    "990101-39fd8ed2-own-2020~00000000",
    "990101-39fd8ed2-own-2020#p1",
    "990101-39fd8ed2-own-9999",
    "../../etc/passwd",
    "..\\..\\x",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "' OR 1=1 --",
    "a" * 50_000,
)


def hostile_paths(before: str, after: str = "") -> Iterator[str]:
    """Addresses in which a name stands that no report has, half a surrogate pair among them."""
    for name in HOSTILE:
        yield f"{before}{quote(name, safe='')}{after}"
    yield f"{before}%ED%B2%80{after}"
    yield f"{before}%FF%FE{after}"


def commanded(home: Path, *words: str) -> Any:
    """What a command prints as JSON about a home."""
    ran = Place(home.parent).search(*words, "--json", "--home", str(home))
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def code_of(answer: httpx.Response, status: int) -> str:
    """The code of a problem, which must have that status."""
    assert answer.status_code == status, answer.text[:400]
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    return str(answer.json()["code"])


def walked(client: httpx.Client, address: str) -> Iterator[dict[str, Any]]:
    """Page after page, by the Link of each, which must say what `next` says."""
    following: str | None = address
    while following is not None:
        answer = client.get(following)
        assert answer.status_code == 200, answer.text[:400]
        page = answer.json()
        yield page
        following = answer.links.get("next", {}).get("url")
        assert (following is None) == (page["next"] is None)
        if following is not None:
            assert httpx.URL(following).params["after"] == page["next"]


def check_kept(client: httpx.Client, address: str) -> None:
    """A client that has the answer is told so; whatever asks for another is answered."""
    first = client.get(address)
    tag = {"If-None-Match": first.headers["etag"]}
    again = client.get(address, headers=tag)

    assert (again.status_code, again.content) == (304, b"")
    other = client.get(f"{address}{'&' if '?' in address else '?'}nonsense=1", headers=tag)
    assert code_of(other, 400) == "unknown_parameter"
