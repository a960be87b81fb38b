"""carry_over, in_force_series, items_series: figures of one year against those of the next.

The equations are data, forms/across.toml. A cell without a value, or one that a broken identity of
its own report covers, leaves its place unassessed; so does a scope that is not known, for nobody
can say then whether both years count the same agencies.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from indexer.across.told import Told, cell
from indexer.forms.across import Equation, Term, equations
from indexer.model import Evidence, Finding, Origin, Scope, Severity
from indexer.report.material import number_of


def carry_over(last: Told, this: Told) -> Iterator[Finding]:
    """四、结转下年度 of the last year is 二、上年结转 of this, in every column."""
    return _differing("carry_over", last, this)


def in_force_series(last: Told, this: Told) -> Iterator[Finding]:
    """现行有效 of the last year, with 制发 and without 废止 of this, is 现行有效 of this."""
    return _differing("in_force_series", last, this)


def items_series(last: Told, this: Told) -> Iterator[Finding]:
    """上一年项目数量 and 增/减 of the last year are 上一年项目数量 of this."""
    return _differing("items_series", last, this)


def _differing(check: str, last: Told, this: Told) -> Iterator[Finding]:
    if last.scope == Scope.UNKNOWN or last.scope != this.scope:
        return
    for equation in equations():
        if equation.check == check and _is_of(equation, last) and _is_of(equation, this):
            yield from _finding(equation, {"last": last, "this": this})


def _is_of(equation: Equation, told: Told) -> bool:
    return equation.generation in (None, told.forms.get(equation.table))


def _finding(equation: Equation, years: dict[str, Told]) -> Iterator[Finding]:
    """One finding that names every place where the sums differ."""
    each, each_en, grounds = [], [], []
    for key, label in equation.over.items():
        terms = (*equation.left, *equation.right)
        left, right = (_sum(side, key, years) for side in (equation.left, equation.right))
        if left is None or right is None or left == right or _disputed(terms, key, years):
            continue
        each.append(equation.each.format(name=label, left=f"{left:f}", right=f"{right:f}"))
        name = key.replace("_", " ")
        each_en.append(equation.each_en.format(name=name, left=f"{left:f}", right=f"{right:f}"))
        grounds += [_ground(term, key, years) for term in terms]
    if each:
        said = {name: told.year for name, told in years.items()}
        yield Finding(
            equation.check,
            Severity(equation.severity),
            Origin.UNDECIDED,
            f"{equation.says.format(**said)}：{'，'.join(each)}。",
            f"{equation.says_en.format(**said)}: {', '.join(each_en)}.",
            tuple(grounds),
        )


def _sum(terms: tuple[Term, ...], key: str, years: dict[str, Told]) -> Decimal | None:
    total = Decimal(0)
    for term in terms:
        value = number_of(years[term.year].cells.get(term.cell.replace("*", key)))
        if value is None:
            return None
        total += term.sign * value
    return total


def _disputed(terms: tuple[Term, ...], key: str, years: dict[str, Told]) -> bool:
    return any(term.cell.replace("*", key) in years[term.year].disputed() for term in terms)


def _ground(term: Term, key: str, years: dict[str, Told]) -> Evidence:
    told = years[term.year]
    return cell(told, told.cells[term.cell.replace("*", key)])
