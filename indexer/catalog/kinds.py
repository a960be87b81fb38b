"""Text and JSON as every database keeps them alike.

PostgreSQL keeps no NUL and no lone surrogate, and SQLite no lone surrogate. In their place the
replacement character is kept, one for one, so every span of a text stays where it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

_UNKEPT = re.compile("[\x00\ud800-\udfff]")
_UNKEPT_WRITTEN = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")


def kept(text: str) -> str:
    """The text as a catalog keeps it.

    >>> kept("甲\\x00乙")
    '甲\N{REPLACEMENT CHARACTER}乙'
    """
    return _UNKEPT.sub("\N{REPLACEMENT CHARACTER}", text)


def all_kept(texts: Sequence[str | None]) -> Sequence[str | None]:
    """Each text as a catalog keeps it. Almost always they are so: all are looked at in one go."""
    if not _UNKEPT.search("".join(filter(None, texts))):
        return texts
    return [None if text is None else kept(text) for text in texts]


class Words(TypeDecorator[str]):
    """Text of any length, compared by its characters' codes and never by a language's rules."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """SQLite compares so by itself."""
        collation = "C" if dialect.name == "postgresql" else None
        return dialect.type_descriptor(Text(collation=collation))

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """What is looked for is changed as what was kept."""
        return None if value is None else kept(value)


def written(value: Any) -> str:
    """JSON as a catalog keeps it."""
    text = json.dumps(value)
    return json.dumps(_kept_within(value)) if _UNKEPT_WRITTEN.search(text) else text


def all_written(values: Sequence[Any]) -> Sequence[str]:
    """Each as JSON, as a catalog keeps it; all are looked at in one go."""
    texts = list(map(json.dumps, values))
    return list(map(written, values)) if _UNKEPT_WRITTEN.search("".join(texts)) else texts


def _kept_within(value: Any) -> Any:
    if isinstance(value, str):
        return kept(value)
    if isinstance(value, dict):
        return {_kept_within(key): _kept_within(item) for key, item in value.items()}
    return [_kept_within(item) for item in value] if isinstance(value, list | tuple) else value
