"""Failures for `--json`, which lists all of them: kept on the disk where there are many."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from tempfile import SpooledTemporaryFile
from typing import TextIO

from indexer.ingest.telling import Summary
from indexer.outcome import Outcome

_IN_MEMORY = 1 << 20


class Spool:
    """Holds failures until they are printed."""

    def __init__(self, file: SpooledTemporaryFile[str]) -> None:
        self._file = file

    def add(self, outcome: Outcome) -> None:
        """Keep a failure; every other outcome is passed over."""
        if outcome.failed:
            json.dump(asdict(outcome), self._file, ensure_ascii=True)
            self._file.write("\n")

    def write(self, summary: Summary, out: TextIO) -> None:
        """Print the summary as JSON, the failures one by one."""
        out.write('{"counts": ' + json.dumps(summary.counts) + ',\n "failures": [')
        separator = "\n  "
        for line in self._lines():
            out.write(separator + json.dumps(json.loads(line), ensure_ascii=False))
            separator = ",\n  "
        out.write("]}\n")

    def _lines(self) -> Iterator[str]:
        self._file.seek(0)
        for line in self._file:
            yield line.rstrip("\n")


@contextmanager
def spooled() -> Iterator[Spool]:
    """A spool for as long as the block lasts."""
    with SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="") as file:
        yield Spool(file)
