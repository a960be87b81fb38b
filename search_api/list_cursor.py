"""Where the next page of a list of the catalog begins, as an opaque text."""

from __future__ import annotations

from dataclasses import astuple, dataclass

from indexer.errors import WrongUsage
from search_api.cursor import not_a_cursor, packed, unpacked

MAX_LIMIT = 1_000
_INT = 2**31


@dataclass(frozen=True, slots=True)
class Place:
    """The key of the last item of a page; `asked` is the print of what was asked for."""

    generation: int
    asked: str
    key: tuple[str | int, ...]

    @property
    def text(self) -> str:
        """The cursor; `read_place` is the inverse."""
        return packed(astuple(self))


def read_place(text: str, asked: str, shape: tuple[type, ...]) -> Place:
    """The place that a cursor names.

    Raises WrongUsage where none made it, and where it belongs to another list. `shape` are the
    types of the key's parts.
    """
    fields = unpacked(text)
    if len(fields) != 3 or not isinstance(fields[2], list):
        raise not_a_cursor()
    generation, print_, key = fields
    if print_ != asked:
        raise WrongUsage(
            "游标属于另一个列表、筛选或排序 (cursor of another list).",
            "请用与上一页相同的参数。",
        )
    if tuple(map(type, key)) != shape or any(type(n) is int and not -1 < n < _INT for n in key):
        raise not_a_cursor()
    return Place(generation, asked, tuple(key))


def check_limit(limit: int) -> None:
    """Raises WrongUsage for a size that no page has."""
    if not 0 <= limit <= MAX_LIMIT:
        raise WrongUsage(
            f"limit {limit} 超出范围 (out of range).", f"请用 0 到 {MAX_LIMIT} 之间的数目。"
        )
