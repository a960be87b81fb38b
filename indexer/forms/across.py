"""The equations between the figures of two consecutive years, after forms/across.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from indexer.forms.form import columns, forms
from indexer.forms.generations import FOLDER

_TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Term:
    """A cell of the last or of this year, added or taken off; `*` stands for a row or a column."""

    year: Literal["last", "this"]
    cell: str
    sign: int


@dataclass(frozen=True, slots=True)
class Equation:
    """Two sums that should be equal for each of `over`, whose labels are its values."""

    check: str
    severity: str
    table: str
    generation: str | None
    over: Mapping[str, str]
    left: tuple[Term, ...]
    right: tuple[Term, ...]
    says: str
    says_en: str
    each: str
    each_en: str


@cache
def equations() -> tuple[Equation, ...]:
    """Every equation, in the order of the file."""
    data = tomllib.loads((FOLDER / "across.toml").read_text("utf-8"))
    return tuple(_equation(item) for item in data["equations"])


@cache
def equation_keys() -> tuple[str, ...]:
    """The key of every cell that some equation names."""
    return tuple(
        dict.fromkeys(
            term.cell.replace("*", name)
            for equation in equations()
            for name in equation.over
            for term in (*equation.left, *equation.right)
        )
    )


def _equation(item: Mapping[str, Any]) -> Equation:
    return Equation(
        item["check"],
        item["severity"],
        item["table"],
        item.get("generation"),
        _over(item),
        _terms(item["left"]),
        _terms(item["right"]),
        item["says"],
        item["says_en"],
        item["each"],
        item["each_en"],
    )


def _over(item: Mapping[str, Any]) -> Mapping[str, str]:
    """Key → label of what `*` stands for, a total before its parts."""
    if item["over"] == "columns":
        heads = columns(item["table"])
        ordered = sorted(heads, key=lambda key: key != _TOTAL)
        return {key: heads[key].label for key in ordered}
    form = forms()[item["generation"]]
    labels = {row.key: row.label for row in form.tables[item["table"]].rows}
    return {key: labels[key] for key in item["rows"]}


def _terms(items: Sequence[Mapping[str, Any]]) -> tuple[Term, ...]:
    return tuple(Term(item["year"], item["cell"], item.get("sign", 1)) for item in items)
