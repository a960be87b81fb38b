"""What was read → what is kept: some files are one transaction, told once it is on the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Protocol

from indexer.divisions import Divisions
from indexer.document import Refusal
from indexer.ingest.begin import Begun, outcome_of
from indexer.ingest.telling import Stopped, Tally, Telling
from indexer.model import Report
from indexer.outcome import Outcome, OutcomeStatus
from indexer.readers.refusals import PASSING

# A batch is what a kill may cost: files begun to be read and not yet kept.
BATCH = 200
AHEAD = 64
_AT_ONCE = BATCH - AHEAD  # files of a transaction
_BYTES_AT_ONCE = 64 << 20  # what was read of them is held until it is kept
# What may go well the next time is not remembered of a file.
_NOT_KEPT = PASSING | {"internal_error", "reader_died", "garbled", "timed_out", "scan", "specimen"}


class Keeping(Protocol):
    """Where what was read is kept, or only judged."""

    def known(self, path: str, sha256: str, reading: str) -> Outcome | None:
        """What became of the source when it was last read, if it was these bytes, read so."""
        ...

    def holds(self, *, specimen: bool) -> bool:
        """Whether specimens, or reports that are none, are searched."""
        ...

    def clear_specimens(self) -> None:
        """Forget every specimen."""
        ...

    def put(self, report: Report, codes: Mapping[str, str], reading: str) -> Outcome:
        """Keep a report."""
        ...

    def refuse(self, outcome: Outcome, sha256: str, reading: str) -> None:
        """Remember that a file gives no report."""
        ...


def place_codes(report: Report, divisions: Divisions) -> dict[str, str]:
    """The division codes of the identity's places, by name."""
    code = report.identity.code
    return {place.name: place.code for place in divisions.ancestors(code)} if code else {}


def keep_one(
    writing: Keeping, begun: Begun, divisions: Divisions, keep_specimens: bool
) -> tuple[Outcome, bool]:
    """Keep one file. Also tells whether the specimens were cleared for it."""
    item, digest, reading = begun.item, begun.digest, begun.reading
    before = writing.known(item.path, digest, reading)
    if before is not None:
        return (before if before.failed else Outcome(item.path, OutcomeStatus.UNCHANGED)), False
    report, seconds = begun.read()
    unwanted = item.given.specimen and not keep_specimens
    if isinstance(report, Report) and unwanted and writing.holds(specimen=False):
        report = Refusal(
            "specimen", "这是虚构的样例，未加入真实报告之中。", "确要加入请用 --keep-specimens。"
        )
    if isinstance(report, Refusal):
        outcome = replace(outcome_of(item.path, report), seconds=seconds)
        if report.code not in _NOT_KEPT:
            writing.refuse(outcome, digest, reading)
        return outcome, False
    clears = not (item.given.specimen or keep_specimens) and writing.holds(specimen=True)
    if clears:
        writing.clear_specimens()
    outcome = writing.put(report, place_codes(report, divisions), reading)
    return replace(outcome, seconds=seconds, format=report.source.format), clears


def keep(
    ordered: Iterator[Begun | Outcome],
    batch: Callable[[], AbstractContextManager[Keeping]],
    one: Callable[[Keeping, Begun], tuple[Outcome, bool]],
    tally: Tally,
    telling: Telling,
    *,
    fail_fast: bool,
) -> Iterator[None]:
    """Keep all files, some at a time; yields after each commit. Ends early where it is to stop."""
    more = True
    while more:
        here, more = _arrived(ordered, tally, telling, fail_fast=fail_fast)
        if not here:
            break
        outcomes: list[Outcome] = []
        with batch() as writing:
            for begun in here:
                try:
                    outcome, clears = (
                        (begun, False) if isinstance(begun, Outcome) else one(writing, begun)
                    )
                except Stopped:
                    tally.interrupted = True
                    more = False
                    break
                outcomes.append(outcome)
                tally.cleared |= clears
                tally.failed += outcome.failed
                if fail_fast and outcome.failed:
                    more = False
                    break
        for outcome in outcomes:
            tally.keep(outcome)
            telling.outcome(outcome)
        yield


def _arrived(
    ordered: Iterator[Begun | Outcome], tally: Tally, telling: Telling, *, fail_fast: bool
) -> tuple[list[Begun | Outcome], bool]:
    """The files of the next transaction, and whether others may follow.

    They are waited for before it begins: while one writes, nobody else can.
    """
    here: list[Begun | Outcome] = []
    size = 0
    while len(here) < _AT_ONCE and size < _BYTES_AT_ONCE:
        if telling.stop():
            tally.interrupted = True
            return here, False
        begun = next(ordered, None)
        if begun is None:
            return here, False
        try:
            failed = isinstance(begun, Outcome) or isinstance(begun.arrive(), Refusal)
        except Stopped:
            tally.interrupted = True
            return here, False
        here.append(begun)
        size += begun.size if isinstance(begun, Begun) else 0
        tally.done += 1
        telling.progress(
            tally.progress(begun.item.path if isinstance(begun, Begun) else begun.path)
        )
        if fail_fast and failed:
            return here, False
    return here, True
