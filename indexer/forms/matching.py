"""Which label of a form a cell's text is: by normal form, then by a small edit distance.

A label is compared without white space, punctuation, enumerator and notes in parentheses. A text
at the same distance from two labels is neither: one row is never taken for another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from indexer.forms.form import FormTable, forms
from indexer.text import fold

LONGEST = 80
MOST_EDITS = 3
# Characters that turn a label into another one's: no edit may add, drop or change them.
_TELLING = "上本下前新不未无非"
_NUMBER = re.compile(r"(?:[(]?[一二三四五六七八九十]{1,3}[)、.,:]|[(]?\d{1,2}[)、.,:]?(?=\D))")
_AMONG = re.compile(r"其中[:,、]?")
_NOTE = re.compile(r"(?<=.)[(][^()]*[)]?$")


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Comparing form → key, (key, enumerator) pairs of the labels, and for each length of a text
    the labels, with their characters, that are near enough in length to be compared with it."""

    entries: Mapping[str, str]
    numbers: frozenset[tuple[str, str]]
    near: Mapping[int, tuple[tuple[str, frozenset[str]], ...]]


@lru_cache(maxsize=1 << 14)
def comparing_forms(text: str) -> tuple[str, ...]:
    """The letters and digits of a label without its enumerator; then also without its note.

    >>> comparing_forms("（二） 部分公开(区分处理的)")
    ('部分公开区分处理的', '部分公开')
    """
    bare = _bare(text)
    short = _NOTE.sub("", bare)
    return tuple(dict.fromkeys(filter(None, (_letters(bare), _letters(short)))))


def enumerator(text: str) -> str:
    """The digits or numerals before a label, without punctuation; empty without one."""
    found = _NUMBER.match("".join(fold(text).split()))
    return _letters(found[0]) if found else ""


def vocabulary(labels: Iterable[tuple[str, str]]) -> Vocabulary:
    """A vocabulary of (label, key) pairs. A form that two keys share belongs to neither."""
    keys: dict[str, str | None] = {}
    numbers = set()
    for label, key in labels:
        numbers.add((key, enumerator(label)))
        for form in comparing_forms(label):
            keys[form] = key if keys.get(form, key) == key else None
    entries = {form: key for form, key in keys.items() if key}
    near: dict[int, list[tuple[str, frozenset[str]]]] = {}
    for form in entries:
        edits = _tolerance(form)
        for length in range(len(form) - edits, len(form) + edits + 1) if edits else ():
            near.setdefault(length, []).append((form, frozenset(form)))
    return Vocabulary(
        entries, frozenset(numbers), {size: tuple(forms) for size, forms in near.items()}
    )


@cache
def row_vocabulary(table: str) -> Vocabulary:
    """The row labels of a table over all generations, and the labels that head groups of rows.

    A group's key begins with `#`, so that it can be told from a row.
    """
    tables = [form.tables[table] for form in forms().values()]
    rows = [
        (label, row.key) for t in tables for row in t.rows for label in (row.label, *row.aliases)
    ]
    return vocabulary([*rows, *_fixed(tables, "groups", {label for label, _ in rows})])


@cache
def column_vocabulary(table: str) -> Vocabulary:
    """The column labels of a table over all generations, and those that head groups (`#…`)."""
    tables = [form.tables[table] for form in forms().values()]
    found = [(label, c.key) for t in tables for c in t.columns for label in (c.label, *c.aliases)]
    return vocabulary([*found, *_fixed(tables, "heads", {label for label, _ in found})])


@lru_cache(maxsize=1 << 15)
def match(words: Vocabulary, text: str) -> str | None:
    """The key whose label the text is, or None.

    Up to one edit for labels of four to seven characters, two to fifteen, three beyond; the best
    must be better than every other key's.
    """
    if not text or len(text) > 2 * LONGEST:
        return None
    for form in comparing_forms(text):
        if (key := words.entries.get(form)) is not None:
            return key if _number_fits(words, key, form, text) else None
    best: dict[str, int] = {}
    for form in comparing_forms(text)[:1]:
        chars = frozenset(form)
        for label, own in words.near.get(len(form), ()):
            limit = _tolerance(label)
            if len(own - chars) > limit or len(chars - own) > limit:
                continue
            distance = _distance(form, label, limit)
            if distance is not None:
                key = words.entries[label]
                best[key] = min(distance, best.get(key, distance))
    if not best:
        return None
    nearest = min(best.values())
    keys = [key for key, distance in best.items() if distance == nearest]
    return keys[0] if len(keys) == 1 else None


def is_exactly(words: Vocabulary, text: str) -> str | None:
    """The key whose label the text is to the letter, punctuation and enumerator aside."""
    forms_of_text = comparing_forms(text)
    return next((words.entries[form] for form in forms_of_text if form in words.entries), None)


def _fixed(tables: list[FormTable], name: str, taken: set[str]) -> list[tuple[str, str]]:
    labels = dict.fromkeys(label for table in tables for label in getattr(table, name))
    return [(label, f"#{label}") for label in labels if label not in taken]


def _bare(text: str) -> str:
    bare = "".join(fold(text[: 2 * LONGEST]).split())
    while found := _AMONG.match(bare) or _NUMBER.match(bare):
        bare = bare[found.end() :]
    return bare


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _number_fits(words: Vocabulary, key: str, form: str, text: str) -> bool:
    """A label of two characters (其他, 总计) cut from a longer one shows by its enumerator.

    Numerals (（六）) may slip, but do not stand where the form has digits.
    """
    number = enumerator(text)
    if len(form) > 2 or not number:
        return True
    if number.isascii():
        return (key, number) in words.numbers
    return not any(own == key and said.isdecimal() for own, said in words.numbers)


def _tolerance(label: str) -> int:
    size = len(label)
    return 0 if size < 4 else 1 if size < 8 else 2 if size < 16 else MOST_EDITS


def _distance(text: str, label: str, limit: int) -> int | None:
    """The edit distance, or None beyond `limit`."""
    if any(label.count(char) != text.count(char) for char in _TELLING):
        return None
    above = list(range(len(label) + 1))
    for i, char in enumerate(text, 1):
        row = [i]
        for j, other in enumerate(label, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (char != other)))
        if min(row) > limit:
            return None
        above = row
    return above[-1] if above[-1] <= limit else None
