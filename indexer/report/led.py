"""Expressions of several forms, tried only where the first character of one of them stands."""

from __future__ import annotations

import re


def led(first: str, forms: str) -> re.Pattern[str]:
    """The forms as one expression; each of them begins with a character of the class `first`.

    Without being told so, the machine tries form after form at every place of a text.

    >>> led("[存有]", "存在问题|有待改进").search("公开形式有待改进")
    <re.Match object; span=(4, 8), match='有待改进'>
    """
    return re.compile(f"(?={first})(?:{forms})")
