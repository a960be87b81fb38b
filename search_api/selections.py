"""What the written values of filter options select, and what is to be said about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indexer.errors import WrongUsage
from indexer.fields import BY_KEY
from indexer.text import normal
from search_api.filters import clause, holds, within
from search_api.notices import Notice, nearest
from search_api.syntax import without_surrogates
from search_api.tree import Keyword, Range
from search_api.values import Reader

MAX_VALUES = 100


def selections(
    written: Mapping[str, tuple[str, ...]], read: Reader
) -> tuple[dict[str, tuple[str, ...]], list[Notice]]:
    """The values meant by the written ones, by field, as `filters.clause` takes them.

    Raises WrongUsage for a value that is empty and for more values than a query may hold.
    """
    chosen: dict[str, tuple[str, ...]] = {}
    notices: list[Notice] = []
    for key, values in written.items():
        if len(values) > MAX_VALUES:
            raise WrongUsage(
                f"{BY_KEY[key].label}有 {len(values)} 个值 (too many values).",
                f"最多 {MAX_VALUES} 个。",
            )
        if not all(normal(without_surrogates(value)) for value in values):
            raise WrongUsage(f"{BY_KEY[key].label}没有值 (no value).", "请写明值，或去掉这一项。")
        meant: list[str] = []
        for value in values:
            understood = read(BY_KEY[key], without_surrogates(value))
            meant += understood.values
            if understood.code:
                near = nearest(value, understood.known)
                message = f"{BY_KEY[key].label}：{understood.message}{near}。"
                notices.append(Notice(understood.code, message))
        if meant:
            chosen[key] = tuple(dict.fromkeys(meant))
    return chosen, notices


def meets(values: Mapping[str, Sequence[str]], chosen: Mapping[str, Sequence[str]]) -> bool:
    """Whether a report with these values of its fields is among those that are selected."""
    return all(
        any(_meets_one(field, value, values[field]) for value in wanted)
        for field, wanted in chosen.items()
    )


def _meets_one(field: str, value: str, values: Sequence[str]) -> bool:
    match clause(field, value):
        case Range(_, low, high):
            return within(low, high, values)
        case Keyword(_, wanted):
            return holds(field, wanted, values)
        case _:
            return False
