"""The bytes of one file → its report, in whatever process this runs."""

from __future__ import annotations

import hashlib

from indexer.divisions import Divisions
from indexer.document import Refusal
from indexer.model import Given, Report, Source
from indexer.readers.read import read
from indexer.reading.ends import refusal
from indexer.report.build import build

Read = Report | Refusal


def report_of(path: str, data: bytes, given: Given, divisions: Divisions) -> Read:
    """One file's report, or why there is none."""
    document = read(data, path)
    if isinstance(document, Refusal):
        return document
    digest = hashlib.sha256(data).hexdigest()
    source = Source(path, digest, len(data), document.format, given)
    return build(document, source, divisions)


def report_or_fault(path: str, data: bytes, given: Given, divisions: Divisions) -> Read:
    """The same, with a fault of ours told as a refusal: one file never ends the reading of all.

    Raises MemoryError: what is left of a process that has no more memory cannot be trusted.
    """
    try:
        return report_of(path, data, given, divisions)
    except MemoryError:
        raise
    except Exception as error:
        return refusal("internal_error", f"{type(error).__name__}: {error}"[:200])
