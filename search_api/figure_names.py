"""Which figures a person means by a word."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from functools import cache, lru_cache

from indexer.errors import WrongUsage
from indexer.forms.names import figure_names
from indexer.forms.names import keys_named as keys_of_name
from indexer.report.figure_labels import figure_labels
from indexer.text import normal
from search_api.notices import shown

# Short labels that stand beside hits, and the names they stand for.
_SHORT = {"新收": "新收申请"}
AMBIGUOUS = {"公开": ("予以公开", "部分公开", "不予公开")}
_TABLES = {"表二": "t2", "表三": "t3", "表四": "t4"}
_LABELLED = ("d.", "n.")
_MOST = 30
_WITH_TOTALS = ("t3.", "t4.")
_KEY = re.compile(r"(?:t2|t3|t4|d|n|pre)(?:\.[a-z0-9_.]*)?")


def known_keys() -> Collection[str]:
    """Every key that a figure can have."""
    return figure_labels().keys()


@lru_cache(maxsize=1 << 10)
def figures_meant(word: str) -> tuple[str, ...]:
    """Every figure that a word may mean, whatever a report holds; none where it is no name.

    A key means itself; what a key begins with (t3.result, 表四) means all figures under it, where
    the total of a row stands for the row.

    >>> figures_meant("新收申请.自然人"), figures_meant("t3.new_received"), figures_meant("公开率")
    (('t3.new_received.natural_person',), ('t3.new_received.total',), ('d.rate.disclosed',))
    """
    text = normal(word).rstrip(".")
    name, dot, column = text.partition(".")
    named = keys_of_name(f"{_SHORT.get(name, name)}{dot}{column}")
    if named or text in known_keys():
        return named or (text,)
    begins = _TABLES.get(text) or _labels().get(text) or text
    if begins in known_keys():
        return (begins,)
    return _groups().get(begins, ())


@cache
def known_names() -> tuple[str, ...]:
    """Every name, Chinese ones first."""
    return (*figure_names(), *_SHORT, *_TABLES, *_labels(), *known_keys(), *_groups())


@cache
def _labels() -> Mapping[str, str]:
    """The names of sums, rates and what the text states, without their remarks → key."""
    return {
        normal(label).partition("(")[0]: key
        for key, label in figure_labels().items()
        if key.startswith(_LABELLED)
    }


@cache
def _groups() -> Mapping[str, tuple[str, ...]]:
    """What keys begin with, up to a dot → the keys; in 表三 and 表四 the totals of their rows.

    Beginnings of very many keys are left out: nobody asks for any one of those.
    """
    found: dict[str, list[str]] = {}
    for key in known_keys():
        if key.startswith(_WITH_TOTALS) and not key.endswith(".total"):
            continue
        for place, char in enumerate(key):
            if char == ".":
                found.setdefault(key[:place], []).append(key)
    return {
        begins: (f"{begins}.total",) if f"{begins}.total" in known_keys() else tuple(keys)
        for begins, keys in found.items()
        if len(keys) <= _MOST
    }


def is_name(word: str) -> bool:
    """Whether a word names figures: a key, the beginning of one up to a dot, or a Chinese name."""
    text = normal(word)
    return bool(_KEY.fullmatch(text)) or text.partition(".")[0] in {
        *figure_names(),
        *_SHORT,
        *AMBIGUOUS,
    }


def keys_named(word: str, held: Collection[str]) -> tuple[str, ...]:
    """The figures that a word names, of the keys that a report holds.

    Raises WrongUsage where it names none, telling the nearest names.
    """
    text = normal(word)
    if text in AMBIGUOUS:
        raise WrongUsage(
            f"“{shown(word)}”不止一种 (ambiguous).", f"请写明：{'、'.join(AMBIGUOUS[text])}。"
        )
    name, dot, column = text.partition(".")
    prefixes = keys_of_name(f"{_SHORT.get(name, name)}{dot}{column}") or (text.rstrip("."),)
    found = tuple(
        key for prefix in prefixes for key in held if key == prefix or key.startswith(f"{prefix}.")
    )
    if not found and _SHORT.get(name, name) in figure_names():
        raise WrongUsage(
            f"这份报告没有“{shown(word)}”这一项 (not in this report).",
            "它的表式不含此项，或文中没有写。不写数据项则列出全部。",
        )
    if not found:
        groups = {key[:dot] for key in held for dot, char in enumerate(key) if char == "."}
        known = [*figure_names(), *sorted(groups), *held]
        near = get_close_matches(text[:40], known, n=3, cutoff=0.4)
        hint = f"相近的：{'、'.join(near)}。" if near else "不写数据项则列出全部。"
        raise WrongUsage(f"没有数据项“{shown(word)}” (no such figure).", hint)
    return found
