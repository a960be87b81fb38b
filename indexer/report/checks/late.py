"""late: the publication date against the date by which the law of its year asks for publication."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from indexer.model import Evidence, Finding, Kind, Origin, Scope, Severity
from indexer.report.material import Material

_REVISED_FROM = 2019  # the first report year under the 条例 as revised in 2019
_OLD_LAW = "2007年《政府信息公开条例》第三十一条"
_NEW_LAW = "《政府信息公开条例》第四十九条"
_NOTICE = "国务院办公厅公开办的年度报告通知"
_DEPARTMENTS = frozenset({Kind.DEPARTMENT, Kind.VERTICAL, Kind.MINISTRY})
# Whether the law's day binds these is not said in so many words.
_UNSURE = frozenset({Kind.TOWNSHIP, Kind.SUBDISTRICT, Kind.ZONE, Kind.ENTERPRISE, Kind.PARTY})
# By the digits of the division code: the day by which the notices ask for a government's report.
_STAGED = {6: (2, 20), 4: (3, 10)}


@dataclass(frozen=True, slots=True)
class _Deadline:
    """A day of the year after the report's, what sets it, and how much being later says."""

    month: int
    day: int
    law: str
    severity: Severity


def _deadline(material: Material) -> Iterator[_Deadline]:
    """The deadlines that concern an agency, the weightiest first."""
    identity = material.identity
    if identity.year < _REVISED_FROM:
        yield _Deadline(3, 31, _OLD_LAW, Severity.WARNING)
    elif identity.kind in _DEPARTMENTS:
        yield _Deadline(1, 31, _NEW_LAW, Severity.WARNING)
    elif identity.kind in _UNSURE:
        yield _Deadline(1, 31, _NEW_LAW, Severity.INFO)
    elif identity.kind in (Kind.GOVERNMENT, Kind.GOVERNMENT_OFFICE):
        yield _Deadline(3, 31, _NEW_LAW, Severity.WARNING)
        staged = _STAGED.get(len(identity.code or ""))
        if staged and identity.scope is Scope.AGGREGATE:
            yield _Deadline(*staged, _NOTICE, Severity.INFO)


def late(material: Material) -> Iterator[Finding]:
    """A date of publication, given or on the page, that lies behind the day asked for.

    The date under a report says when it was signed, and is never held against it.
    """
    identity, published = material.identity, material.identity.published
    if published is None or published.source == "signature":
        return
    for deadline in _deadline(material):
        last = date(identity.year + 1, deadline.month, deadline.day)
        if published.date <= last.isoformat():
            continue
        day = f"{deadline.month}月{deadline.day}日"
        yield Finding(
            "late",
            deadline.severity,
            Origin.REPORT,
            f"公布日期{published.date}在{deadline.law}所定的{day}之后。",
            f"Published {published.date}, after {last.isoformat()}.",
            (Evidence(published.source, published.date),),
        )
        return
