"""Rows of a series as a page shows them: values in words, links to the reports behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indexer.catalog.beside import HeadRow
from indexer.forms.comparability import Break
from indexer.labels import STATUSES
from indexer.model import Status
from search_api.pages.address import Address
from search_api.pages.filtering import CHOICES, asked
from search_api.pages.language import Language, label, say
from search_api.pages.rendering import to
from search_api.render.values import value_text
from search_api.series.groups import YEAR, By, Value
from search_api.series.measures import PERCENT
from search_api.series.observe import Observation
from search_api.series.remarks import reason
from search_api.series.rows import Row

_HUNDREDTH = Decimal("0.01")
# No row of the report's own page is sure to be there for these.
_WITHOUT_PLACE = (Status.NOT_IN_FORM, Status.MISSING)
_PLACES = ("province", "prefecture", "county", "township")


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of the table. Without a value `value` is in words why; never a number."""

    sides: tuple[str, ...]
    year: int
    measure: str
    row: Row
    value: str
    status: str
    left_out: tuple[str, ...]
    marks: tuple[str, ...]
    search: Address | None
    report: Address | None
    url: str | None


def number_text(value: Decimal, unit: str | None) -> str:
    """A value for reading: a percentage to 0.01, else every digit.

    >>> number_text(Decimal("1234.50"), "万元"), number_text(Decimal("33.333333"), "%")
    ('1,234.50', '33.33')
    """
    return f"{value.quantize(_HUNDREDTH) if unit == PERCENT else value:,f}"


def value_words(value: Decimal | None, status: str, unit: str | None, language: Language) -> str:
    """A report's value for reading, or its status."""
    if value is not None:
        return number_text(value, unit)
    return label(language, status, value_text(None, status))


def shown_rows(
    rows: Sequence[Row],
    by: Sequence[By],
    filters: Mapping[str, tuple[str, ...]],
    scopes: Sequence[str],
    signs: Mapping[Break, str],
    heads: Mapping[int, HeadRow],
    language: Language,
) -> Iterator[Shown]:
    """The rows in their order. `signs` are those of the breaks, `heads` of single reports."""
    for row in rows:
        sides = {one.key: side for one, side in zip(by, row.group, strict=True)}
        year = sides.pop(YEAR)
        only = row.only
        head = heads.get(only.report.version) if only else None
        yield Shown(
            sides=tuple(side_text(one, sides[one.key], language) for one in by if one.key in sides),
            year=int(year.value or 0),
            measure=row.measure.label,
            row=row,
            value=_value(row, language),
            status=say(language, f"figures.status.{row.status}"),
            left_out=tuple(_left_out(row, language)),
            marks=tuple(_marks(row, signs, language)),
            search=_search(row, by, filters, scopes, language),
            report=_report(only, language) if only else None,
            url=head.url if head else None,
        )


def side_text(by: By, side: Value, language: Language) -> str:
    """What a side of a group is called; places, agencies and forms have official names alone."""
    key = str(side.value)
    return label(language, key, side.label) if by.key in CHOICES else side.label


def figure_address(report: str, key: str, language: Language, status: str = "") -> Address:
    """Where a report's own figure stands; the whole page where the report may not have it."""
    there = to(language, f"/reports/{report}/figures")
    return there if status in _WITHOUT_PLACE else there.at(key)


def _report(only: Observation, language: Language) -> Address:
    return figure_address(only.report.id, only.key, language, only.status)


def _value(row: Row, language: Language) -> str:
    if row.value is not None:
        return number_text(row.value, row.unit)
    if row.refused:
        return reason(row)
    if not row.left_out and len(row.without) == 1:
        (status,) = row.without
        return label(language, status, STATUSES[status])
    return say(language, "figures.status.none")


def _left_out(row: Row, language: Language) -> Iterator[str]:
    """Why reports were not summed, each reason with how many there are."""
    for status, count in row.without.items():
        yield f"{label(language, status, STATUSES[status])} {count}"
    for key, count in (
        ("unknown_scope", row.unknown_scope),
        ("one_organ", len(row.overlap.same)),
        ("unplaced", len(row.overlap.unplaced)),
        ("no_unit", row.unitless),
    ):
        if count:
            yield f"{say(language, f'figures.left_out.{key}')} {count}"


def _marks(row: Row, signs: Mapping[Break, str], language: Language) -> Iterator[str]:
    if row.disputed:
        value = number_text(row.disputed_value, row.unit if not row.measure.under else None)
        yield say(language, "figures.disputed", count=row.disputed, value=value)
    if row.breaks:
        yield f"{say(language, 'figures.break')} {''.join(signs[item] for item in row.breaks)}"
    if row.mixed:
        yield f"{say(language, 'figures.mixed')} {''.join(signs[item] for item in row.mixed)}"


def _search(
    row: Row,
    by: Sequence[By],
    filters: Mapping[str, tuple[str, ...]],
    scopes: Sequence[str],
    language: Language,
) -> Address | None:
    """The search that finds the reports of the row; None where no filter says the group."""
    chosen = {**filters, "scope": tuple(scopes)}
    query: list[tuple[str, str]] = []
    for one, side in zip(by, row.group, strict=True):
        if side.value is None:
            return None
        if one.key in _PLACES:
            chosen["region"] = (str(side.value),)
        elif one.key == "agency":
            chosen["agency"] = (side.label,)
        elif one.key == "form":
            query.append(("q", f"form:{side.value}"))
        else:
            chosen[one.key] = (str(side.value),)
    pairs = [*query, *asked({name: values for name, values in chosen.items() if values})]
    found = to(language, "/search")
    return Address(found.path, (*pairs, *found.parameters))
