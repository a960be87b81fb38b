"""A normal text as tokens that are parted by spaces: its characters, and each two neighbours.

A literal of several characters is a phrase of such pairs, whatever the characters are. So each has
a form without white space, and none begins with another's: white space, lone surrogates and the
backslash are written by their number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from itertools import pairwise

_UNSAFE = re.compile(r"[\s\\\x00\ud800-\udfff]")
_END = "\\;"
_LONGEST_WORD = 1_000


def _safe(character: str) -> str:
    return f"\\{ord(character):x};" if _UNSAFE.match(character) else character


def characters(text: str) -> list[str]:
    """The characters of a text, each in its form.

    >>> characters("公 开")
    ['公', '\\\\20;', '开']
    """
    if not _UNSAFE.search(text):
        return list(text)
    return [_safe(character) for character in text]


def pairs(text: str) -> list[str]:
    """Each character of a text with the one after it.

    >>> pairs("信息公开")
    ['信息', '息公', '公开']
    """
    forms = characters(text)
    return [first + second for first, second in pairwise(forms)]


def tokens_of_pairs(text: str) -> str:
    """All pairs of a text in their order, the last character with the mark of the end."""
    forms = characters(text)
    return " ".join(map(str.__add__, forms, [*forms[1:], _END]))


def word(token: str) -> str:
    """A word as it is indexed: a very long one, which the index would leave out, by its hash."""
    if len(token) <= _LONGEST_WORD:
        return token
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def tokens_of_words(words: Sequence[str]) -> str:
    """Words as they are indexed."""
    if max(map(len, words), default=0) > _LONGEST_WORD:
        return " ".join(map(word, words))
    return " ".join(words)
