"""Which figures a person means by a Chinese name (新收申请, 新收申请.自然人)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from indexer.forms.form import canonical_keys
from indexer.forms.generations import FOLDER
from indexer.forms.matching import column_vocabulary, is_exactly
from indexer.text import normal

_WITH_COLUMNS = ("t3", "t4")


@cache
def figure_names() -> Mapping[str, tuple[str, ...]]:
    """Each name in normal form → the keys it stands for, newest generation first."""
    data = tomllib.loads((FOLDER / "names.toml").read_text())
    return {normal(name): tuple(map(_with_total, keys)) for name, keys in data.items()}


def keys_named(name: str) -> tuple[str, ...]:
    """The keys that a name stands for; none if it is no name or its column is not the table's.

    >>> keys_named("新收申请.自然人")
    ('t3.new_received.natural_person',)
    """
    row, dot, column = normal(name).partition(".")
    keys = figure_names().get(row, ())
    if not dot:
        return keys
    named = []
    for key in keys:
        table = key.partition(".")[0]
        if table in _WITH_COLUMNS:
            label = is_exactly(column_vocabulary(table), column)
            named.append(f"{key.rpartition('.')[0]}.{label}")
    return tuple(key for key in named if key in canonical_keys(key.partition(".")[0]))


def _with_total(key: str) -> str:
    table = key.partition(".")[0]
    if table in _WITH_COLUMNS and key not in canonical_keys(table):
        return f"{key}.total"
    return key
