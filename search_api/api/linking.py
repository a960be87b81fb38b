"""Where an answer goes on: the address of the next page, as RFC 8288 has it."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from starlette.requests import Request

# What stands between a server and its client often takes no longer header.
_LONGEST = 4_000


def next_link(request: Request, after: str | None) -> dict[str, str]:
    """The header with the address of this request, but for `after`; none on the last page.

    Nor is there one where it would be too long to arrive: `next` in the answer is the same.
    """
    if after is None:
        return {}
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
    query = urlencode([*kept, ("after", after)], errors="replace")
    link = f'<{quote(str(request.scope["path"]))}?{query}>; rel="next"'
    return {"Link": link} if len(link) <= _LONGEST else {}
