"""Which generations of the form there are, what they are called, and the years that may use them.

Each is a file `*.toml` of this folder, read here for its head alone; `form.py` reads the tables.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).parent
PRE2019 = "pre2019"
"""The generation without a statutory form: a statistics table, or prose alone."""


@dataclass(frozen=True, slots=True)
class Generation:
    """A generation of the form: its key, its Chinese label, what else people call it.

    Reports of the years `first_year` to `last_year` may use it; None where it is still in use.
    """

    key: str
    label: str
    names: tuple[str, ...]
    first_year: int
    last_year: int | None

    def may_be_used(self, year: int) -> bool:
        """Whether a report of that year may have this form."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)


@cache
def generations() -> Mapping[str, Generation]:
    """Every generation, oldest first.

    One ends where the next begins, or with the year of transition in which the next was only
    encouraged (`transition_until`).
    """
    heads = (tomllib.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.toml"))
    told = sorted(
        (head for head in heads if "generation" in head), key=lambda head: int(head["first_year"])
    )
    found = [
        Generation(
            head["generation"], head["label"], tuple(head["names"]), int(head["first_year"]), None
        )
        for head in told
    ]
    for place, (_, after) in enumerate(pairwise(told)):
        last = int(after.get("transition_until", after["first_year"] - 1))
        found[place] = replace(found[place], last_year=last)
    return MappingProxyType({generation.key: generation for generation in found})


def only_form(year: int) -> str | None:
    """The one generation that a report of that year may use; None where there are several."""
    keys = [form.key for form in generations().values() if form.may_be_used(year)]
    return keys[0] if len(keys) == 1 else None


def form_labels() -> dict[str, str]:
    """key → Chinese label of every generation, oldest first."""
    return {form.key: form.label for form in generations().values()}


def label_of_form(key: str) -> str:
    """The Chinese label of a generation; the key itself for one that a later release wrote."""
    known = generations().get(key)
    return known.label if known else key
