"""The bytes of one file → its report, in whatever process this runs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from indexer.divisions import Divisions
from indexer.document import Document, Refusal
from indexer.model import Given, Report, Source
from indexer.readers.read import read, read_as
from indexer.reading.ends import refusal
from indexer.report.build import build

Read = Report | Refusal


def report_of(path: str, data: bytes, given: Given, divisions: Divisions) -> Read:
    """One file's report, or why there is none."""
    return _built(read(data, path), path, data, given, divisions)


def report_of_scan(path: str, data: bytes, given: Given, divisions: Divisions) -> Read:
    """The same of pictures of pages, whose characters have to be recognised."""
    return _built(read_as("scan", data), path, data, given, divisions)


def _built(
    document: Document | Refusal, path: str, data: bytes, given: Given, divisions: Divisions
) -> Read:
    if isinstance(document, Refusal):
        return document
    digest = hashlib.sha256(data).hexdigest()
    source = Source(path, digest, len(data), document.format, given)
    return build(document, source, divisions)


# What reads the files of each kind of bounds.
REPORTS: dict[str, Callable[[str, bytes, Given, Divisions], Read]] = {
    "file": report_of,
    "scan": report_of_scan,
}


def report_or_fault(kind: str, path: str, data: bytes, given: Given, divisions: Divisions) -> Read:
    """The same, with a fault of ours told as a refusal: one file never ends the reading of all.

    Raises MemoryError: what is left of a process that has no more memory cannot be trusted.
    """
    try:
        return REPORTS[kind](path, data, given, divisions)
    except MemoryError:
        raise
    except Exception as error:
        return refusal("internal_error", f"{type(error).__name__}: {error}"[:200])
