"""What a condition on figures asks for: 新收申请>0, 新收申请:1..10, t3.result.total:空白."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from indexer.labels import STATUSES
from indexer.text import normal
from search_api.figure_names import AMBIGUOUS, figures_meant, known_names
from search_api.notices import nearest, shown
from search_api.tree import And, Compare, FigureStatus, Node, Not, Operator, Or

IS = ":"
OPERATORS: Mapping[str, Operator] = {
    ">=": Operator.AT_LEAST,
    "=>": Operator.AT_LEAST,
    "≥": Operator.AT_LEAST,
    "≧": Operator.AT_LEAST,
    "⩾": Operator.AT_LEAST,
    "<=": Operator.AT_MOST,
    "=<": Operator.AT_MOST,
    "≤": Operator.AT_MOST,
    "≦": Operator.AT_MOST,
    "⩽": Operator.AT_MOST,
    "!=": Operator.OTHER,
    "<>": Operator.OTHER,
    "≠": Operator.OTHER,
    "==": Operator.EQUAL,
    "=": Operator.EQUAL,
    ">": Operator.MORE,
    "<": Operator.LESS,
}
_ALIASES = {"未填": "blank", "缺失": "missing", "无此项": "not_in_form"}
_RATE = "d.rate."
_NUMBER = r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_VALUE = re.compile(rf"({_NUMBER})([件个次条篇人场份宗]|%)?")
_RANGE = re.compile(rf"({_NUMBER})?(%?)(?:\.\.+|~|〜|—+|–|至|到|-)({_NUMBER})?(%?)")
MAX_DIGITS = 28  # what decimal arithmetic keeps exactly unless told otherwise
_LONGEST = 80
_FEW = 6

# The condition on one figure.
_Made = Callable[[str], Node]


@dataclass(frozen=True, slots=True)
class Condition:
    """What is asked for. `node` is None where it cannot be told.

    `code` and `message` say what is odd, about the name or (`of_value`) about the value.
    """

    node: Node | None
    code: str = ""
    message: str = ""
    of_value: bool = False


def is_figure(name: str) -> bool:
    """Whether a condition can be put on what is called so."""
    return len(name) <= _LONGEST and bool(figures_meant(name))


def condition(name: str, operator: str, value: str, *, hint: bool = True) -> Condition | None:
    """The condition on all that a name stands for; None where nothing of the kind is written.

    `operator` is one of OPERATORS or `:`. `hint`: a name or value that is not known is told what
    resembles it.
    """
    if operator == IS:
        for sign in OPERATORS:
            if value.startswith(sign):
                return condition(name, sign, value.removeprefix(sign), hint=hint)
    keys = figures_meant(name) if len(name) <= _LONGEST else ()
    made = _made(OPERATORS.get(operator), value, keys)
    if not keys:
        return None if made is None else _unknown_name(name, hint)
    if made is None:
        near = nearest(value, tuple(STATUSES.values()) if hint else ())
        message = f"“{shown(value)}”不是数、范围或状态，按原文查找{near}"
        return Condition(None, "unknown_value", message, of_value=True)
    make, message = made
    node = Or(tuple(make(key) for key in keys))
    if message:
        return Condition(node, "reversed_range", message, of_value=True)
    if len(keys) == 1:
        return Condition(node)
    more = f" 等 {len(keys)} 项" if len(keys) > _FEW else ""
    message = f"“{shown(name)}”指 {'、'.join(keys[:_FEW])}{more}，其中一项符合即可"
    return Condition(node, "several_figures", message)


def _unknown_name(name: str, hint: bool) -> Condition:
    names = AMBIGUOUS.get(normal(name[:_LONGEST]))
    if names:
        message = f"“{name}”不止一种，按原文查找；请写明：{'、'.join(names)}"
        return Condition(None, "ambiguous_figure", message)
    near = nearest(name, known_names() if hint else ())
    return Condition(None, "unknown_figure", f"没有数据项“{shown(name)}”，按原文查找{near}")


def _made(operator: Operator | None, value: str, keys: tuple[str, ...]) -> tuple[_Made, str] | None:
    """How a value is asked of one figure, with what is odd about it; None for no such value."""
    if not value or len(value) > _LONGEST:
        return None
    if (status := _statuses().get(value)) is not None:
        return _of_status(operator, status)
    if single := _VALUE.fullmatch(value):
        percent = single[2] == "%" and not _rates(keys)
        number = None if percent else _number(single[1])
        compared = operator or Operator.EQUAL
        return None if number is None else (lambda key: Compare(key, compared, number), "")
    bounds = _RANGE.fullmatch(value)
    if bounds is None or operator not in (None, Operator.EQUAL) or not (bounds[1] or bounds[3]):
        return None
    percent = bounds[2] or bounds[4]
    return None if percent and not _rates(keys) else _between(bounds[1], bounds[3])


def _rates(keys: tuple[str, ...]) -> bool:
    """Whether all are percentages."""
    return all(key.startswith(_RATE) for key in keys)


def _of_status(operator: Operator | None, status: str) -> tuple[_Made, str] | None:
    match operator:
        case None | Operator.EQUAL:
            return (lambda key: FigureStatus(key, status)), ""
        case Operator.OTHER:
            return (lambda key: Not(FigureStatus(key, status))), ""
        case _:
            return None


def _between(first: str | None, last: str | None) -> tuple[_Made, str] | None:
    low, high = first and _number(first), last and _number(last)
    if (first and low is None) or (last and high is None):
        return None
    message = ""
    if isinstance(low, Decimal) and isinstance(high, Decimal) and low > high:
        low, high = high, low
        message = f"“{first}..{last}”首尾颠倒，按 {low:f}..{high:f} 查找"
    bounds = ((Operator.AT_LEAST, low), (Operator.AT_MOST, high))
    asked = [(operator, bound) for operator, bound in bounds if isinstance(bound, Decimal)]
    return (lambda key: And(tuple(Compare(key, *each) for each in asked))), message


def _number(written: str) -> Decimal | None:
    """The number, None where it has more digits than are kept."""
    digits = written.replace(",", "")
    return Decimal(digits) if len(digits.strip("+-").replace(".", "")) <= MAX_DIGITS else None


@cache
def _statuses() -> Mapping[str, str]:
    """Every normal name of a status → its key."""
    labels = {normal(label): key for key, label in STATUSES.items()}
    return {**_ALIASES, **labels, **{key: key for key in STATUSES}}
