"""Where words come from in a normal text: runs of Han go to the dictionary, the rest are our own.

A run of letters or digits of other scripts is one word (`2020`, `ipv6`, `12345`). Punctuation is
no word. Han characters beyond the Basic block, which the dictionary's own cutter passes one by one,
are words of one character.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

ANALYZER_VERSION = 1

_RUN = re.compile(r"[\u4e00-\u9fd5]+|[^\W_]")
_LATIN = re.compile(r"[^\W_\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


def words(normal_text: str, cut_han: Callable[[str], Iterator[str]]) -> list[str]:
    """The words of a normal text in reading order; `cut_han` cuts a run of basic Han characters.

    >>> words("ipv6支持率100%", lambda run: iter(run))
    ['ipv6', '支', '持', '率', '100']
    """
    found: list[str] = []
    place = 0
    while match := _RUN.search(normal_text, place):
        latin = _LATIN.match(normal_text, match.start())
        if latin:
            found.append(latin.group())
            place = latin.end()
        elif "\u4e00" <= match.group()[0] <= "\u9fd5":
            found.extend(cut_han(match.group()))
            place = match.end()
        else:
            found.append(match.group())
            place = match.end()
    return found
