"""What the project talks about: frozen values, turned into one another by functions.

Source → Document (indexer.document: blocks in reading order) → Report (the meaning).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from indexer.document import Document, Locator, Notice


class Level(StrEnum):
    """The tier of the agency in the administrative divisions."""

    STATE = "state"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"
    ZONE = "zone"
    VERTICAL = "vertical"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """What sort of agency reports."""

    GOVERNMENT_OFFICE = "government_office"
    GOVERNMENT = "government"
    DEPARTMENT = "department"
    TOWNSHIP = "township"
    SUBDISTRICT = "subdistrict"
    ZONE = "zone"
    VERTICAL = "vertical"
    MINISTRY = "ministry"
    ENTERPRISE = "enterprise"
    PARTY = "party"
    UNKNOWN = "unknown"


class Scope(StrEnum):
    """Whether the figures are the agency's own or sum its departments and lower levels."""

    OWN = "own"
    AGGREGATE = "aggregate"
    UNKNOWN = "unknown"


class Aspect(StrEnum):
    """What a passage does."""

    PROBLEM = "problem"
    MEASURE = "measure"
    RECTIFICATION = "rectification"
    ACCOUNT = "account"
    BASIS = "basis"
    OTHER = "other"


class Status(StrEnum):
    """How far a figure can be trusted; the first and the last four may have a value."""

    REPORTED = "reported"
    BLANK = "blank"
    MISSING = "missing"
    NOT_IN_FORM = "not_in_form"
    AMBIGUOUS = "ambiguous"
    UNREADABLE = "unreadable"
    RECOVERED = "recovered"
    STATED = "stated"
    DERIVED = "derived"
    CORRECTED = "corrected"


class Severity(StrEnum):
    """How much a finding says: the source contradicts itself, look at it, worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Origin(StrEnum):
    """Whose doing a finding seems to be: the report's, the conversion's, or it cannot be told."""

    REPORT = "report"
    CONVERSION = "conversion"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One ground for something that was concluded: where it was read and the words themselves.

    `source` is a short key (title, signature, contact, period, given, corrected, figure …);
    `figure` names a figure key where the ground is a cell; `report` the report it stands in, None
    for the one that is spoken of.
    """

    source: str
    quote: str
    locator: Locator | None = None
    figure: str | None = None
    report: str | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """Who set something right, when (UTC, ISO) and why."""

    by: str
    when: str
    why: str


@dataclass(frozen=True, slots=True)
class Given:
    """Metadata that came with a file; it outranks what is read (DESIGN 5).

    `corrected`: what a person set right afterwards, which outranks both.
    """

    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    retrieved: str | None = None
    agency: str | None = None
    year: int | None = None
    scope: Scope | None = None
    region: str | None = None
    specimen: bool = False
    corrected: CorrectedIdentity | None = None


@dataclass(frozen=True, slots=True)
class CorrectedIdentity:
    """The parts of an identity that a person set right, None where nothing was said; `read_as` is
    the report's id without them."""

    read_as: str
    agency: str | None = None
    year: int | None = None
    scope: Scope | None = None
    region: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its path as the user named it, the hash of its bytes, and what came with it."""

    path: str
    sha256: str
    size: int
    format: str
    given: Given = Given()


@dataclass(frozen=True, slots=True)
class Published:
    """A publication date (ISO) and where it was read: given, corrected, page_head or signature."""

    date: str
    source: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who reports, where it stands in the administrative divisions, and for which year.

    Place names are None below the agency's own level and where they could not be resolved; `code`
    is the division code (2, 4, 6 or 9 digits) of the deepest resolved place, else None.
    """

    agency: str
    name_in_report: str
    level: Level
    kind: Kind
    scope: Scope
    year: int
    period: tuple[str, str] | None = None
    published: Published | None = None
    province: str | None = None
    prefecture: str | None = None
    county: str | None = None
    township: str | None = None
    code: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part. `slot` is canonical; `number` is the numeral as printed, if any.

    `passages` are indices into `Report.passages`; `locator` is the heading's place, None for a
    part without one. `depth` is 0 for 一、, 1 for （一）, and so on.
    """

    slot: str
    number: str | None
    title: str
    depth: int
    locator: Locator | None
    passages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is indexed and shown. `text` is the original characters of the locator."""

    slot: str
    aspect: Aspect
    text: str
    locator: Locator
    topics: tuple[str, ...] = ()
    zero_statement: bool = False
    boilerplate: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """One number in the canonical schema. `value` is None unless the status carries one.

    `corrected` signs a value that a person set; `raw` and `locator` then still tell what was read.
    """

    key: str
    value: Decimal | None
    status: Status
    unit: str | None = None
    raw: str | None = None
    locator: Locator | None = None
    corrected: Signed | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a check fails, in words that claim no more than the evidence shows."""

    check: str
    severity: Severity
    origin: Origin
    message: str
    message_en: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The meaning of one file."""

    id: str
    title: str
    source: Source
    identity: Identity
    forms: Mapping[str, str | None]
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    figures: Mapping[str, Figure]
    findings: tuple[Finding, ...]
    notices: tuple[Notice, ...]
    document: Document = field(repr=False)
