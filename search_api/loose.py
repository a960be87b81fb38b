"""Text without punctuation: what a loose literal (`~"…"`) is looked for in."""

from __future__ import annotations

import re

_LETTERS = re.compile(r"[^\W_]+")


def without_punctuation(normal_text: str) -> str:
    """The letters and digits of a normal text.

    >>> without_punctuation("先审查、后公开。")
    '先审查后公开'
    """
    return "".join(_LETTERS.findall(normal_text))


def letter_places(normal_text: str) -> list[int]:
    """For each character of `without_punctuation`, its place in the normal text."""
    return [place for run in _LETTERS.finditer(normal_text) for place in range(*run.span())]
