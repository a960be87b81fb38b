"""The numerals before headings and members of lists: their styles, ranks and values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

_HAN = "一二三四五六七八九十"


class Style(IntEnum):
    """How a numeral is written; its rank in a well-formed report, lowest first."""

    PART = 0  # 一、  第一部分
    BRACKET = 1  # （一）
    ARABIC = 2  # 1.  1、
    ARABIC_BRACKET = 3  # （1）  ①
    SPOKEN = 4  # 一是  其一  第一，


_FORMS = {
    Style.PART: (
        rf"[{_HAN}]{{1,3}}\s*[、．.﹑](?!\d)|[—―－-]{{1,2}}\s*、"
        rf"|第[{_HAN}]{{1,3}}\s*(?:部分|章|节)[、：:．.]?"
    ),
    Style.BRACKET: rf"[（(]\s*[{_HAN}]{{1,3}}\s*[）)]\s*、?",
    Style.ARABIC: r"\d{1,2}\s*(?:[、．]|\.(?!\d))",
    Style.ARABIC_BRACKET: r"[（(]\s*\d{1,2}\s*[）)]\s*、?|[①-⑳]",
    Style.SPOKEN: rf"[{_HAN}]{{1,2}}[是要]|其[{_HAN}][，,是]|第[{_HAN}]{{1,2}}[，,、]|首先[，,]",
}
_NUMERAL = re.compile(r"\s*(?:" + "|".join(f"({form})" for form in _FORMS.values()) + ")")
_VALUE = re.compile(rf"[{_HAN}]+|\d+|[①-⑳]")
_DIGITS = {char: value for value, char in enumerate(_HAN, start=1)}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral at the start of a text. `end` is where what it numbers begins."""

    style: Style
    printed: str
    value: int | None
    end: int


def numeral_at(text: str, place: int = 0) -> Numeral | None:
    """The numeral that stands at `place`, white space before it allowed."""
    match = _NUMERAL.match(text, place)
    if not match or match.lastindex is None:
        return None
    printed = match.group(match.lastindex).strip()
    return Numeral(Style(match.lastindex - 1), printed, value_of(printed), match.end())


def starts_with_numeral(text: str) -> bool:
    """A numeral of any style stands at the start."""
    return numeral_at(text) is not None


def value_of(printed: str) -> int | None:
    """What a printed numeral counts; None where the characters are lost (a dash for 一).

    >>> value_of("（十二）"), value_of("3."), value_of("—、")
    (12, 3, None)
    """
    match = _VALUE.search(printed)
    if not match:
        return None
    found = match.group()
    if found.isdecimal():
        return int(found)
    if found in _DIGITS:
        return _DIGITS[found]
    if "①" <= found[0] <= "⑳":
        return ord(found[0]) - ord("①") + 1
    tens, _, ones = found.partition("十")
    if "十" not in found or len(ones) > 1 or len(tens) > 1:
        return None
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)
