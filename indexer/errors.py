"""Every exception the project raises. Each says what is wrong and what to do next.

Bad material (a file, a query, a cell) is never an exception: it is an Outcome, a Notice or a
Finding. These are the faults after which a command cannot go on.
"""

from __future__ import annotations


class GongkaiError(Exception):
    """Root of all. `message` says what is wrong, `next_step` what the user can do about it."""

    exit_code = 3

    def __init__(self, message: str, next_step: str) -> None:
        super().__init__(message, next_step)
        self.message = message
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.message} {self.next_step}"


class NoHome(GongkaiError):
    """There is no home where one was looked for, and none can be made from specimens."""


class HomeBusy(GongkaiError):
    """Another process is writing to the home; it is named in the message."""


class TooManySearches(GongkaiError):
    """Other searches held every reader of a home until the time of this one was over."""


class HomeClosed(GongkaiError):
    """The home was closed by the program that searches it."""


class HomeNotWritable(GongkaiError):
    """The home's folder or files cannot be written."""


class CatalogUnusable(GongkaiError):
    """The catalog cannot be opened, or was written by a newer release."""


class IndexUnusable(GongkaiError):
    """The search index is absent, damaged, foreign or ahead of the catalog."""


class EngineMissing(GongkaiError):
    """The engine that is asked for, or that the index was made by, is not installed."""


class DriverMissing(GongkaiError):
    """What speaks to the catalog's database is not installed."""


class PortTaken(GongkaiError):
    """The service cannot listen where it was told to."""


class WrongUsage(GongkaiError):
    """An option or argument has a value that means nothing."""

    exit_code = 2


class TooMuch(GongkaiError):
    """More is asked for than can be answered in the time that it may take."""

    exit_code = 2


class NoSuchReport(GongkaiError):
    """No report answers the name that was given."""

    exit_code = 1


class NoSuchSection(GongkaiError):
    """A report has no section of the slot that was named."""

    exit_code = 1


class SeveralReports(GongkaiError):
    """More than one report answers the name; they are listed in the message."""

    exit_code = 2


class NoReader(GongkaiError):
    """The process in which files are read cannot be started."""
