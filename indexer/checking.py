"""Which findings are asked for: of which reports, by which checks, of which weight."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from indexer.catalog.listing import KINDS, Meant, is_meant
from indexer.catalog.naming import REPORT_ID, meant, sorted_out
from indexer.catalog.read import Catalog
from indexer.catalog.rows import ReportRow
from indexer.errors import NoSuchReport, WrongUsage
from indexer.labels import CHECKS, ORIGINS, SEVERITIES
from indexer.model import Finding
from indexer.text import normal

_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """The checks, severities and origins of the findings that are listed; none means all."""

    checks: frozenset[str]
    severities: frozenset[str]
    origins: frozenset[str] = frozenset()

    @property
    def meant(self) -> Meant:
        """The same as the catalog takes it."""
        kinds = zip(KINDS, (self.checks, self.severities, self.origins), strict=True)
        return {kind: values for kind, values in kinds if values}

    def holds(self, finding: Finding) -> bool:
        """Whether the finding is one of them."""
        return is_meant(finding, self.meant)


def wanted(checks: Sequence[str], severities: Sequence[str], origins: Sequence[str] = ()) -> Wanted:
    """What the written names mean, keys or Chinese labels.

    Raises WrongUsage for a name that is none, telling the nearest.
    """
    return Wanted(
        frozenset(_key(name, CHECKS, "检查项", "check") for name in checks),
        frozenset(_key(name, SEVERITIES, "轻重", "severity") for name in severities),
        frozenset(_key(name, ORIGINS, "来源", "origin") for name in origins),
    )


def _key(written: str, labels: Mapping[str, str], kind: str, kind_en: str) -> str:
    names = {normal(label): key for key, label in labels.items()} | {key: key for key in labels}
    found = names.get(normal(written))
    if found is not None:
        return found
    near = get_close_matches(normal(written)[:40], names, n=3, cutoff=0.3)
    told = "、".join(f"{names[name]}（{labels[names[name]]}）" for name in near)
    every = "、".join(f"{key}（{label}）" for key, label in labels.items())
    hint = f"最接近的是 {told} (did you mean it)。" if near else f"可用的有：{every}。"
    raise WrongUsage(f"没有“{_printable(written)}”这个{kind} (no such {kind_en}).", hint)


def _printable(written: str) -> str:
    return written.encode("utf-8", "replace").decode()[:40]


def named_reports(catalog: Catalog, words: Sequence[str]) -> Iterable[ReportRow]:
    """The reports that are named, or all that are searched where none is.

    Ids name a report each (a passage's id names its report). The other words together name reports:
    of any of the years among them, and with every other word in a name of the agency or its places.
    Raises NoSuchReport where one of the two names nothing.
    """
    parts = [part for word in words for part in _printable_words(word)]
    if not parts:
        return catalog.current()
    ids = [part.partition("#")[0] for part in parts if REPORT_ID.fullmatch(part.partition("#")[0])]
    found = {row.version: row for name in ids for row in _by_id(catalog, name)}
    others = [part for part in parts if not REPORT_ID.fullmatch(part.partition("#")[0])]
    if others:
        years, names = sorted_out(others)
        rows = meant(catalog, names, years)
        if not rows:
            raise _unknown(" ".join(others))
        found |= {row.version: row for row in rows}
    return sorted(found.values(), key=lambda row: (row.agency_normal, row.year, row.id))


def _printable_words(word: str) -> list[str]:
    return word.encode("utf-8", "replace").decode().split()


def _by_id(catalog: Catalog, name: str) -> list[ReportRow]:
    found = catalog.find(id=name)
    if not found:
        raise _unknown(name)
    return found


def _unknown(name: str) -> NoSuchReport:
    return NoSuchReport(
        f"没有报告叫“{name[:40]}” (no such report).",
        "请写编号，或机关与年份；不写则列出全部。(An id, or agency and year; none lists all.)",
    )


def found(
    catalog: Catalog, reports: Iterable[ReportRow], asked: Wanted
) -> Iterator[tuple[ReportRow, tuple[Finding, ...]]]:
    """Each report of which something was found, with it. Few reports are held at a time."""
    coming = iter(reports)
    while some := list(islice(coming, _AT_ONCE)):
        findings = catalog.findings(_versions(some))
        for row in some:
            kept = tuple(item for item in findings[row.version] if asked.holds(item))
            if kept:
                yield row, kept


def _versions(rows: Collection[ReportRow]) -> list[int]:
    return [row.version for row in rows]
