"""How many bytes a page of results is, with all that a browser fetches for it."""

from __future__ import annotations

import re
from http.client import HTTPConnection
from urllib.parse import urlencode

AIM = 50_000
_FETCHED = re.compile(r'<(?:link|script|img)\b[^>]*?\b(?:href|src)="(/static/[^"]+)"')


def line(port: int, word: str) -> str:
    """The page of ten hits of a word, its styles and scripts, uncompressed; the aim is 50 kB."""
    address = "/search?" + urlencode({"q": word})
    page = _fetched(port, address)
    assets = {one: len(_fetched(port, one)) for one in _FETCHED.findall(page.decode())}
    size = len(page) + sum(assets.values())
    told = ", ".join(f"{name.rsplit('/')[-1]} {bytes_:,}" for name, bytes_ in assets.items())
    kept = "ok" if size < AIM else "over"
    return f"page {word}: {size:,} bytes, aim {AIM:,} {kept} (html {len(page):,}, {told})"


def _fetched(port: int, address: str) -> bytes:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", address, headers={"Accept": "text/html"})
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    if answer.status != 200:
        raise SystemExit(f"{address}: {answer.status}")
    return body
