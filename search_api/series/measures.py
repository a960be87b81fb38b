"""What a series is of: a figure to be added up, or a quotient of two sums."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from indexer.errors import WrongUsage
from indexer.forms.comparability import comparability, keys_in
from indexer.forms.form import forms
from indexer.forms.generations import PRE2019, generations
from indexer.report.derived import Formula, formulas
from indexer.report.figure_labels import label_of
from search_api.figure_names import keys_named, known_keys

PERCENT = "%"
_DENIED = "d.denied"


@dataclass(frozen=True, slots=True)
class Measure:
    """`over` is added up; with `under` it is the percentage that `over` makes of `under`."""

    key: str
    label: str
    over: tuple[str, ...]
    under: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Every figure that it is made of."""
        return (*self.over, *self.under)


def measures_named(words: Sequence[str]) -> tuple[Measure, ...]:
    """A measure for each figure that the words name, in their order.

    Raises WrongUsage for a word that names none, telling the nearest names. Where a name stands for
    the figures of two generations of which one goes on as the other, it is one measure.
    """
    found: dict[str, Measure] = {}
    continued = set(comparability().continues.values())
    for word in words:
        named = keys_named(word, known_keys())
        joined = [key for key in named if key not in continued]
        for key in named if word in named or not joined else joined:
            found.setdefault(key, measure_of(key))
    return tuple(found.values())


def measure_of(key: str) -> Measure:
    """A rate is formed from its sums; every other figure is added up itself."""
    formula = _formulas().get(key)
    if formula is None or not formula.under:
        return Measure(key, label_of(key), (key,))
    return Measure(key, formula.label, formula.groups[0], formula.under)


def shares(words: Sequence[str]) -> tuple[Measure, ...]:
    """What each part makes of a sum: the eight grounds of 不予公开, or the parts of the sums named.

    Raises WrongUsage for a figure that is no sum of parts that are the same in all forms.
    """
    found: list[Measure] = []
    for whole in measures_named(words or (_DENIED,)):
        formula = _formulas().get(whole.key)
        if formula is None or formula.under or len(formula.groups) != 1:
            sums = [
                f"{label_of(f.key)} ({f.key})"
                for f in formulas()
                if not f.under and len(f.groups) == 1
            ]
            raise WrongUsage(
                f"{label_of(whole.key)} 没有构成可分 (not a sum of parts).",
                f"可用：{'、'.join(sums)}。",
            )
        found += [
            Measure(part, f"{label_of(part)}／{formula.label}", (part,), (whole.key,))
            for part in formula.groups[0]
        ]
    return tuple(found)


@cache
def inputs(key: str) -> frozenset[str]:
    """The cells that a figure is made of; itself, where it is a cell."""
    formula = _formulas().get(key)
    if formula is None:
        return frozenset((key,))
    parts = (*(part for group in formula.groups for part in group), *formula.under)
    return frozenset().union(*map(inputs, parts))


@cache
def generations_of(key: str, *, continued: bool = True) -> tuple[str, ...]:
    """The generations whose reports can have a figure, or else only under this very key."""
    earlier = comparability().continues if continued else {}
    return tuple(
        generation
        for generation in generations()
        if (key, generation) in earlier or _has(key, generation)
    )


def _has(key: str, generation: str) -> bool:
    if key.startswith("n."):
        return True
    formula = _formulas().get(key)
    if formula is not None:
        if generation == PRE2019:
            return False
        under = all(_has(part, generation) for part in formula.under)
        return under and any(all(_has(k, generation) for k in group) for group in formula.groups)
    return key in keys_in(generation)


@cache
def table_of(key: str) -> str:
    """The table by whose form it is decided whether a report has the figure."""
    tables = sorted({part.partition(".")[0] for part in inputs(key)})
    return tables[0] if tables[0] in next(iter(forms().values())).tables else "t3"


@cache
def _formulas() -> dict[str, Formula]:
    return {formula.key: formula for formula in formulas()}


def wanted_keys(measures: Iterable[Measure]) -> frozenset[str]:
    """Every figure to be looked up, those of earlier forms that are continued among them."""
    keys = {key for measure in measures for key in measure.keys}
    earlier = {name for (key, _), name in comparability().continues.items() if key in keys}
    return frozenset(keys | earlier)
