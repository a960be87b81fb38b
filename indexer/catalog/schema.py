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
    Table,
    text,
)

from indexer.catalog.kinds import Words

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
    Column("home", Words, nullable=False),
)

SOURCES = Table(
    "sources",
    METADATA,
    Column("path", Words, primary_key=True),
    Column("sha256", Words, nullable=False),
    Column("reading", Words, nullable=False),
    Column("outcome", Words, nullable=False),
    Column("code", Words, nullable=False),
    Column("message", Words, nullable=False),
    Column("next_step", Words, nullable=False),
    Column("version", Integer),
)

VERSIONS = Table(
    "versions",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("report", Words, nullable=False),
    Column("standing", Words, nullable=False),
    Column("since", Integer, nullable=False),
    Column("until", Integer),
    Column("path", Words, nullable=False),
    Column("sha256", Words, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("format", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("agency", Words, nullable=False),
    Column("agency_normal", Words, nullable=False),
    Column("name_in_report", Words, nullable=False),
    Column("level", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("scope", Words, nullable=False),
    Column("year", Integer, nullable=False),
    Column("period", JSON),
    Column("published", Words),
    Column("published_from", Words),
    Column("code", Words),
    Column("places", JSON, nullable=False),
    Column("place_columns", JSON, nullable=False),
    Column("url", Words),
    Column("publisher", Words),
    Column("retrieved", Words),
    Column("specimen", Boolean, nullable=False),
    Column("given", JSON, nullable=False),
    Column("forms", JSON, nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("notices", JSON, nullable=False),
    Column("finding_keys", JSON, nullable=False),
    Column("text", Words, nullable=False),
    Index("versions_report", "report"),
    Index("versions_standing", "standing", "since"),
    Index("versions_specimens", "specimen", "standing"),
    # Lists of reports are chosen, ordered and counted by these alone: no text is read for them.
    # PostgreSQL bounds what an entry may hold, and a name may be of any length.
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
    ).ddl_if(dialect="sqlite"),
    Index("versions_by_year", "standing", "year", "report").ddl_if(dialect="postgresql"),
)

SECTIONS = Table(
    "sections",
    METADATA,
    Column("version", ForeignKey("versions.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("slot", Words, nullable=False),
    Column("number", Words),
    Column("title", Words, nullable=False),
    Column("depth", Integer, nullable=False),
    Column("spans", JSON),
    Column("passages", JSON, nullable=False),
)

PASSAGES = Table(
    "passages",
    METADATA,
    Column("version", ForeignKey("versions.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("slot", Words, nullable=False),
    Column("aspect", Words, nullable=False),
    Column("zero_statement", Boolean, nullable=False),
    Column("boilerplate", Boolean, nullable=False),
    Column("topics", JSON, nullable=False),
    Column("text", Words, nullable=False),
    Column("locator", JSON, nullable=False),
)

_UNFIT = text("micro IS NULL AND value IS NOT NULL")
FIGURES = Table(
    "figures",
    METADATA,
    Column("version", ForeignKey("versions.id"), primary_key=True),
    Column("key", Words, primary_key=True),
    Column("status", Words, nullable=False),
    Column("value", Words),
    Column("micro", BigInteger),
    Column("unit", Words),
    Column("raw", Words),
    Column("locator", JSON),
    # Conditions on figures are answered from these two alone.
    Index("figures_met", "key", "micro", "status", "version"),
    Index(
        "figures_unfit",
        "key",
        "micro",
        "version",
        "value",
        sqlite_where=_UNFIT,
    ).ddl_if(dialect="sqlite"),
    Index("figures_unfit_versions", "key", "version", postgresql_where=_UNFIT).ddl_if(
        dialect="postgresql"
    ),
    sqlite_with_rowid=False,  # small rows, and many: their key is kept once
)


def _findings(name: str) -> Table:
    return Table(
        name,
        METADATA,
        Column("version", ForeignKey("versions.id"), primary_key=True),
        Column("n", Integer, primary_key=True),
        Column("check", Words, nullable=False),
        Column("severity", Words, nullable=False),
        Column("origin", Words, nullable=False),
        Column("message", Words, nullable=False),
        Column("message_en", Words, nullable=False),
        Column("evidence", JSON, nullable=False),
        # Findings are counted and looked for by these alone.
        Index(f"{name}_kinds", "version", "check", "severity", "origin"),
    )


FINDINGS = _findings("findings")

CORRECTIONS = Table(
    "corrections",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", Words, nullable=False),
    Column("report", Words, nullable=False),
    Column("path", Words, nullable=False),
    Column("sha256", Words, nullable=False),
    Column("key", Words, nullable=False),
    Column("n", Integer, nullable=False),
    Column("value", Words),
    Column("shown", Words, nullable=False),
    Column("was", JSON),
    Column("by", Words, nullable=False),
    Column("when", Words, nullable=False),
    Column("why", Words, nullable=False),
    Column("undone", Words),
    Column("undone_by", Words),
    Index("corrections_report", "report"),
    Index("corrections_sha256", "sha256"),
    Index("corrections_path", "path"),
)

OVERLAYS = Table(
    "overlays",
    METADATA,
    Column("version", ForeignKey("versions.id"), primary_key=True),
    Column("data", JSON, nullable=False),
)

# What a version says beside other reports. Unlike its parts it follows what else is in the catalog.
CROSS_FINDINGS = _findings("cross_findings")

# The last generation whose leavings were removed: an index that stands before it still holds some.
PRUNED = Table("pruned", METADATA, Column("generation", Integer, primary_key=True))

PARTS = (SECTIONS, PASSAGES, FIGURES, FINDINGS)
