"""Years, days and periods as reports print them: Arabic or Chinese digits, spaces inside, slips.

Everything works on normal text (indexer.text).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from indexer.document import Span

_HAN = {char: value for value, char in enumerate("零一二三四五六七八九十")} | dict.fromkeys(
    "〇○o", 0
)
_DIGITS = "〇○零oO一二三四五六七八九"
_YEAR = rf"(?:(?:1 ?9 ?9|2 ?0 ?[0-4]) ?\d|二[〇○零oO0][{_DIGITS}]{{2}})"
_SMALL = r"(?:[0-3] ?\d|\d|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_YEAR_WORD = re.compile(rf"(?<![\d{_DIGITS}])({_YEAR}) ?年{{1,2}}度?")
_BARE_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?:年?度)?(?!\d)")
_DAY = re.compile(
    rf"(?<!\d)({_YEAR}) ?年{{1,2}} ?({_SMALL}) ?月{{1,2}} ?({_SMALL}) ?[日号]"
    r"|(?<!\d)(20\d\d)([-/.])(\d{1,2})\5(\d{1,2})(?!\d)"
)
_DAY_IN_YEAR = rf"({_SMALL}) ?月 ?({_SMALL}) ?[日号]"
_PERIOD = re.compile(
    rf"(?<!\d)({_YEAR}) ?年{{1,2}} ?{_DAY_IN_YEAR}"
    r"[^。;\d]{0,12}?(?:至|到|止|-|—|–|~|、|和|,)[^。;\d]{0,4}?"
    rf"(?:({_YEAR}) ?年{{1,2}})? ?(?:同年|当年)? ?{_DAY_IN_YEAR}"
)
_PERIOD_WORDS = re.compile(r"期限|统计|期间|时段|起止|时限|口径|数据|数字|范围|所列|截[至止]")
_BEFORE_PERIOD = 30


@dataclass(frozen=True, slots=True)
class Day:
    """A printed date; `iso` is None where the calendar has no such day."""

    iso: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Period:
    """A printed span of days, both ends ISO; `year` is the one it lies in, None if several."""

    first: str
    last: str
    year: int | None
    span: Span


def number(printed: str) -> int:
    """The value of a year, month or day in either script.

    >>> number("2 020"), number("二〇二一"), number("二十三"), number("十"), number("０7")
    (2020, 2021, 23, 10, 7)
    """
    plain = printed.replace(" ", "")
    if plain.isdecimal():
        return int(plain)
    if "十" not in plain:
        return int("".join(str(_HAN.get(char.lower(), char)) for char in plain))
    tens, _, ones = plain.partition("十")
    return 10 * _HAN.get(tens, 1) + _HAN.get(ones, 0)


def years(text: str) -> Iterator[tuple[int, Span]]:
    """Every year with 年 behind it, in order; a year 1990–2049."""
    for match in _YEAR_WORD.finditer(text):
        yield number(match[1]), match.span()


def bare_year(text: str) -> tuple[int, Span] | None:
    """The first year, with or without 年: for the short texts of titles and names of files."""
    named = next(years(text), None)
    if named:
        return named
    match = _BARE_YEAR.search(text)
    return (int(match[1]), match.span()) if match else None


def days(text: str) -> Iterator[Day]:
    """Every full date, in order: 2021年1月23日, 二〇二一年一月二十三日, 2021-01-23, 2021/1/23."""
    for match in _DAY.finditer(text):
        year, month, day = (match[1], match[2], match[3]) if match[1] else match.group(4, 6, 7)
        yield Day(_iso(number(year), number(month), number(day)), match.span())


def day(text: str) -> str | None:
    """The ISO date a text begins with or holds; None without a possible one."""
    return next((found.iso for found in days(text) if found.iso), None)


def is_day(text: str) -> bool:
    """A date, brackets and white space aside, is all there is."""
    plain = text.strip(" ()【】[]")
    return _DAY.fullmatch(plain) is not None


def periods(text: str) -> Iterator[Period]:
    """Every span of days that is said to be what the figures cover, or is a whole year."""
    for match in _PERIOD.finditer(text):
        first_year = number(match[1])
        last_year = number(match[4]) if match[4] else first_year
        first = _iso(first_year, number(match[2]), number(match[3]))
        last = _iso(last_year, number(match[5]), number(match[6]))
        if first is None or last is None or first > last:
            continue
        whole = first_year == last_year and first.endswith("-01-01") and last.endswith("-12-31")
        before = text[max(0, match.start() - _BEFORE_PERIOD) : match.start()]
        if whole or _PERIOD_WORDS.search(before):
            year = first_year if first_year == last_year else None
            yield Period(first, last, year, match.span())


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
