"""What became of one file that was to be added."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class OutcomeStatus(StrEnum):
    """What became of one file."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    OTHER_VERSION = "other_version"
    REMOVED = "removed"
    NOT_A_REPORT = "not_a_report"
    UNIDENTIFIED = "unidentified"
    UNREADABLE = "unreadable"
    UNSUPPORTED = "unsupported"
    SPECIMEN = "specimen"


FAILED = frozenset(
    {
        OutcomeStatus.NOT_A_REPORT,
        OutcomeStatus.UNIDENTIFIED,
        OutcomeStatus.UNREADABLE,
        OutcomeStatus.UNSUPPORTED,
        OutcomeStatus.SPECIMEN,
    }
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file, why, and what to do about it.

    `seconds` is how long reading took and `format` what it was read as, where it was read now.
    """

    path: str
    status: OutcomeStatus
    report: str | None = None
    code: str = ""
    message: str = ""
    next_step: str = ""
    seconds: float | None = field(default=None, compare=False)
    format: str = field(default="", compare=False)

    @property
    def failed(self) -> bool:
        """Whether the file gave no report."""
        return self.status in FAILED
