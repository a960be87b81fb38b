"""The queries whose speed is told, each with the plainest Python that counts what it means.

The words in them are drawn from the passages with one seed, a rare, a common and a dense one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from random import Random

from tests.bench.queries import SEED, Cut, Literals, words_of
from tests.bench.subject import RECEIVED, Subject

_TRIED = 500
_YEAR = 2021
_NEAR = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it is written, and how many passages it means by a scan in memory."""

    written: str
    count: Callable[[], int]


@dataclass(frozen=True, slots=True)
class Group:
    """Queries of one sort, told in one row."""

    name: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Words of the dictionary in at most 1 % of the passages, in 1 % to 10 %, in the most."""

    rare: str
    common: str
    dense: str


def literals(subject: Subject, sorts: Iterable[Literals]) -> Iterator[Group]:
    """Each literal in quotation marks."""
    for sort in sorts:
        yield Group(
            sort.name,
            tuple(Asked(f'"{text}"', partial(_holding, subject, text)) for text in sort.texts),
        )


def _holding(subject: Subject, literal: str) -> int:
    return sum(literal in text for text in subject.texts)


def trees(subject: Subject, chosen: Chosen) -> tuple[Group, ...]:
    """A query of every kind; whole words, so that their characters count what they mean."""
    rare, common, dense = chosen.rare, chosen.common, chosen.dense
    texts, versions = subject.texts, subject.versions

    def counted(holds: Callable[[str], bool]) -> Callable[[], int]:
        return lambda: sum(map(holds, texts))

    def of_reports(reports: Callable[[int], bool]) -> Callable[[], int]:
        return lambda: sum(
            common in text and reports(version)
            for text, version in zip(texts, versions, strict=True)
        )

    def elsewhere() -> int:
        reports = {v for text, v in zip(texts, versions, strict=True) if rare in text}
        return sum(dense in text and v in reports for text, v in zip(texts, versions, strict=True))

    near = re.compile(f"{dense}.{{0,{_NEAR}}}{common}|{common}.{{0,{_NEAR}}}{dense}", re.DOTALL)
    gap = re.compile(f"{dense}[^。!?;]*{common}")
    kinds = {
        "one word": (common, counted(lambda text: common in text)),
        "one dense word": (dense, counted(lambda text: dense in text)),
        "two words": (f"{common} {dense}", counted(lambda text: common in text and dense in text)),
        "or and not": (
            f"({rare} OR {common}) -{dense}",
            counted(lambda text: (rare in text or common in text) and dense not in text),
        ),
        "near": (f"NEAR({dense}, {common}, {_NEAR})", counted(lambda t: bool(near.search(t)))),
        "pattern": (f"{dense}*{common}", counted(lambda text: bool(gap.search(text)))),
        "year and word": (
            f"年:{_YEAR} {common}",
            of_reports(lambda version: subject.years[version] == _YEAR),
        ),
        "elsewhere in the report": (f"report({rare}) {dense}", elsewhere),
        "figure and word": (
            f"{RECEIVED}>0 {common}",
            of_reports(lambda version: subject.received.get(version, 0) > 0),
        ),
    }
    return tuple(Group(name, (Asked(*kind),)) for name, kind in kinds.items())


def choose(subject: Subject, cut: Cut) -> Chosen:
    """Words drawn from the passages; of few passages the rarest are the rare ones."""
    random, found = Random(SEED), dict[str, float]()
    for _ in range(_TRIED):
        words = words_of(random.choice(subject.texts), cut)
        word = random.choice(words or [""])
        if word and word not in found and cut(word) == [word]:
            found[word] = _holding(subject, word) / len(subject.texts)
    ranked = sorted(found, key=lambda word: (found[word], word))
    common = [word for word in ranked if 0.01 < found[word] <= 0.1] or ranked
    rare = [word for word in ranked if found[word] <= 0.01] or ranked
    return Chosen(rare[-1], common[len(common) // 2], ranked[-1])
