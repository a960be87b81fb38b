"""What a person writes for the right value: checked, and in the form in which it is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from getpass import getuser

from indexer.catalog.rows import micro
from indexer.correct.names import part_named, scope_named
from indexer.divisions import Divisions
from indexer.errors import WrongUsage
from indexer.forms.form import TABLES, canonical_keys, columns
from indexer.model import Signed
from indexer.report.dates import day
from indexer.report.placing import region_of
from indexer.text import normal

_NONE = frozenset({"空白", "blank", "无", "无数字", "none"})
_NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_YEAR = re.compile(r"((?:19|20)\d\d)年?")


def signed(why: str, by: str | None) -> Signed:
    """Now, by the person named or logged in. Raises WrongUsage without a reason or a name."""
    if not why.strip():
        raise WrongUsage("没有写明理由 (no reason given)。", '请用 --why "…" 写明理由。')
    return replace(signed_undo(by), why=why.strip())


def signed_undo(by: str | None) -> Signed:
    """The same for what needs no reason."""
    name = (by or "").strip() or _login()
    if not name:
        raise WrongUsage("不知道是谁更正的 (by whom?)。", "请用 --by 写明姓名。")
    return Signed(name, datetime.now(UTC).isoformat(timespec="seconds"), "")


def _login() -> str:
    try:
        return getuser()
    except (OSError, KeyError, ImportError):
        return ""


def figure_value(key: str, written: str) -> str | None:
    """A number in canonical decimal text; None where no number stands there."""
    text = normal(written)
    if text in _NONE:
        return None
    if not _NUMBER.fullmatch(text):
        raise WrongUsage(
            f"“{written}”不是数 (no number)。", "请写数字；原文没有数字的写 空白 (blank)。"
        )
    value = Decimal(text.replace(",", ""))
    if micro(value) is None:
        raise WrongUsage(f"“{written}”太长 (too long a number)。", "最多六位小数、十二位整数。")
    kind = _kind(key)
    if kind != "change" and value < 0:
        raise WrongUsage(f"{key} 不能是负数 (cannot be negative)。", "请检查数字。")
    if kind in ("count", "change") and value != value.to_integral_value():
        raise WrongUsage(f"{key} 应是整数 (must be whole)。", "请检查数字。")
    return format(value, "f")


def _kind(key: str) -> str:
    table, column = key.partition(".")[0], key.rpartition(".")[2]
    if table in TABLES and key in canonical_keys(table):
        return columns(table)[column].kind
    return ""


def identity_parts(written: Sequence[str], divisions: Divisions) -> dict[str, str]:
    """`agency=…` and the like as the parts they name, with their values as they are kept."""
    parts: dict[str, str] = {}
    for word in written:
        name, mark, value = word.partition("=")
        if not mark or not value.strip():
            raise WrongUsage(
                f"“{word}”没有写明改成什么 (to what?)。", "写作 agency=…、year=2020、region=…。"
            )
        part = part_named(name)
        parts[part] = _part_value(part, value.strip(), divisions)
    if not parts:
        raise WrongUsage("没有写明更正什么 (what?)。", "写作 agency=…、year=2020、region=…。")
    return parts


def _part_value(part: str, value: str, divisions: Divisions) -> str:
    text = normal(value)
    match part:
        case "year":
            found = _YEAR.fullmatch(text)
            if found is None:
                raise WrongUsage(f"“{value}”不是年份 (no year)。", "写作 year=2020。")
            return found[1]
        case "scope":
            return scope_named(value)
        case "published":
            date = day(text)
            if date is None:
                raise WrongUsage(f"“{value}”不是日期 (no date)。", "写作 published=2021-01-28。")
            return date
        case "region":
            if region_of(value, divisions) is None:
                raise WrongUsage(
                    f"区划中没有唯一的“{value}” (no such place, or several)。",
                    "请写全称（某省某市某县）或区划代码。",
                )
            return value
        case _:
            return value
