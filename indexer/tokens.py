"""Where words come from in a normal text: runs of Han go to the dictionary, the rest are our own.

A run of letters or digits of other scripts is one word (`2020`, `ipv6`, `12345`). Punctuation is
no word. Han characters beyond the Basic block, which the dictionary's own cutter passes one by one,
are words of one character.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

ANALYZER_VERSION = 1

# A run for the dictionary, a word of another script, or one character.
_RUN = re.compile(
    r"(?P<han>[\u4e00-\u9fd5]+)"
    r"|[^\W_\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+|[^\W_]"
)


def words(normal_text: str, cut_han: Callable[[str], Iterator[str]]) -> list[str]:
    """The words of a normal text in reading order; `cut_han` cuts a run of basic Han characters.

    >>> words("ipv6支持率100%", lambda run: iter(run))
    ['ipv6', '支', '持', '率', '100']
    """
    found: list[str] = []
    for run in _RUN.finditer(normal_text):
        if run.lastgroup:
            found.extend(cut_han(run.group()))
        else:
            found.append(run.group())
    return found
