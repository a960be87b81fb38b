"""Which versions of reports have a figure that is asked for, as corrected.

Values are compared as whole numbers of 10⁻⁶, by the index of the figures table: at 20,000 reports
a condition takes milliseconds, and looking at every report's figures takes a minute.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cached_property
from types import SimpleNamespace

from sqlalchemy import ColumnElement, Connection, and_, select

from indexer.catalog.rows import EXACT, INT64, PLACES, figure_of
from indexer.catalog.schema import FIGURES, OVERLAYS
from indexer.model import Figure

# Beyond these powers of ten a bound lies outside all values, or between two neighbouring ones.
_LARGEST, _SMALLEST = 20, -PLACES


@dataclass(frozen=True, slots=True)
class Bound:
    """Where a span of values ends; `included`: it holds the end itself."""

    value: Decimal
    included: bool


@dataclass(frozen=True, slots=True)
class Span:
    """The values from a lower to an upper bound, None for no bound."""

    low: Bound | None = None
    high: Bound | None = None

    def holds(self, value: Decimal) -> bool:
        """Whether the value lies in the span."""
        low, high = self.low, self.high
        above = low is None or value > low.value or (low.included and value == low.value)
        below = high is None or value < high.value or (high.included and value == high.value)
        return above and below

    def micro(self) -> tuple[int, int]:
        """The first and the last whole number of 10⁻⁶ in the span, of those that fit 64 bits."""
        first, last = -INT64, INT64 - 1
        if self.low is not None:
            least = _micro(self.low.value, ROUND_CEILING)
            inside = self.low.included or least != _micro(self.low.value, ROUND_FLOOR)
            first = max(first, least if inside else least + 1)
        if self.high is not None:
            most = _micro(self.high.value, ROUND_FLOOR)
            inside = self.high.included or most != _micro(self.high.value, ROUND_CEILING)
            last = min(last, most if inside else most - 1)
        return first, last


def _micro(value: Decimal, rounding: str) -> int:
    """The value in units of 10⁻⁶, rounded; of one far beyond 64 bits, a number beyond them."""
    if not value:
        return 0
    if not value.is_finite() or value.adjusted() > _LARGEST:
        return -2 * INT64 if value.is_signed() else 2 * INT64
    if value.adjusted() < _SMALLEST:
        if value.is_signed():
            return -1 if rounding == ROUND_FLOOR else 0
        return 1 if rounding == ROUND_CEILING else 0
    return int(value.scaleb(PLACES, EXACT).to_integral_value(rounding, EXACT))


class FigureSets:
    """Answers over one state of a catalog. Versions that are current no more are among them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def having_value(self, key: str, spans: Sequence[Span]) -> frozenset[int]:
        """The versions whose figure has a value that lies in one of the spans."""
        columns = FIGURES.c
        found: set[int] = set()
        for first, last in (span.micro() for span in spans):
            if first <= last:
                found |= self._versions(columns.key == key, columns.micro.between(first, last))
        # A sum may be beyond 64 bits though none of the cells is.
        unfit = and_(columns.key == key, columns.micro.is_(None), columns.value.is_not(None))
        for version, value in self._connection.execute(
            select(columns.version, columns.value).where(unfit)
        ):
            if any(span.holds(Decimal(value)) for span in spans):
                found.add(version)
        return self._as_corrected(
            key,
            found,
            lambda figure: figure.value is not None and any(s.holds(figure.value) for s in spans),
        )

    def having_status(self, key: str, status: str) -> frozenset[int]:
        """The versions whose figure has this status."""
        columns = FIGURES.c
        found = self._versions(columns.key == key, columns.status == status)
        return self._as_corrected(key, found, lambda figure: figure.status == status)

    def _versions(self, *conditions: ColumnElement[bool]) -> set[int]:
        statement = select(FIGURES.c.version).where(*conditions)
        return set(self._connection.execute(statement).scalars())

    def _as_corrected(
        self, key: str, read: set[int], meets: Callable[[Figure], bool]
    ) -> frozenset[int]:
        """The versions found among what was read, with the corrected ones decided anew."""
        corrected = self._corrected.get(key, {})
        anew = {version for version, figure in corrected.items() if meets(figure)}
        return frozenset((read - corrected.keys()) | anew)

    @cached_property
    def _corrected(self) -> Mapping[str, Mapping[int, Figure]]:
        """Every figure that takes the place of one read, by key and version."""
        found: dict[str, dict[int, Figure]] = {}
        statement = select(OVERLAYS.c.version, OVERLAYS.c.data["figures"])
        for version, figures in self._connection.execute(statement):
            for item in figures:
                figure = figure_of(SimpleNamespace(**item))
                found.setdefault(figure.key, {})[version] = figure
        return found
