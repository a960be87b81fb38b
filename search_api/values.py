"""What the written value of a filter means: a key, a label in Chinese, a year, a date."""

from __future__ import annotations

import re
import tomllib
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from indexer.fields import Field, Match
from indexer.forms.generations import form_labels, generations
from indexer.labels import ASPECTS, CHECKS, KINDS, LEVELS, SCOPES, SLOTS
from indexer.text import DATA, normal
from search_api.notices import shown

# What people call a part or a level besides its label.
_ALIASES: dict[str, dict[str, str]] = {
    "section": {
        "问题": "problems",
        "主要问题": "problems",
        "措施": "measures",
        "改进": "measures",
        "整改": "prior_rectification",
        "总体": "overview",
        "依申请": "overview.on_request",
        "平台": "overview.platform",
        "监督": "overview.supervision",
        "管理": "overview.management",
        "表二": "tables.proactive",
        "表三": "tables.requests",
        "表四": "tables.review",
        "其他": "other",
    },
    "aspect": {"措施": "measure", "整改": "rectification", "改进": "measure"},
    "level": {
        "省": "province",
        "市": "prefecture",
        "市级": "prefecture",
        "地级": "prefecture",
        "县": "county",
        "区县": "county",
        "乡": "township",
        "镇": "township",
        "乡镇": "township",
    },
    "kind": {"政府办": "government_office", "政府": "government", "局": "department"},
    "scope": {"本级": "aggregate", "汇总": "aggregate", "自身": "own"},
    "form": {name: form.key for form in generations().values() for name in form.names},
}
_RANGE = r"(?:\.{2,}|~|〜|—+|–|至|到)"
_YEARS = re.compile(rf"(?:([0-9]{{4}})年?)?(?:{_RANGE}|-)(?:([0-9]{{4}})年?)?")
_YEAR = re.compile(r"([0-9]{4})年?")
_BETWEEN = re.compile(_RANGE)
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2}))?(?:-([0-9]{1,2}))?")


@dataclass(frozen=True, slots=True)
class Understood:
    """The values that a written one stands for, as `filters.clause` takes them.

    `code` and `message` say what is odd about it, both empty where nothing is. `known` are the
    names among which the nearest ones are worth telling.
    """

    values: tuple[str, ...]
    code: str = ""
    message: str = ""
    known: tuple[str, ...] = ()


Reader = Callable[[Field, str], Understood]


def labels_of(field: str) -> Mapping[str, str]:
    """key → Chinese label for the values of a field; empty where any value is possible."""
    return topics() if field == "topic" else _LABELS.get(field, {})


_LABELS: dict[str, Mapping[str, str]] = {
    "section": SLOTS,
    "aspect": ASPECTS,
    "level": LEVELS,
    "kind": KINDS,
    "scope": SCOPES,
    "form": form_labels(),
    "finding": CHECKS,
}


@cache
def topics() -> Mapping[str, str]:
    """key → label of every topic, from the data that passages are given topics by."""
    path = DATA / "topics.toml"
    if not path.is_file():
        return {}
    found = tomllib.loads(path.read_text("utf-8"))
    return {key: entry["label"] for key, entry in found.items() if isinstance(entry, dict)}


def understand(field: Field, written: str) -> Understood:
    """What the value means without asking the catalog: division names are left as they stand."""
    text = normal(written)
    if field.match is Match.RANGE:
        return _years(text) if field.key == "year" else _dates(text)
    labels = labels_of(field.key)
    if field.match is Match.CONTAINS or field.key == "region" or not labels:
        return Understood((text,))
    key = _names(field.key).get(text)
    if key is not None:
        return Understood((key,))
    known = (*labels.values(), *labels)
    return Understood((text,), "unknown_value", f"没有“{shown(written)}”这个{field.label}", known)


@cache
def _names(field: str) -> Mapping[str, str]:
    """Every normal name of a field's values → key: alias, label, label without remark, key."""
    names = dict(_ALIASES.get(field, {}))
    for key, label in labels_of(field).items():
        names.setdefault(_unnamed(normal(label)), key)
    for key, label in labels_of(field).items():
        names[normal(label)] = key
        names[normal(key)] = key
    return names


def _unnamed(label: str) -> str:
    """The label without its remark in parentheses."""
    return re.sub(r"[(（].*", "", label) or label


def _years(text: str) -> Understood:
    if single := _YEAR.fullmatch(text):
        return Understood((single[1],))
    bounds = _YEARS.fullmatch(text)
    if bounds is None or not (bounds[1] or bounds[2]):
        return Understood((text,), "unknown_value", f"“{shown(text)}”不是年份")
    return _ordered(bounds[1], bounds[2], text)


def _dates(text: str) -> Understood:
    pieces = _BETWEEN.split(text) if _BETWEEN.search(text) else [text]
    if years := _YEARS.fullmatch(text):
        pieces = [years[1] or "", years[2] or ""]
    spans = [_days(piece) for piece in pieces]
    if len(spans) > 2 or None in spans or not any(pieces):
        return Understood((text,), "unknown_value", f"“{shown(text)}”不是日期")
    low, high = spans[0], spans[-1]
    return _ordered(low and low[0], high and high[1], text)


def _days(text: str) -> tuple[str, str] | None:
    """The first and last day of a year, month or day as ISO dates; a blank has no bound."""
    if not text:
        return "", ""
    found = _DATE.fullmatch(re.sub("[年月/.]", "-", text.rstrip("日")).rstrip("-"))
    if found is None or not 1 <= int(found[2] or 1) <= 12:
        return None
    year, month, day = found[1], int(found[2] or 0), int(found[3] or 0)
    days = monthrange(int(year), month or 12)[1]
    if found[3] and not 1 <= day <= days:
        return None
    last = day or days
    return f"{year}-{month or 1:02}-{day or 1:02}", f"{year}-{month or 12:02}-{last:02}"


def _ordered(low: str | None, high: str | None, text: str) -> Understood:
    if low and high and low > high:
        message = f"“{shown(text)}”首尾颠倒，按 {high}..{low} 查找"
        return Understood((f"{high}..{low}",), "reversed_range", message)
    return Understood((f"{low or ''}..{high or ''}",))
