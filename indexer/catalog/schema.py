"""The catalog's tables.

A version of a report never changes: re-reading a file makes a new one, and sections, passages,
figures and findings belong to a version. `versions.standing` says which of them is searched.

What persons set right stands in `corrections`, of which nothing changes but that it was undone.
`overlays` is what follows from it for a version; it can always be computed anew.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    text,
)

SCHEMA_VERSION = 2

CURRENT = "current"  # searched under its report id
OTHER = "other"  # a second source of the same report, reachable as id~sha8
GONE = "gone"  # replaced or removed; kept until the next rebuild

METADATA = MetaData()

STATE = Table(
    "state",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("schema", Integer, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("home", String(32), nullable=False),
)

SOURCES = Table(
    "sources",
    METADATA,
    Column("path", Text, primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("reading", String(64), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("code", String(40), nullable=False),
    Column("message", Text, nullable=False),
    Column("next_step", Text, nullable=False),
    Column("version", Integer),
)

VERSIONS = Table(
    "versions",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("report", String(64), nullable=False),
    Column("standing", String(8), nullable=False),
    Column("since", Integer, nullable=False),
    Column("until", Integer),
    Column("path", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("format", String(16), nullable=False),
    Column("title", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("agency_normal", Text, nullable=False),
    Column("name_in_report", Text, nullable=False),
    Column("level", String(16), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("scope", String(12), nullable=False),
    Column("year", Integer, nullable=False),
    Column("period", JSON),
    Column("published", String(10)),
    Column("published_from", String(16)),
    Column("code", String(12)),
    Column("places", JSON, nullable=False),
    Column("place_columns", JSON, nullable=False),
    Column("url", Text),
    Column("publisher", Text),
    Column("retrieved", String(32)),
    Column("specimen", Boolean, nullable=False),
    Column("given", JSON, nullable=False),
    Column("forms", JSON, nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("notices", JSON, nullable=False),
    Column("finding_keys", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Index("versions_report", "report"),
    Index("versions_standing", "standing", "since"),
    # Lists of reports are chosen, ordered and counted by these alone: no text is read for them.
    Index(
        "versions_listed",
        "standing",
        "year",
        "report",
        "agency_normal",
        "name_in_report",
        "level",
        "kind",
        "scope",
        "code",
    ),
)

SECTIONS = Table(
    "sections",
    METADATA,
    Column("version", ForeignKey("versions.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("slot", String(32), nullable=False),
    Column("number", String(16)),
    Column("title", Text, nullable=False),
    Column("depth", Integer, nullable=False),
    Column("spans", JSON),
    Column("passages", JSON, nullable=False),
)

PASSAGES = Table(
    "passages",
    METADATA,
    Column("version", ForeignKey("versions.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("slot", String(32), nullable=False),
    Column("aspect", String(16), nullable=False),
    Column("zero_statement", Boolean, nullable=False),
    Column("boilerplate", Boolean, nullable=False),
    Column("topics", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("locator", JSON, nullable=False),
)

FIGURES = Table(
    "figures",
    METADATA,
    Column("version", ForeignKey("versions.id"), primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("status", String(16), nullable=False),
    Column("value", Text),
    Column("micro", BigInteger),
    Column("unit", String(16)),
    Column("raw", Text),
    Column("locator", JSON),
    # Conditions on figures are answered from these two alone.
    Index("figures_met", "key", "micro", "status", "version"),
    Index(
        "figures_unfit",
        "key",
        "micro",
        "version",
        "value",
        sqlite_where=text("micro IS NULL AND value IS NOT NULL"),
        postgresql_where=text("micro IS NULL AND value IS NOT NULL"),
    ),
)


def _findings(name: str) -> Table:
    return Table(
        name,
        METADATA,
        Column("version", ForeignKey("versions.id"), primary_key=True),
        Column("n", Integer, primary_key=True),
        Column("check", String(32), nullable=False),
        Column("severity", String(8), nullable=False),
        Column("origin", String(12), nullable=False),
        Column("message", Text, nullable=False),
        Column("message_en", Text, nullable=False),
        Column("evidence", JSON, nullable=False),
        # Findings are counted and looked for by these alone.
        Index(f"{name}_kinds", "version", "check", "severity", "origin"),
    )


FINDINGS = _findings("findings")

CORRECTIONS = Table(
    "corrections",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(8), nullable=False),
    Column("report", String(64), nullable=False),
    Column("path", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("key", Text, nullable=False),
    Column("n", Integer, nullable=False),
    Column("value", Text),
    Column("shown", Text, nullable=False),
    Column("was", JSON),
    Column("by", Text, nullable=False),
    Column("when", String(32), nullable=False),
    Column("why", Text, nullable=False),
    Column("undone", String(32)),
    Column("undone_by", Text),
    Index("corrections_report", "report"),
    Index("corrections_sha256", "sha256"),
)

OVERLAYS = Table(
    "overlays",
    METADATA,
    Column("version", ForeignKey("versions.id"), primary_key=True),
    Column("data", JSON, nullable=False),
)

# What a version says beside other reports. Unlike its parts it follows what else is in the catalog.
CROSS_FINDINGS = _findings("cross_findings")

PARTS = (SECTIONS, PASSAGES, FIGURES, FINDINGS)
