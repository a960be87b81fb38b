"""What ranking has to beat: BM25 over the words that jieba makes of text and query, nothing else.

No literals, no filters, no operators, jieba with its own dictionary: the whole query is words.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import jieba

from indexer.text import normal
from tests.relevance.specimens import Passage

_K1, _B = 1.2, 0.75


def cut(text: str) -> list[str]:
    """jieba's words of a text, punctuation left out."""
    return [word for word in jieba.lcut(normal(text)) if any(map(str.isalnum, word))]


class PlainWords:
    """An index of words alone. `every`: a hit holds all words of the query, not just one."""

    def __init__(self, passages: Sequence[Passage], *, every: bool) -> None:
        self._every = every
        self._passages = passages
        self._counts = [Counter(cut(passage.text)) for passage in passages]
        self._holding = Counter(word for counts in self._counts for word in counts)
        self._mean = sum(counts.total() for counts in self._counts) / len(passages)

    def __call__(self, query: str, limit: int) -> list[str]:
        """The best passages by name; those of one score by year and name, as the engines do."""
        words = list(dict.fromkeys(cut(query)))
        found = [
            (-self._score(words, counts), -passage.year, passage.name)
            for passage, counts in zip(self._passages, self._counts, strict=True)
            if (all if self._every else any)(word in counts for word in words)
        ]
        return [name for _, _, name in sorted(found)[:limit]]

    def _score(self, words: Sequence[str], counts: Counter[str]) -> float:
        norm = _K1 * (1 - _B + _B * counts.total() / self._mean)
        return sum(
            self._rarity(word) * counts[word] * (_K1 + 1) / (counts[word] + norm) for word in words
        )

    def _rarity(self, word: str) -> float:
        holding = self._holding[word]
        return math.log(1 + (len(self._passages) - holding + 0.5) / (holding + 0.5))
