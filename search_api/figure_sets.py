"""Which reports meet the conditions on figures in a query: decided by the catalog beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from indexer.catalog.figure_sets import Bound, FigureSets, Span
from search_api.engines.collect import Clock
from search_api.tree import Compare, Figured, FigureStatus, Operator


def decide(
    sets: FigureSets, conditions: Iterable[Figured], clock: Clock
) -> dict[Figured, frozenset[int]]:
    """The versions that meet each condition; where the clock ran out, of the first ones only."""
    decided: dict[Figured, frozenset[int]] = {}
    for condition in conditions:
        if clock.ran_out():
            break
        match condition:
            case Compare(key):
                decided[condition] = sets.having_value(key, spans_of(condition))
            case FigureStatus(key, status):
                decided[condition] = sets.having_status(key, status)
            case _:
                assert_never(condition)
    return decided


def spans_of(condition: Compare) -> tuple[Span, ...]:
    """The values that compare so; with what is no number, none does."""
    value = condition.value
    if value.is_nan():
        return ()
    apart, at = Bound(value, included=False), Bound(value, included=True)
    match condition.operator:
        case Operator.LESS:
            return (Span(high=apart),)
        case Operator.AT_MOST:
            return (Span(high=at),)
        case Operator.MORE:
            return (Span(low=apart),)
        case Operator.AT_LEAST:
            return (Span(low=at),)
        case Operator.EQUAL:
            return (Span(at, at),)
        case Operator.OTHER:
            return (Span(high=apart), Span(low=apart))
        case _:
            assert_never(condition.operator)
