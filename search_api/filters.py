"""How a filter on a field is decided, for the query text and for facet selections alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from indexer.fields import BY_KEY, Match
from search_api.tree import And, Keyword, Node, Not, Operator, Range

RANGE_MARK = ".."
_DAY = r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]))?"
_BOUNDS = re.compile(rf"(?:{_DAY})?(?:\.\.(?:{_DAY})?)?")
# Where a prefix may end: sections at a dot, division codes anywhere.
_BORDER = {"section": "."}


def clause(field: str, value: str) -> Node:
    """The clause that a selected value stands for: `2018..2021` is a Range on a range field."""
    if BY_KEY[field].match is not Match.RANGE or not _is_range(value):
        return Keyword(field, value)
    low, mark, high = value.partition(RANGE_MARK)
    return Range(field, low or None, (high or None) if mark else value)


def compared(asked: Node, operator: Operator) -> Node:
    """A clause of a field as `=` means it, compared otherwise: after, up to, …

    What is no Range has no order and is compared as it stands.
    """
    if operator is Operator.OTHER:
        return Not(asked)
    if not isinstance(asked, Range):
        return asked
    field, low, high = asked.field, asked.low, asked.high
    match operator:
        case Operator.EQUAL:
            return asked
        case Operator.AT_LEAST:
            return Range(field, low, None)
        case Operator.AT_MOST:
            return Range(field, None, high)
        case Operator.MORE:
            return And((Range(field, low, None), Not(asked)))
        case Operator.LESS:
            return And((Range(field, None, high), Not(asked)))
        case _:
            assert_never(operator)


def _is_range(value: str) -> bool:
    """Whether the value is a year or day, or two of them with the range mark between."""
    return value != RANGE_MARK and _BOUNDS.fullmatch(value) is not None


def holds(field: str, wanted: str, values: Sequence[str]) -> bool:
    """Whether a passage or report with these values of a field has the wanted one."""
    match BY_KEY[field].match:
        case Match.CONTAINS:
            return any(wanted in value for value in values)
        case Match.PREFIX:
            border = _BORDER.get(field, "")
            return any(value == wanted or value.startswith(wanted + border) for value in values)
        case Match.EXACT | Match.RANGE:
            return wanted in values
        case other:
            assert_never(other)


def within(low: str | None, high: str | None, values: Sequence[str]) -> bool:
    """Whether one of the values lies in the range. Values of a range field are of one width."""
    return any((low is None or low <= v) and (high is None or v <= high) for v in values)


def selects(field: str, selection: str, value: str) -> bool:
    """Whether a facet value is one that was selected."""
    match BY_KEY[field].match:
        case Match.CONTAINS:
            return selection in value
        case Match.RANGE:
            chosen = clause(field, selection)
            return isinstance(chosen, Range) and within(chosen.low, chosen.high, (value,))
        case Match.EXACT | Match.PREFIX:
            return selection == value
        case other:
            assert_never(other)
