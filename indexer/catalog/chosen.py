"""Which of the reports that are searched are meant, and in which order they are listed.

What is chosen here are the same reports that a filter of a search selects.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, cast, or_, select

from indexer.catalog.kinds import Words
from indexer.catalog.schema import CURRENT, VERSIONS
from indexer.catalog.view import View
from indexer.text import normal


@dataclass(frozen=True, slots=True)
class Between:
    """Values from one to another, both included; None is no bound."""

    low: str | None
    high: str | None


# Field → alternatives: what a value is, contains (agency) or begins with (region), or a range of
# years.
Chosen = Mapping[str, Sequence[str | Between]]
Key = tuple[str | int, ...]
_EXACT = ("level", "kind", "scope")
# Order → the columns that it goes by, and which of them go down.
ORDERS: Mapping[str, tuple[tuple[str, bool], ...]] = {
    "newest": (("year", True), ("report", False)),
    "oldest": (("year", False), ("report", False)),
    "agency": (("agency_normal", False), ("year", False), ("report", False)),
}


def key_of(order: str, *, year: int, report: str, agency_normal: str) -> Key:
    """Where a report stands in an order."""
    values: dict[str, str | int] = {
        "year": year,
        "report": report,
        "agency_normal": agency_normal,
    }
    return tuple(values[column] for column, _ in ORDERS[order])


def ordering(order: str) -> list[ColumnElement[object]]:
    """The columns of an order, as a statement takes them."""
    return [
        VERSIONS.c[column].desc() if down else VERSIONS.c[column].asc()
        for column, down in ORDERS[order]
    ]


def beyond(order: str, key: Key) -> ColumnElement[bool]:
    """Whether a report stands after the key."""
    ways = []
    for place, (column, down) in enumerate(ORDERS[order]):
        same = [VERSIONS.c[name] == key[n] for n, (name, _) in enumerate(ORDERS[order][:place])]
        own = VERSIONS.c[column]
        ways.append(and_(*same, own < key[place] if down else own > key[place]))
    return or_(*ways)


class Chooser(View):
    """A view that knows which reports are meant."""

    def _chosen(self, chosen: Chosen) -> ColumnElement[bool]:
        """Whether a version is searched, and meets one alternative of every field."""
        fields = [
            or_(*(self._meets(field, value) for value in values))
            for field, values in chosen.items()
        ]
        return and_(VERSIONS.c.standing == CURRENT, *fields)

    def _meets(self, field: str, value: str | Between) -> ColumnElement[bool]:
        columns = VERSIONS.c
        if isinstance(value, Between):
            year = cast(columns.year, Words)
            bounds = [year >= value.low] if value.low else []
            return and_(True, *bounds, *([year <= value.high] if value.high else []))
        if field in _EXACT:
            return columns[field] == value
        if field == "region":
            return columns.code.startswith(value, autoescape=True)
        if field == "agency":
            return (
                columns.agency_normal.icontains(value, autoescape=True)
                | columns.name_in_report.icontains(value, autoescape=True)
                | columns.name_in_report.in_(self._unlike(value))
            )
        return cast(columns[field], Words) == value

    def _unlike(self, wanted: str) -> list[str]:
        """The names in reports, not written in normal form, whose normal form has the wanted."""
        names = select(VERSIONS.c.name_in_report).where(VERSIONS.c.standing == CURRENT).distinct()
        return [
            name
            for (name,) in self._connection.execute(names)
            if wanted not in name and wanted in normal(name)
        ]
