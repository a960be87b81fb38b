"""By what reports are put together: year, place, agency, level, kind, scope, form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from indexer.errors import WrongUsage
from indexer.forms.generations import form_labels
from indexer.labels import KINDS, LEVELS, SCOPES
from indexer.text import normal
from search_api.notices import shown
from search_api.series.observe import Observation

REGION = "region"
YEAR = "year"
_DIGITS = {"province": 2, "prefecture": 4, "county": 6, "township": 9}
_NO_PLACE = "（不在此级）"
_UNKNOWN = "未定"


@dataclass(frozen=True, slots=True)
class Value:
    """One side of a group: its key, what it is called, and where it stands among others."""

    value: str | int | None
    label: str
    rank: tuple[int, str | int]


Group = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class By:
    """A way of grouping, with its names in Chinese and English."""

    key: str
    label: str
    names: tuple[str, ...]
    of: Callable[[Observation], Value]


def _year(seen: Observation) -> Value:
    return Value(seen.report.year, str(seen.report.year), (0, seen.report.year))


def _place(level: str) -> Callable[[Observation], Value]:
    digits = _DIGITS[level]

    def of(seen: Observation) -> Value:
        report = seen.report
        inside = [(code, name) for code, name in report.places if len(code) <= digits]
        if inside and len(inside[-1][0]) == digits:
            code, name = inside[-1]
            return Value(code, name, (0, code))
        if inside and len(report.code or "") > digits:  # straight below a province
            code = str(report.code)[:digits]
            return Value(code, f"{inside[-1][1]}直辖", (0, code))
        return Value(None, _NO_PLACE, (1, ""))

    return of


def _agency(seen: Observation) -> Value:
    report = seen.report
    key = f"{report.code or 'x'}-{report.agency_normal}"
    return Value(key, report.agency, (0, key))


def _labelled(
    labels: Mapping[str, str], of: Callable[[Observation], str | None]
) -> Callable[[Observation], Value]:
    order = {key: place for place, key in enumerate(labels)}

    def value(seen: Observation) -> Value:
        key = of(seen)
        if key is None:
            return Value(None, _UNKNOWN, (1, ""))
        return Value(key, labels.get(key, key), (0, order.get(key, len(order))))

    return value


BYS: tuple[By, ...] = (
    By(YEAR, "年份", ("年", "年度"), _year),
    By("province", "省", ("省份", "省级"), _place("province")),
    By("prefecture", "市（地级）", ("市", "地市", "市级", "地级市"), _place("prefecture")),
    By("county", "县", ("区县", "县级"), _place("county")),
    By("township", "乡镇", ("乡", "镇", "乡级", "街道"), _place("township")),
    By("agency", "机关", ("单位",), _agency),
    By("level", "层级", ("级别",), _labelled(LEVELS, lambda seen: seen.report.level)),
    By("kind", "机关类型", ("类型",), _labelled(KINDS, lambda seen: seen.report.kind)),
    By("scope", "统计范围", ("范围", "口径"), _labelled(SCOPES, lambda seen: seen.report.scope)),
    By("form", "表式", (), _labelled(form_labels(), lambda seen: seen.form)),
)
_BY_KEY = {by.key: by for by in BYS}
_REGION_NAMES = (REGION, "地区", "地方")


def groupings(written: Sequence[str], regions: Sequence[str] = ()) -> tuple[By, ...]:
    """The ways that are named, by key or in Chinese, several with commas; the year is always one.

    A figure is never added up over years: much of it are stocks (结转, 现行有效), and forms change.
    `region` is the level just below the selected places, without any the prefecture.
    Raises WrongUsage, telling what there is.
    """
    names = {normal(name): by for by in BYS for name in (by.key, by.label, *by.names)}
    found: dict[str, By] = {}
    for word in (w for text in written for w in text.replace("，", ",").split(",")):
        name = normal(word)
        by = _below(regions) if name in _REGION_NAMES else names.get(name)
        if by is None:
            told = "、".join((REGION, *_BY_KEY))
            raise WrongUsage(f"分组 {shown(word)} 无此取值 (no such grouping).", f"可用：{told}。")
        found[by.key] = by
    return tuple({**found, YEAR: _BY_KEY[YEAR]}.values())


def _below(regions: Sequence[str]) -> By:
    shortest = min((len(code) for code in regions), default=_DIGITS["province"])
    deeper = [level for level, digits in _DIGITS.items() if digits > shortest]
    return _BY_KEY[(deeper or ["township"])[0]]


def group_of(seen: Observation, by: Sequence[By]) -> Group:
    """The group that a report belongs to."""
    return tuple(one.of(seen) for one in by)
