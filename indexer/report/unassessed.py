"""Which identities of the form could not be assessed in a report, and which cells are why.

A blank, ambiguous or missing cell makes an identity 不可核对; that is no failure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from indexer.forms.form import TABLES, generation_of
from indexer.labels import CHECKS, UNASSESSED
from indexer.model import Figure, Status
from indexer.report.identities import CHECK_OF, instances, place_of

SHOWN = 2
_TABLES = {"t2": "表二", "t3": "表三", "t4": "表四"}


@dataclass(frozen=True, slots=True)
class Unassessed:
    """A check that says nothing on one row or column, `place`, as the form names it.

    `keys` are the cells without a value; none where the table's form itself could not be told.
    """

    check: str
    place: str
    keys: tuple[str, ...]


def told(items: Iterable[Unassessed]) -> Iterator[str]:
    """A line for each check: how many rows or columns it says nothing on, and the first of them."""
    places: dict[str, list[str]] = {}
    for item in items:
        places.setdefault(item.check, []).append(item.place.rpartition(" › ")[2])
    for check, found in places.items():
        more = "等" if len(found) > SHOWN else ""
        yield f"{UNASSESSED} {CHECKS[check]}：{len(found)} 处（{'、'.join(found[:SHOWN])}{more}）"


def unassessed(
    figures: Mapping[str, Figure], generations: Mapping[str, str | None]
) -> tuple[Unassessed, ...]:
    """Every row, column and block whose arithmetic is left open, in the order of the form.

    A table of which the text has no cell at all is missing, which is said elsewhere.
    """
    shown = {
        table
        for table in TABLES
        if any(
            f.status is not Status.MISSING
            for key, f in figures.items()
            if key.startswith(table + ".")
        )
    }
    found = [
        Unassessed(check, _TABLES[table], ())
        for identity, check in CHECK_OF.items()
        if (table := identity[:2].lower()) in shown and generation_of(generations, table) is None
    ]
    for left, right, identity in instances(generations):
        check = CHECK_OF[identity.id]
        keys = (*left, *right)
        lacking = tuple(k for k in keys if k not in figures or figures[k].value is None)
        if lacking and identity.table in shown:
            found.append(Unassessed(check, place_of(check, right[0]), lacking))
    return tuple(found)
