"""Figures that no cell holds: sums of cells and quotients of sums, after forms/derived.toml.

A figure whose inputs do not all have values has none either, and the status of the first input that
lacks one says why.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache

from indexer.forms.generations import FOLDER
from indexer.model import Figure, Status

_PLACES = Decimal("0.000001")
_UNIT_OF_RATES = "%"
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Formula:
    """A figure's key, label, unit, and what is added up.

    A sum has groups of keys, one for each way in which a generation splits the thing. A rate has
    one group over another, `under`, and is a percentage.
    """

    key: str
    label: str
    unit: str
    groups: tuple[tuple[str, ...], ...]
    under: tuple[str, ...] = ()


@cache
def formulas() -> tuple[Formula, ...]:
    """Every derived figure, sums before the rates that use them."""
    data = tomllib.loads((FOLDER / "derived.toml").read_text())
    sums = [
        Formula(item["key"], item["label"], item["unit"], tuple(map(tuple, item["groups"])))
        for item in data["sums"]
    ]
    rates = [
        Formula(
            item["key"],
            item["label"],
            _UNIT_OF_RATES,
            (tuple(item["over"]),),
            tuple(item["under"]),
        )
        for item in data["rates"]
    ]
    return (*sums, *rates)


@dataclass(frozen=True, slots=True)
class Operands:
    """The figures that a derived one is formed from: a sum of `over`, or `over` through `under`."""

    over: tuple[str, ...]
    under: tuple[str, ...] = ()


def operands(key: str, known: Mapping[str, Figure]) -> Operands | None:
    """What a derived figure is formed from in a report that has these figures."""
    for formula in formulas():
        if formula.key == key:
            group = _group(formula, known)
            return None if group is None else Operands(group, formula.under)
    return None


def derive(figures: Mapping[str, Figure]) -> dict[str, Figure]:
    """The derived figures of a report, none at all if it has none of the statutory tables.

    Rates are percentages rounded to six places; one over nothing (0 of 0) is derived without a
    value.
    """
    known = dict(figures)
    derived: dict[str, Figure] = {}
    for formula in formulas():
        group = _group(formula, known)
        if group is None:
            continue
        figure = _rate(formula, group, known) if formula.under else _sum(formula, group, known)
        known[formula.key] = derived[formula.key] = figure
    return derived


def _group(formula: Formula, known: Mapping[str, Figure]) -> tuple[str, ...] | None:
    """The group whose cells the report has most of; None if it has none of any."""
    counts = [
        sum(key in known and known[key].status is not Status.MISSING for key in group)
        for group in formula.groups
    ]
    seen = [sum(key in known for key in group) for group in formula.groups]
    if not any(seen):
        return None
    best = max(range(len(formula.groups)), key=lambda place: (counts[place], seen[place]))
    return formula.groups[best]


def _sum(formula: Formula, group: Sequence[str], known: Mapping[str, Figure]) -> Figure:
    values = _values(group, known)
    if isinstance(values, Status):
        return Figure(formula.key, None, values, formula.unit)
    return Figure(formula.key, sum(values, Decimal(0)), Status.DERIVED, formula.unit)


def _rate(formula: Formula, group: Sequence[str], known: Mapping[str, Figure]) -> Figure:
    over, under = _values(group, known), _values(formula.under, known)
    if isinstance(over, Status):
        return Figure(formula.key, None, over, formula.unit)
    if isinstance(under, Status):
        return Figure(formula.key, None, under, formula.unit)
    whole = sum(under, Decimal(0))
    if not whole:
        return Figure(formula.key, None, Status.DERIVED, formula.unit)
    rate = percentage(sum(over, Decimal(0)), whole)
    return Figure(formula.key, rate, Status.DERIVED, formula.unit)


def percentage(over: Decimal, under: Decimal) -> Decimal:
    """What `over` makes of `under`, which is not 0, in percent rounded to six places."""
    return _plain((_HUNDRED * over / under).quantize(_PLACES, ROUND_HALF_EVEN))


def _plain(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def _values(keys: Sequence[str], known: Mapping[str, Figure]) -> list[Decimal] | Status:
    """The values of the keys, or why there is none."""
    values = []
    for key in keys:
        figure = known.get(key)
        if figure is None or figure.value is None:
            return Status.MISSING if figure is None else _lacking(figure)
        values.append(figure.value)
    return values


def _lacking(figure: Figure) -> Status:
    """Why a figure has no value; a cell that a person found empty is blank."""
    return Status.BLANK if figure.status is Status.CORRECTED else figure.status
