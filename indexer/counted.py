"""Under which values of a facet a passage is counted, given the values of its field."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.fields import BY_KEY, Match

_REGION_DIGITS = (2, 4, 6, 9)


def counted_as(field: str, values: Sequence[str]) -> tuple[str, ...]:
    """The facet values a passage counts under: its own and those that contain them, each once.

    An agency is found by each of its names and counted under the first, its canonical one.
    """
    if BY_KEY[field].match is Match.CONTAINS:
        return tuple(values[:1])
    if BY_KEY[field].match is not Match.PREFIX:
        return tuple(dict.fromkeys(values))
    return tuple(dict.fromkeys(outer for value in values for outer in _outer(field, value)))


def _outer(field: str, value: str) -> list[str]:
    if field == "region":
        return [value[:digits] for digits in _REGION_DIGITS if digits < len(value)] + [value]
    steps = value.split(".")
    return [".".join(steps[: place + 1]) for place in range(len(steps))]
