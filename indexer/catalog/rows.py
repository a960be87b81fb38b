"""What the catalog hands out: frozen rows, and the JSON in which their parts are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from typing import Any

from indexer.document import Locator, Notice, Span
from indexer.model import (
    CorrectedIdentity,
    Evidence,
    Figure,
    Finding,
    Given,
    Origin,
    Scope,
    Severity,
    Signed,
    Status,
)

PLACES = 6
_YEARS = 40
INT64 = 2**63
EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)


def address_of(id: str, standing: str, sha256: str) -> str:
    """How a version is named: `id`, or `id~sha8` where another stands."""
    return id if standing == "current" else f"{id}~{sha256[:8]}"


def series_ids(id: str) -> list[str]:
    """The ids that reports of the same agency have, a working life before and after, in any scope.

    >>> series_ids("990101-4d2bb7c3-all-2021")[:2]
    ['990101-4d2bb7c3-own-1981', '990101-4d2bb7c3-all-1981']
    """
    agency, _, year = id.rsplit("-", 2)
    around = range(int(year) - _YEARS, int(year) + _YEARS + 1)
    return [f"{agency}-{scope}-{one:04}" for one in around for scope in ("own", "all")]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One version of a report, without its parts.

    `places` are (code, name) from the province down; `standing` is current, other or gone.
    """

    version: int
    id: str
    standing: str
    title: str
    agency: str
    agency_normal: str
    name_in_report: str
    level: str
    kind: str
    scope: str
    year: int
    period: tuple[str, str] | None
    published: str | None
    published_from: str | None
    code: str | None
    places: tuple[tuple[str, str], ...]
    place_columns: Mapping[str, str | None]
    forms: Mapping[str, str | None]
    specimen: bool
    path: str
    sha256: str
    size: int
    format: str
    url: str | None
    publisher: str | None
    retrieved: str | None
    evidence: tuple[Evidence, ...]
    notices: tuple[Notice, ...]
    finding_keys: tuple[str, ...]

    @property
    def address(self) -> str:
        """The id under which this version is reached."""
        return address_of(self.id, self.standing, self.sha256)


@dataclass(frozen=True, slots=True)
class FactsRow:
    """The part of a ReportRow by which reports are filtered, counted, grouped and ordered."""

    version: int
    id: str
    agency_normal: str
    name_in_report: str
    level: str
    kind: str
    scope: str
    year: int
    published: str | None
    places: tuple[tuple[str, str], ...]
    forms: Mapping[str, str | None]
    finding_keys: tuple[str, ...]
    agency: str
    code: str | None
    specimen: bool


@dataclass(frozen=True, slots=True)
class NamesRow:
    """Names that `reports` reports have alike."""

    places: tuple[tuple[str, str], ...]
    agency: str
    agency_normal: str
    name_in_report: str
    reports: int


