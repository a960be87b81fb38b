"""Which figures a person means by a word."""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import get_close_matches

from indexer.errors import WrongUsage
from indexer.forms.names import figure_names
from indexer.forms.names import keys_named as keys_of_name
from indexer.report.figure_labels import figure_labels
from indexer.text import normal

# Short labels that stand beside hits, and the names they stand for.
_SHORT = {"新收": "新收申请"}
_AMBIGUOUS = {"公开": ("予以公开", "部分公开", "不予公开")}
_KEY = re.compile(r"(?:t2|t3|t4|d|n|pre)(?:\.[a-z0-9_.]*)?")


def known_keys() -> Collection[str]:
    """Every key that a figure can have."""
    return figure_labels().keys()


def is_name(word: str) -> bool:
    """Whether a word names figures: a key, the beginning of one up to a dot, or a Chinese name."""
    text = normal(word)
    return bool(_KEY.fullmatch(text)) or text.partition(".")[0] in {
        *figure_names(),
        *_SHORT,
        *_AMBIGUOUS,
    }


def keys_named(word: str, held: Collection[str]) -> tuple[str, ...]:
    """The figures that a word names, of the keys that a report holds.

    Raises WrongUsage where it names none, telling the nearest names.
    """
    text = normal(word)
    if text in _AMBIGUOUS:
        raise WrongUsage(
            f"“{word}”不止一种 (ambiguous).", f"请写明：{'、'.join(_AMBIGUOUS[text])}。"
        )
    name, dot, column = text.partition(".")
    prefixes = keys_of_name(f"{_SHORT.get(name, name)}{dot}{column}") or (text.rstrip("."),)
    found = tuple(
        key for prefix in prefixes for key in held if key == prefix or key.startswith(f"{prefix}.")
    )
    if not found and _SHORT.get(name, name) in figure_names():
        raise WrongUsage(
            f"这份报告没有“{word}”这一项 (not in this report).",
            "它的表式不含此项，或文中没有写。search figures 报告 可列出全部。",
        )
    if not found:
        groups = {key[:dot] for key in held for dot, char in enumerate(key) if char == "."}
        near = get_close_matches(text, [*figure_names(), *sorted(groups), *held], n=3, cutoff=0.4)
        hint = f"相近的：{'、'.join(near)}。" if near else "search figures 报告 可列出全部。"
        raise WrongUsage(f"没有数据项“{word}” (no such figure).", hint)
    return found
