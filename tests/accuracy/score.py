"""How much of what a report is known to say is read right, read wrong, or withheld."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from indexer.model import Figure
from tests.accuracy.truth import Known

WITHHELD = frozenset({"ambiguous", "unreadable"})
"""Statuses that claim nothing about the cell. All others do: blank says that nothing stands in it,
missing that the text lacks it."""
_CELLS = ("t2.", "t3.", "t4.")


@dataclass(frozen=True, slots=True)
class Score:
    """`right` counts numbers, and cells without one of which that is said.

    `wrong` names cells with another number or a false reason, and numbers that no cell holds.
    `withheld` gives the cells whose number or reason was not told, by the status they have;
    `not found` where the table was not seen.
    """

    right: int = 0
    wrong: tuple[str, ...] = ()
    withheld: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def cells(self) -> int:
        """How many cells were looked at."""
        return self.right + len(self.wrong) + sum(map(len, self.withheld.values()))


def score(figures: Mapping[str, Figure], known: Mapping[str, Known]) -> Score:
    """Every cell of the truth, and every number that is read where the truth has no cell."""
    right = 0
    wrong: list[str] = []
    withheld: dict[str, list[str]] = {}
    for key, cell in known.items():
        figure = figures.get(key)
        if figure is None:
            withheld.setdefault("not found", []).append(key)
        elif _agrees(figure, cell):
            right += 1
        elif figure.value is None and figure.status.value in WITHHELD:
            withheld.setdefault(figure.status.value, []).append(key)
        else:
            wrong.append(key)
    wrong += [
        key
        for key, figure in figures.items()
        if key.startswith(_CELLS) and figure.value is not None and key not in known
    ]
    return Score(right, tuple(wrong), {name: tuple(keys) for name, keys in withheld.items()})


def _agrees(figure: Figure, cell: Known) -> bool:
    """The number of the cell, or the reason for which it has none where that is a claim."""
    if cell.value is not None or figure.value is not None:
        return figure.value == cell.value
    return figure.status.value == cell.status != "ambiguous"


def added(scores: Iterable[Score]) -> Score:
    """Several files as one."""
    right = 0
    wrong: list[str] = []
    withheld: dict[str, tuple[str, ...]] = {}
    for one in scores:
        right += one.right
        wrong += one.wrong
        for name, keys in one.withheld.items():
            withheld[name] = withheld.get(name, ()) + keys
    return Score(right, tuple(wrong), withheld)