@dataclass(frozen=True, slots=True)
class PassageRow:
    """One passage of a version; `n` counts from 1 in reading order.

    `corrected` signs an aspect that a person set.
    """

    version: int
    n: int
    slot: str
    aspect: str
    zero_statement: bool
    boilerplate: bool
    topics: tuple[str, ...]
    text: str
    locator: Locator
    corrected: Signed | None = None

    @property
    def id(self) -> str:
        """The passage's name inside its report."""
        return f"p{self.n}"


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One section of a version; `passages` are the `n` of its passages."""

    slot: str
    number: str | None
    title: str
    depth: int
    spans: tuple[Span, ...] | None
    passages: tuple[int, ...]


# -- JSON --------------------------------------------------------------------------------------


def locator_json(locator: Locator | None) -> dict[str, Any] | None:
    """A locator as DESIGN 5 writes it: `spans`, and page, table, row, col where known."""
    if locator is None:
        return None
    data: dict[str, Any] = {"spans": [list(span) for span in locator.spans]}
    if locator.page is not None:
        data["page"] = locator.page
    if locator.table is not None:
        data["table"] = locator.table
    if locator.row is not None:
        data["row"] = locator.row
    if locator.col is not None:
        data["col"] = locator.col
    return data


def locator_of(data: Mapping[str, Any] | None) -> Locator | None:
    """The inverse of `locator_json`."""
    if data is None:
        return None
    spans = tuple((int(start), int(end)) for start, end in data["spans"])
    return Locator(
        spans, **{name: data[name] for name in ("page", "table", "row", "col") if name in data}
    )


def evidence_json(evidence: Evidence) -> dict[str, Any]:
    """One ground, with its place where it has one."""
    data: dict[str, Any] = {"source": evidence.source, "quote": evidence.quote}
    if evidence.figure is not None:
        data["figure"] = evidence.figure
    if evidence.report is not None:
        data["report"] = evidence.report
    if evidence.locator is not None:
        data["locator"] = locator_json(evidence.locator)
    return data


def evidence_of(data: Mapping[str, Any]) -> Evidence:
    """The inverse of `evidence_json`."""
    return Evidence(
        data["source"],
        data["quote"],
        locator_of(data.get("locator")),
        data.get("figure"),
        data.get("report"),
    )


def notice_json(notice: Notice) -> dict[str, Any]:
    """One notice."""
    data: dict[str, Any] = {"code": notice.code, "message": notice.message}
    if notice.locator is not None:
        data["locator"] = locator_json(notice.locator)
    return data


def notice_of(data: Mapping[str, Any]) -> Notice:
    """The inverse of `notice_json`."""
    return Notice(data["code"], data["message"], locator_of(data.get("locator")))


def given_json(given: Given) -> dict[str, Any]:
    """What came with a file, corrections of it included; what was not told is left out."""
    told = {name: value for name, value in asdict(given).items() if value is not None}
    if given.corrected:
        told["corrected"] = {k: v for k, v in told["corrected"].items() if v is not None}
    return told


def given_of(data: Mapping[str, Any]) -> Given:
    """The inverse of `given_json`."""
    corrected = data.get("corrected")
    kept = {**data, "corrected": CorrectedIdentity(**_scoped(corrected)) if corrected else None}
    return Given(**_scoped(kept))


def _scoped(data: Mapping[str, Any]) -> dict[str, Any]:
    scope = data.get("scope")
    return {**data, "scope": Scope(scope) if scope else None}


def micro(value: Decimal | None) -> int | None:
    """The value in units of 10⁻⁶, exactly, or None where that does not fit 64 bits."""
    if value is None:
        return None
    scaled = value.scaleb(PLACES, EXACT)
    exact = -INT64 <= scaled < INT64 and scaled == scaled.to_integral_value()
    return int(scaled) if exact else None


def figure_columns(figure: Figure) -> dict[str, Any]:
    """A figure as the figures table keeps it."""
    return {
        "key": figure.key,
        "status": figure.status.value,
        "value": None if figure.value is None else format(figure.value, "f"),
        "micro": micro(figure.value),
        "unit": figure.unit,
        "raw": figure.raw,
        "locator": locator_json(figure.locator),
    }


def figure_of(row: Any, corrected: Signed | None = None) -> Figure:
    """The inverse of `figure_columns`; `corrected` signs what a person set."""
    return Figure(
        key=row.key,
        value=None if row.value is None else Decimal(row.value),
        status=Status(row.status),
        unit=row.unit,
        raw=row.raw,
        locator=locator_of(row.locator),
        corrected=corrected,
    )


def finding_columns(finding: Finding) -> dict[str, Any]:
    """A finding as the findings table keeps it."""
    return {
        "check": finding.check,
        "severity": finding.severity.value,
        "origin": finding.origin.value,
        "message": finding.message,
        "message_en": finding.message_en,
        "evidence": [evidence_json(evidence) for evidence in finding.evidence],
    }


def finding_of(row: Any) -> Finding:
    """The inverse of `finding_columns`."""
    return Finding(
        check=row.check,
        severity=Severity(row.severity),
        origin=Origin(row.origin),
        message=row.message,
        message_en=row.message_en,
        evidence=tuple(evidence_of(item) for item in row.evidence),
    )
