"""The mix that is asked of web services: no two queries alike, as many of each kind.

So a service that keeps its answers gains nothing from it. The words are drawn from the passages
with one seed: a corpus is always asked the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from random import Random
from urllib.parse import urlencode

from tests.bench.queries import SEED, Cut, han_piece, words_of
from tests.bench.subject import Subject

FACETS = ("year", "region", "level", "topic")
TIMEOUT = 60  # seconds, for both
_SAMPLE = 3_000
_COMMON = 0.01


@dataclass(frozen=True, slots=True)
class Question:
    """Passages that hold all of some words, in one year or any; a `literal` stands in quotes."""

    kind: str
    words: tuple[str, ...]
    year: int | None = None
    literal: bool = False

    @property
    def path(self) -> str:
        """Where the service of this project is asked it."""
        written = f'"{self.words[0]}"' if self.literal else " ".join(self.words)
        of_year = {} if self.year is None else {"year": self.year}
        asked = {"q": written, "facets": ",".join(FACETS), "timeout": TIMEOUT, **of_year}
        return "/api/search?" + urlencode(asked)

    def count(self, subject: Subject) -> int:
        """How many passages it means, by looking at each."""
        return sum(
            all(word in text for word in self.words) and self.year in (None, subject.years[version])
            for text, version in zip(subject.texts, subject.versions, strict=True)
        )


def questions(subject: Subject, cut: Cut, each: int) -> list[Question]:
    """At most so many of each kind, the kinds by turns."""
    random = Random(SEED)
    dense, common, rare = _words(subject, cut, random, each)
    years = sorted(set(subject.years.values()))
    pairs = ((random.choice(common), random.choice(dense)) for _ in range(10 * each))
    in_years = ((random.choice(dense), random.choice(years)) for _ in range(10 * each))
    pieces = (han_piece(random.choice(subject.texts), random) for _ in range(10 * each))
    kinds: tuple[Iterator[Question], ...] = (
        (Question("literal", (piece,), literal=True) for piece in pieces if piece),
        (Question("rare word", (word,)) for word in rare),
        (Question("common word", (word,)) for word in common),
        (Question("dense word", (word,)) for word in dense),
        (Question("common and dense word", pair) for pair in pairs),
        (Question("dense word of a year", (word,), year) for word, year in in_years),
    )
    chosen = [list(islice(dict.fromkeys(kind), each)) for kind in kinds]
    return list(chain.from_iterable(zip(*chosen, strict=False)))


def _words(
    subject: Subject, cut: Cut, random: Random, each: int
) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
    """Words that stand in most passages, in at least 1 % and in less, each in an order of chance.

    Only what is one word also by itself.
    """
    sample = random.sample(subject.texts, min(_SAMPLE, len(subject.texts)))
    held = Counter(word for text in sample for word in set(words_of(text, cut)))
    ranked = [word for word, _ in held.most_common() if cut(word) == [word]]
    dense, others = ranked[:each], ranked[each:]
    common = [word for word in others if held[word] >= _COMMON * len(sample)] or others
    rare = [word for word in others if held[word] < _COMMON * len(sample)] or others
    for words in (dense, common, rare):
        random.shuffle(words)
    return dense, common, rare
