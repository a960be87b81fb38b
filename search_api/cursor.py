"""Where a next page begins, as an opaque text."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from hashlib import sha256
from typing import Any

from indexer.errors import WrongUsage
from search_api.engines.base import PASSAGE, REPORT, SortKey
from search_api.engines.ranking import KEY_SHAPES

_LONGEST = 4_096
_CHECK = 8
_PRINT = 16  # hex digits


@dataclass(frozen=True, slots=True)
class Cursor:
    """The sort key of the last hit, its passage's id, and where it stood: in which generation
    and which state of the index, in which order.

    `asked` is the print of what was asked for.
    """

    generation: int
    state: str
    asked: str
    sort: str
    unit: str
    key: SortKey
    id: str


def print_of(query: str, filters: Mapping[str, Sequence[str]]) -> str:
    """The same for two searches that ask for the same, however their filters are ordered."""
    chosen = sorted((field, sorted(set(values))) for field, values in filters.items())
    asked = json.dumps([query, chosen]).encode()
    return sha256(asked).hexdigest()[:_PRINT]


def packed(fields: Sequence[Any]) -> str:
    """What a cursor holds, its generation first, as base64url; `unpacked` is the inverse."""
    body = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_check(body) + body).decode().rstrip("=")


def unpacked(text: str) -> list[Any]:
    """What a cursor of any kind holds. Raises WrongUsage where none made it."""
    try:
        if len(text) > _LONGEST:
            raise ValueError(text[:40])
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        if raw[:_CHECK] != _check(raw[_CHECK:]):
            raise ValueError(text)
        fields = json.loads(raw[_CHECK:])
        json.dumps(fields, ensure_ascii=False).encode()  # half a surrogate pair is no text
        if not isinstance(fields, list) or not fields or type(fields[0]) is not int:
            raise ValueError(text)
        return fields
    except (ValueError, TypeError, RecursionError) as error:
        raise not_a_cursor() from error


def generation_of(text: str) -> int:
    """The generation in which a cursor of any kind was made."""
    return int(unpacked(text)[0])


def not_a_cursor() -> WrongUsage:
    """For a text that no such cursor is."""
    return WrongUsage(
        "游标无效 (not a cursor of this search).", "请从第一页重新查询，或用上一页给出的“下一页”。"
    )


def cursor_text(cursor: Cursor) -> str:
    """The cursor as text; `read_cursor` is its inverse."""
    return packed(astuple(cursor))


def read_cursor(text: str) -> Cursor:
    """The cursor that a text stands for. Raises WrongUsage where none made it."""
    try:
        return _cursor(unpacked(text))
    except (ValueError, TypeError, KeyError) as error:
        raise not_a_cursor() from error


def _check(body: bytes) -> bytes:
    return sha256(body).digest()[:_CHECK]


def _cursor(fields: Any) -> Cursor:
    generation, state, asked, sort, unit, key, name = fields
    shape = KEY_SHAPES[sort]
    fits = isinstance(key, list) and len(key) == len(shape)
    fits = fits and all(type(part) is kind for part, kind in zip(key, shape, strict=True))
    if not fits or unit not in (PASSAGE, REPORT) or type(generation) is not int:
        raise ValueError(fields)
    return Cursor(generation, str(state), str(asked), sort, unit, tuple(key), str(name))
