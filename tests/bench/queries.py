"""What is asked: literals by how many passages hold them and by how they lie among the words.

All are drawn from the passages with one seed, so a corpus is always asked the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from tests.bench.peers.plain import Scan
from tests.bench.subject import Subject

SEED = 20
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_PUNCTUATED = re.compile(r"[\u4e00-\u9fff]{2}[，、,;:；：][\u4e00-\u9fff]{2}")
_TRIED = 600
Band = tuple[str, float, float]
BANDS: tuple[Band, ...] = (
    ("in at most 0.1 %", 0.0, 0.001),
    ("in 0.1 % to 1 %", 0.001, 0.01),
    ("in 1 % to 10 %", 0.01, 0.1),
    ("in more than 10 %", 0.1, 1.0),
)
Cut = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Literals:
    """Some literals of one sort."""

    name: str
    texts: tuple[str, ...]


def by_share(subject: Subject, count: int) -> Iterator[Literals]:
    """Literals of two to six Han characters for each band of shares of the passages."""
    random, scan = Random(SEED), Scan(subject.texts)
    bands: dict[str, dict[str, None]] = {name: {} for name, _, _ in BANDS}
    for _ in range(_TRIED):
        literal = han_piece(random.choice(subject.texts), random)
        share = len(scan.all(literal)) / len(subject.texts) if literal else 0
        for name, low, high in BANDS:
            if low < share <= high and len(bands[name]) < count:
                bands[name][literal] = None
        if all(len(found) == count for found in bands.values()):
            break
    for name, found in bands.items():
        yield Literals(f"literals {name}", tuple(found))


def han_piece(text: str, random: Random) -> str:
    """Two to six Han characters that stand together in a text, none where there are no two."""
    runs = [run for run in _HAN.findall(text) if len(run) >= 2]
    if not runs:
        return ""
    run = random.choice(runs)
    length = random.randint(2, min(6, len(run)))
    start = random.randint(0, len(run) - length)
    return str(run[start : start + length])


def by_sort(subject: Subject, cut: Cut, count: int) -> Iterator[Literals]:
    """Literals by how they lie among the words, some for each of SORTS."""
    random = Random(SEED)
    for name, sort in SORTS:
        found: dict[str, None] = {}
        for _ in range(_TRIED):
            choices = sort(random.choice(subject.texts), cut)
            if choices and len(found) < count:
                found[random.choice(choices)] = None
        yield Literals(name, tuple(found))


def _characters(text: str, _cut: Cut) -> list[str]:
    return list("".join(_HAN.findall(text)))


def _runs(text: str, cut: Cut) -> list[list[str]]:
    return [cut(run) for run in _HAN.findall(text)]


def words_of(text: str, cut: Cut) -> list[str]:
    """The words of two to four characters in a text."""
    return [word for run in _runs(text, cut) for word in run if 2 <= len(word) <= 4]


def _across(text: str, cut: Cut) -> list[str]:
    """The last character of a word and the first of the next."""
    return [left[-1] + right[0] for run in _runs(text, cut) for left, right in pairwise(run)]


def _punctuated(text: str, _cut: Cut) -> list[str]:
    """Two characters on each side of a comma or its like."""
    return [match.group() for match in _PUNCTUATED.finditer(text)]


SORTS: tuple[tuple[str, Callable[[str, Cut], list[str]]], ...] = (
    ("one character", _characters),
    ("words of 2 to 4", words_of),
    ("across a word's border", _across),
    ("with punctuation", _punctuated),
)
