"""`NAME.meta.toml` beside a file: what came with that one file.

For `report.html` that is `report.meta.toml`, which also speaks for `report.pdf`, and
`report.html.meta.toml`, which outranks it. What `--meta` or `sources.toml` tell outranks both, key
by key. One that cannot be understood is told of the file it belongs to, which is not read then.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from indexer.document import Refusal
from indexer.errors import WrongUsage
from indexer.metadata import TEXT_FIELDS, given_of
from indexer.model import Given
from indexer.opening import bytes_of

SUFFIX = ".meta.toml"
_KEYS = ("year", "scope", *TEXT_FIELDS)
_LARGEST = 1 << 16
_NEXT_STEP = "请改正这个元数据文件后再加入。"


def given_beside(file: Path, given: Given) -> Given | Refusal:
    """What came with a file, with what is told beside it where `given` says nothing."""
    told: dict[str, Any] = {}
    for path in (file.with_name(file.stem + SUFFIX), file.with_name(file.name + SUFFIX)):
        if not os.path.lexists(path):
            continue
        found = _read(path)
        if isinstance(found, Refusal):
            return found
        told |= _said(found)
    return Given(**told | _said(given)) if told else given


def _said(given: Given) -> dict[str, Any]:
    said = {field.name: getattr(given, field.name) for field in fields(given)}
    return {name: value for name, value in said.items() if value not in (None, False)}


def _read(path: Path) -> Given | Refusal:
    data = bytes_of(path)
    if isinstance(data, Refusal):
        return _refused(path, data.message)
    if len(data) > _LARGEST:
        return _refused(path, f"大于 {_LARGEST >> 10} KB (too large)。")
    try:
        row = tomllib.loads(data.decode("utf-8-sig"))
        return given_of(_plain(row), str(path))
    except WrongUsage as error:
        return Refusal("bad_metadata", error.message, error.next_step)
    except (ValueError, RecursionError) as error:
        return _refused(path, f"不是可用的 TOML：{str(error)[:200]} (no usable TOML)。")


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with dates as text. Raises ValueError for a key or value that means nothing."""
    plain: dict[str, Any] = {}
    for key, value in row.items():
        if key not in _KEYS:
            near = get_close_matches(key, _KEYS, 1)
            hint = f"是否为 {near[0]}" if near else f"可用：{'、'.join(_KEYS)}"
            raise ValueError(f"{key[:40]!r} 无此项，{hint} (unknown key)")
        if isinstance(value, date) and not isinstance(value, datetime):
            value = value.isoformat()
        if not (isinstance(value, str) or (key == "year" and type(value) is int)):
            raise ValueError(f"{key} 应是文字 (should be text)")
        plain[key] = value
    return plain


def _refused(path: Path, message: str) -> Refusal:
    return Refusal("bad_metadata", f"{path}：{message}", _NEXT_STEP)
