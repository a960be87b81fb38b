"""`--dry-run`: what would become of the files. Nothing is kept, and no home is needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from indexer.catalog.read import Catalog
from indexer.catalog.sources import Ranked, standing
from indexer.divisions import load_divisions
from indexer.home import Home
from indexer.ingest.add import Choices, Gathered, some_gathered
from indexer.ingest.batches import AHEAD, keep, keep_one
from indexer.ingest.begin import begin, in_order
from indexer.ingest.existing import existing
from indexer.ingest.telling import BEFORE_ANY, Step, Stopped, Summary, Tally, Telling
from indexer.model import Report
from indexer.outcome import Outcome, OutcomeStatus
from indexer.reading.readers import Readers, workers_for
from indexer.reidentify import IdentityCorrections


class Judge:
    """Says what a catalog would make of each report, after those that came before it."""

    def __init__(self, catalog: Catalog | None) -> None:
        self._catalog = catalog
        self._stands: dict[str, Ranked] = {}
        self._real = False
        self._cleared = False

    def known(self, path: str, sha256: str, reading: str) -> Outcome | None:
        """What became of the source when it was last read, if it was these bytes, read so."""
        return None if self._catalog is None else self._catalog.known(path, sha256, reading)

    def holds(self, *, specimen: bool) -> bool:
        """Whether specimens, or reports that are none, are searched."""
        if not specimen:
            return self._real or (self._catalog is not None and self._catalog.holds(specimen=False))
        if self._cleared or self._catalog is None:
            return False
        return self._catalog.holds(specimen=True)

    def clear_specimens(self) -> None:
        """Forget that there were specimens."""
        self._cleared = True

    def put(self, report: Report, codes: Mapping[str, str], reading: str) -> Outcome:
        """What would become of a report."""
        source, published = report.source, report.identity.published
        self._real |= not source.given.specimen
        one = (published.date if published else "", source.sha256, source.path)
        other = self._stands.get(report.id) or self._kept(report.id, source.path)
        if other is not None and standing([one, other]) is other:
            return Outcome(source.path, OutcomeStatus.OTHER_VERSION, report.id)
        self._stands[report.id] = one
        known = self._catalog is not None and self._catalog.gives_report(source.path)
        status = OutcomeStatus.REPLACED if known else OutcomeStatus.ADDED
        return Outcome(source.path, status, report.id)

    def refuse(self, outcome: Outcome, sha256: str, reading: str) -> None:
        """Nothing is remembered."""

    def _kept(self, report: str, path: str) -> Ranked | None:
        """The source that stands beside the one at `path`."""
        if self._catalog is None:
            return None
        rows = [*self._catalog.find(id=report), *self._catalog.other_versions(report)]
        others = [(row.published or "", row.sha256, row.path) for row in rows if row.path != path]
        return standing(others) if others else None


def dry_run_files(home: Home, paths: Sequence[Path], choices: Choices, telling: Telling) -> Summary:
    """Read files and folders, and tell what would become of them. Raises as `add_files`."""
    try:
        all_of_it = some_gathered(home, paths, choices, telling)
    except Stopped:
        return BEFORE_ANY
    return dry_run(home, all_of_it, choices, telling)


def dry_run(home: Home, all_of_it: Gathered, choices: Choices, telling: Telling) -> Summary:
    """Read all of it, and tell what would become of it."""
    metadata = all_of_it.metadata
    divisions = load_divisions(metadata.divisions)
    tally = Tally(all_of_it.total)
    telling.doing(Step.KEEPING)
    jobs = choices.jobs or workers_for(all_of_it.total)
    with ExitStack() as stack:
        catalog = stack.enter_context(existing(home))
        readers = stack.enter_context(Readers(metadata.divisions, jobs))
        judge = Judge(catalog)
        identities = IdentityCorrections(catalog.identity_corrections() if catalog else ())
        begun = (
            begin(item, judge.known, readers, identities, telling.stop) for item in all_of_it.items
        )

        @contextmanager
        def batch() -> Iterator[Judge]:
            yield judge

        for _ in keep(
            in_order(begun, AHEAD),
            batch,
            partial(keep_one, divisions=divisions, keep_specimens=choices.keep_specimens),
            tally,
            telling,
            fail_fast=choices.fail_fast,
        ):
            if catalog:
                catalog.refresh()
    return tally.summary()
