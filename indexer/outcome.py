"""What became of one file that was to be added."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class OutcomeStatus(StrEnum):
    """What became of one file."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    OTHER_VERSION = "other_version"
    NOT_A_REPORT = "not_a_report"
    UNIDENTIFIED = "unidentified"
    UNREADABLE = "unreadable"
    UNSUPPORTED = "unsupported"
    SPECIMEN = "specimen"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file, why, and what to do about it."""

    path: str
    status: OutcomeStatus
    report: str | None = None
    code: str = ""
    message: str = ""
    next_step: str = ""
