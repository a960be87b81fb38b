"""Figures by what they are called: by official wording too, and by a piece of it."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.errors import WrongUsage
from indexer.report.figure_labels import figure_labels
from indexer.text import normal
from search_api.figure_names import AMBIGUOUS, figures_meant, known_names
from search_api.series.measures import Measure, measures_named
from search_api.syntax import without_surrogates


@dataclass(frozen=True, slots=True)
class Sought:
    """What a word comes to: `measures` where it is a name, else `candidates` that it may mean, and
    in `message` why it is none.
    """

    word: str
    measures: tuple[Measure, ...] = ()
    candidates: tuple[str, ...] = ()
    message: str = ""


def sought(word: str) -> Sought:
    """The figures that a name stands for, or those whose official wording holds all of its parts.

    >>> sought("公开率").measures[0].key
    'd.rate.disclosed'
    >>> sought("本年新收 总计").measures[0].key
    't3.new_received.total'
    """
    written = without_surrogates(word)
    try:
        return Sought(written, measures_named([written]))
    except WrongUsage as error:
        found = figures_meant(written) or _worded(written)
        if len(found) == 1:
            return Sought(written, measures_named(found))
        return Sought(written, (), found, f"{error.message} {error.next_step}")


def _worded(written: str) -> tuple[str, ...]:
    if normal(written) in AMBIGUOUS:
        return tuple(m.key for m in measures_named(AMBIGUOUS[normal(written)]))
    parts = [part for part in map(normal, written.split()) if part]
    found = [
        key
        for key, label in figure_labels().items()
        if parts and all(part in normal(label) for part in parts)
    ]
    return tuple(sorted(found, key=lambda key: not key.endswith(".total")))


def names() -> tuple[str, ...]:
    """What figures are called in Chinese, for lists to choose from."""
    return tuple(name for name in known_names() if not name.isascii())
