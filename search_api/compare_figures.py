"""Two reports' figures side by side, and by how much they changed where that can be said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from indexer.catalog.rows import ReportRow
from indexer.forms.comparability import Break, breaks_of, comparability, crossed, form_of
from indexer.model import Figure, Status
from indexer.report.figure_labels import figure_labels
from search_api.series.measures import inputs


@dataclass(frozen=True, slots=True)
class FigurePair:
    """A figure in two reports. `before_key` differs where an older form has it under another.

    `change` is None where one has no value, or where the two do not count the same: then
    `breaks` tell why, or the reports' scopes differ.
    """

    key: str
    before_key: str
    before: Figure | None
    after: Figure | None
    change: Decimal | None
    breaks: tuple[Break, ...]

    @property
    def same(self) -> bool:
        """Whether both tell the same: one value, or none for the same reason."""
        if self.before is None or self.after is None:
            return False
        if self.before.value is None and self.after.value is None:
            return self.before.status is self.after.status
        return self.before.value == self.after.value


def compared_figures(
    before: ReportRow,
    after: ReportRow,
    held_before: Mapping[str, Figure],
    held_after: Mapping[str, Figure],
) -> tuple[FigurePair, ...]:
    """Every figure that either report's text has, in the order of the form."""
    return tuple(_pairs(before, after, held_before, held_after))


def _pairs(
    before: ReportRow,
    after: ReportRow,
    held_before: Mapping[str, Figure],
    held_after: Mapping[str, Figure],
) -> Iterator[FigurePair]:
    # Those that stand in for others first, so that no figure is told twice.
    known = list(dict.fromkeys((*figure_labels(), *held_before, *held_after)))
    later = {key for key, _ in comparability().continues}
    taken: set[str] = set()
    found: dict[str, FigurePair] = {}
    for key in sorted(known, key=lambda key: key not in later):
        old_key, new_key = _names(key, before), _names(key, after)
        if old_key in taken or new_key in taken:
            continue
        old, new = held_before.get(old_key), held_after.get(new_key)
        if not _told(old) and not _told(new):
            continue
        taken |= {old_key, new_key}
        breaks = _between(key, before, after)
        change = _change(before, after, old, new, breaks)
        found[key] = FigurePair(new_key, old_key, old, new, change, breaks)
    yield from (found[key] for key in known if key in found)


def _names(key: str, report: ReportRow) -> str:
    """The key under which the report's form has the figure."""
    form = form_of(report.forms, key, report.year)
    return comparability().continues.get((key, form or ""), key)


def _told(figure: Figure | None) -> bool:
    return figure is not None and figure.status is not Status.NOT_IN_FORM


def _between(key: str, before: ReportRow, after: ReportRow) -> tuple[Break, ...]:
    """The breaks between the two forms, whichever of the reports is the older."""
    forms = [form_of(row.forms, key, row.year) for row in (before, after)]
    named = [form for form in forms if form]
    return crossed(breaks_of(inputs(key)), named, named) if len(named) == len(forms) else ()


def _change(
    before: ReportRow,
    after: ReportRow,
    old: Figure | None,
    new: Figure | None,
    breaks: tuple[Break, ...],
) -> Decimal | None:
    comparable = not breaks and before.scope == after.scope
    if not comparable or old is None or new is None or old.unit != new.unit:
        return None
    return None if old.value is None or new.value is None else new.value - old.value
