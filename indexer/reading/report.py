"""The bytes of one file → its report, in whatever process this runs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from indexer.divisions import Divisions
from indexer.document import Document, Refusal
from indexer.model import Given, Report, Source
from indexer.readers.page import BeginPage
from indexer.readers.read import read, read_pictures
from indexer.reading.ends import refusal
from indexer.report.build import build
from indexer.untold import untold

Read = Report | Refusal


def report_of(path: str, data: bytes, given: Given, divisions: Divisions) -> Read:
    """One file's report, or why there is none."""
    return _built(read(data, path), path, data, given, divisions)


def _built(
    document: Document | Refusal, path: str, data: bytes, given: Given, divisions: Divisions
) -> Read:
    if isinstance(document, Refusal):
        return document
    digest = hashlib.sha256(data).hexdigest()
    source = Source(path, digest, len(data), document.format, given)
    return build(document, source, divisions)


def _read_file(data: bytes, path: str, _: BeginPage) -> Document | Refusal:
    return read(data, path)


def _read_scan(data: bytes, _: str, begin_page: BeginPage) -> Document | Refusal:
    return read_pictures(data, begin_page)


# What reads the files of each kind of bounds.
READERS: dict[str, Callable[[bytes, str, BeginPage], Document | Refusal]] = {
    "file": _read_file,
    "scan": _read_scan,
}


def report_or_fault(
    kind: str,
    path: str,
    data: bytes,
    given: Given,
    divisions: Divisions,
    begin_page: BeginPage = untold,
) -> Read:
    """The same by the reader of a kind of bounds, with a fault of ours told as a refusal.

    One file never ends the reading of all.

    Raises MemoryError: what is left of a process that has no more memory cannot be trusted.
    """
    try:
        return _built(READERS[kind](data, path, begin_page), path, data, given, divisions)
    except MemoryError:
        raise
    except Exception as error:
        return refusal("internal_error", f"{type(error).__name__}: {error}"[:200])
