"""The labels of the statutory forms as patterns for text in which nothing sets them off.

White space and quotation marks may stand anywhere in a label, for lines and pages break it. A
label that the form counts in digits (`2.其他…`) is found with its own number and mark only, for the
digit before it may be the end of a value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from indexer.forms.form import forms

Role = Literal["article", "head", "row", "group"]

_NUMERAL = "[一二三四五六七八九十]"
_COUNTED = re.compile(r"(\d)\.")
_NUMBERED = re.compile(rf"（{_NUMERAL}）|{_NUMERAL}、")
_NOTE = re.compile(r"（[^（）]*）$")
# Possessive, and never at the head of a pattern: a page of blanks is passed once.
_GAP = r"[\s“”\"「」]*+"
_NOTED = rf"[”\"」]?(?:{_GAP}[（(](?!{_NUMERAL}[）)])[^（）()\d]{{0,40}}[）)])?"
_ARTICLE = _GAP.join("第二十条第") + rf"{_GAP}[（(]?{_GAP}{_NUMERAL}{_GAP}[）)]?{_GAP}项"
_SHORT = 3
_FULL_WIDTH = {str(digit): f"[{digit}{chr(0xFF10 + digit)}]" for digit in range(10)}


@dataclass(frozen=True, slots=True)
class Labels:
    """One table's labels: a pattern of which each group is a label, and the role of each."""

    pattern: re.Pattern[str]
    roles: tuple[Role, ...]


@cache
def labels(table: str) -> Labels:
    """The labels of a table over all generations; the longest that fits is the one."""
    found: dict[str, Role] = {}
    tables = [form.tables[table] for form in forms().values()]
    for one in tables:
        for row in one.rows:
            found |= dict.fromkeys((row.label, *row.aliases), "row")
    for one in tables:
        for column in one.columns:
            for label in (column.label, *column.aliases):
                found.setdefault(label, "head")
        for label in one.heads:
            found.setdefault(label, "head")
        for label in one.groups:
            if not label.startswith("第二十条"):
                found.setdefault(label, "group")
    patterns: list[tuple[str, Role]] = []
    if table == "t2":
        patterns.append((_ARTICLE, "article"))
    for label in sorted(found, key=len, reverse=True):
        patterns.append((_pattern(label), found[label]))
    whole = "|".join(f"({pattern})" for pattern, _ in patterns)
    return Labels(re.compile(whole), tuple(role for _, role in patterns))


def _pattern(label: str) -> str:
    bare = _NOTE.sub("", label) or label
    counted, numbered = _COUNTED.match(bare), _NUMBERED.match(bare)
    body = bare[counted.end() if counted else numbered.end() if numbered else 0 :]
    chars = [char for char in body if char not in "“”"]
    pattern = _GAP.join(map(_char, chars))
    if counted:
        number = rf"{_FULL_WIDTH[counted[1]]}\s*+[.．、,，]"
        bare_too = r"(?<![\d.．、,，])" if len(body) > _SHORT else r"(?!)"
        pattern = rf"(?:{number}{_GAP}|{bare_too}){pattern}"
    elif numbered:
        number = rf"(?:[（(]\s*{_NUMERAL}\s*[）)]|{_NUMERAL}\s*[、.．])\s*"
        pattern = rf"(?:{number}){'?' if len(body) > _SHORT else ''}{pattern}"
    return pattern + _NOTED


def _char(char: str) -> str:
    if char.isalnum():
        return re.escape(char)
    return rf"[{re.escape(char)}，,、/／]?"
