"""One report by any name that is enough, and one agency over its years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from indexer.catalog.naming import REPORT_ID, meant, sorted_out
from indexer.catalog.read import Catalog
from indexer.catalog.rows import ReportRow
from indexer.errors import NoSuchReport, SeveralReports
from indexer.labels import SCOPES, SPECIMEN_MARK
from indexer.model import Finding
from indexer.text import normal
from search_api.notices import shown
from search_api.replaced import no_such_report
from search_api.syntax import without_surrogates

_TOLD = 12


@dataclass(frozen=True, slots=True)
class AgencyYear:
    """One report of an agency with what was found in it."""

    report: ReportRow
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class AgencyView:
    """An agency's reports by year, and the years between them for which there is none.

    `scope` keeps 本机关 and 本级汇总 apart: each has a view of its own.
    """

    agency: str
    scope: str
    places: tuple[tuple[str, str], ...]
    years: tuple[AgencyYear, ...]
    gaps: tuple[int, ...]


def find_report(catalog: Catalog, name: Sequence[str]) -> ReportRow:
    """The report that is meant: by its id (a passage's id names its report), or by agency and year.

    `["鄌郚镇", "2020"]` in any order; each word that is no year must be in a name of the agency
    or of its places.
    Raises NoSuchReport, telling the nearest names, and SeveralReports, listing them.
    """
    words = [word for part in name for word in without_surrogates(part).split()]
    asked = shown(" ".join(words))
    named = words[0].partition("#")[0] if len(words) == 1 else asked
    if REPORT_ID.fullmatch(named):
        found = catalog.find(id=named)
    else:
        years, agencies = sorted_out(words)
        found = meant(catalog, agencies, years) if len(years) <= 1 else []
    if not found:
        raise no_such_report(catalog, named, _next_step(catalog, words))
    if len(found) > 1:
        exact = [row for row in found if normal(row.agency) in {normal(word) for word in words}]
        if len(exact) == 1:
            return exact[0]
        raise SeveralReports(
            f"“{asked}”可指 {len(found)} 份报告 (several reports):\n{_listed(found)}",
            "请加上年份，或写明编号。",
        )
    return found[0]


def agency_view(catalog: Catalog, name: Sequence[str]) -> tuple[AgencyView, ...]:
    """The agencies whose names hold every word, each by scope, with years, forms and gaps.

    Raises NoSuchReport where no agency is called so.
    """
    words = [word for part in name for word in without_surrogates(part).split()]
    found = meant(catalog, [normal(word) for word in words], ())
    if not found:
        raise NoSuchReport(
            f"没有机关叫“{shown(' '.join(words))}” (no such agency).", _next_step(catalog, words)
        )
    findings = catalog.findings([row.version for row in found])
    groups: dict[tuple[str, str, str | None], list[ReportRow]] = {}
    for row in sorted(found, key=lambda row: (row.agency_normal, row.code or "", row.scope)):
        groups.setdefault((row.agency_normal, row.scope, row.code), []).append(row)
    views = []
    for rows in groups.values():
        rows.sort(key=lambda row: row.year)
        years = {row.year for row in rows}
        views.append(
            AgencyView(
                agency=rows[-1].agency,
                scope=rows[-1].scope,
                places=rows[-1].places,
                years=tuple(AgencyYear(row, findings[row.version]) for row in rows),
                gaps=tuple(y for y in range(min(years), max(years)) if y not in years),
            )
        )
    return tuple(views)


def _next_step(catalog: Catalog, words: Sequence[str]) -> str:
    """The years there are of the agency, or agencies called much like it, or how to see all."""
    years, agencies = sorted_out(words)
    others = meant(catalog, agencies, ()) if years else []
    if others:
        told = "、".join(str(year) for year in sorted({row.year for row in others}))
        return f"已有的年份：{told} (years there are)。"
    named: dict[str, str] = {}
    for row in catalog.current():
        for name in (row.agency, row.name_in_report, *(place for _, place in row.places[-1:])):
            named.setdefault(normal(name), row.agency)
    wanted = normal(max(agencies, key=len, default=""))[:40]
    close = dict.fromkeys(named[name] for name in get_close_matches(wanted, named, 3, 0.4))
    if not close:
        return "search --facets agency 可列出有哪些机关。"
    return f"相近的机关：{'、'.join(close)}。"


def _listed(rows: Sequence[ReportRow]) -> str:
    ordered = sorted(rows, key=lambda row: (row.agency_normal, row.year, row.scope))
    lines = [
        f"  {row.address}  {''.join(name for _, name in row.places)} {row.agency} {row.year}"
        f" {SCOPES.get(row.scope, row.scope)}{SPECIMEN_MARK if row.specimen else ''}"
        for row in ordered[:_TOLD]
    ]
    rest = len(rows) - _TOLD
    return "\n".join([*lines, *([f"  … 另有 {rest} 份"] if rest > 0 else [])])
