"""Files → readers → report → catalog → index, one Outcome a file.

A batch of files is one transaction of the catalog and then one state of the index. What a batch
told as done is on the disk; whatever ends the process later takes nothing of it away.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path

from indexer.catalog.read import open_catalog
from indexer.catalog.write import Batch, batch, prune, writable
from indexer.divisions import Divisions, load_divisions
from indexer.document import Refusal
from indexer.errors import WrongUsage
from indexer.home import Home, writer_lock
from indexer.metadata import SOURCES_TOML, Metadata, read_meta, read_sources
from indexer.model import Given, Outcome, OutcomeStatus, Report, Source
from indexer.readers.read import INPUT_LIMIT, read
from indexer.report.build import BUILD_VERSION, build
from indexer.segment import PassageSegmenter
from indexer.stores import sync

_FILES_AT_ONCE = 200
_BESIDE = frozenset({SOURCES_TOML, "README.md", "divisions.csv"})
_OUTCOME_OF = {
    "not_a_report": OutcomeStatus.NOT_A_REPORT,
    "no_year": OutcomeStatus.UNIDENTIFIED,
    "no_agency": OutcomeStatus.UNIDENTIFIED,
    "format_unsupported": OutcomeStatus.UNSUPPORTED,
}

_FAILED = frozenset(
    {
        OutcomeStatus.NOT_A_REPORT,
        OutcomeStatus.UNIDENTIFIED,
        OutcomeStatus.UNREADABLE,
        OutcomeStatus.UNSUPPORTED,
    }
)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an `add` has come."""

    done: int
    total: int
    path: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of the files: how many of each status, and those that gave no report."""

    counts: dict[OutcomeStatus, int]
    failures: tuple[Outcome, ...]
    cleared_specimens: bool

    @property
    def failed(self) -> bool:
        """Whether some files could not be read or gave no report."""
        return bool(self.failures)


Tell = Callable[[Progress], None]


def _silent(_progress: Progress) -> None:
    """For callers who show nothing."""


@dataclass(frozen=True, slots=True)
class _Item:
    """One thing to read: a file, or a text that stood in the metadata."""

    path: str
    file: Path | None
    text: str
    given: Given

    def data(self) -> bytes | Refusal:
        """Its bytes."""
        if self.file is None:
            return self.text.encode()
        try:
            if self.file.stat().st_size > INPUT_LIMIT:
                return Refusal("too_large", "文件过大。", f"上限为 {INPUT_LIMIT >> 20} MB。")
            return self.file.read_bytes()
        except OSError as error:
            return Refusal("unreadable_file", f"文件打不开：{error.strerror}。", "请检查文件权限。")


def files_of(paths: Sequence[Path]) -> list[Path]:
    """The files that are meant: those named, and all in the folders named, but hidden ones.

    Symbolic links inside folders are not followed. Raises WrongUsage where a path does not exist.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            for folder, folders, names in os.walk(path):
                folders[:] = sorted(name for name in folders if not name.startswith("."))
                for name in sorted(names):
                    file = Path(folder, name)
                    if not (name.startswith(".") or name in _BESIDE or file.is_symlink()):
                        found[file.absolute()] = None
        elif path.is_file():
            found[path.absolute()] = None
        else:
            raise WrongUsage(f"{path} 不存在 (no such file or folder).", "请检查路径。")
    return list(found)


def metadata_of(paths: Sequence[Path], meta: Path | None) -> Metadata:
    """What comes with the files: `sources.toml` beside them, and the table given."""
    folders = dict.fromkeys(path if path.is_dir() else path.parent for path in paths)
    found = Metadata()
    for folder in folders:
        found |= read_sources(folder)
    return found | read_meta(meta) if meta else found


def _items(files: Iterable[Path], metadata: Metadata) -> Iterator[_Item]:
    for file in files:
        given = metadata.by_path.get(file.resolve(), Given())
        yield _Item(str(file), file, "", given)
    for inline in metadata.inline:
        yield _Item(inline.path, None, inline.text, inline.given)


def _reading(given: Given) -> str:
    """The rules and the metadata with which a file is read, as a short text to compare."""
    body = json.dumps([BUILD_VERSION, asdict(given)], sort_keys=True)
    return hashlib.sha256(body.encode()).hexdigest()[:16]


def report_of(path: str, data: bytes, given: Given, divisions: Divisions) -> Report | Refusal:
    """One file's report, or why there is none."""
    document = read(data, path)
    if isinstance(document, Refusal):
        return document
    digest = hashlib.sha256(data).hexdigest()
    source = Source(path, digest, len(data), document.format, given)
    return build(document, source, divisions)


def report_of_file(file: Path, metadata: Metadata, divisions: Divisions) -> Report | Refusal:
    """The report of one file with what comes with it; nothing is kept."""
    item = next(_items([file.absolute()], metadata))
    data = item.data()
    if isinstance(data, Refusal):
        return data
    return report_of(item.path, data, item.given, divisions)


def outcome_of(path: str, refusal: Refusal) -> Outcome:
    """A refusal as what became of a file."""
    status = _OUTCOME_OF.get(refusal.code, OutcomeStatus.UNREADABLE)
    return Outcome(path, status, None, refusal.code, refusal.message, refusal.next_step)


def _place_codes(report: Report, divisions: Divisions) -> dict[str, str]:
    code = report.identity.code
    return {place.name: place.code for place in divisions.ancestors(code)} if code else {}


def _add_one(
    writing: Batch, item: _Item, divisions: Divisions, keep_specimens: bool
) -> tuple[Outcome, bool]:
    """Read and keep one file. Also tells whether the specimens were cleared for it."""
    data = item.data()
    if isinstance(data, Refusal):
        return outcome_of(item.path, data), False
    digest, reading = hashlib.sha256(data).hexdigest(), _reading(item.given)
    before = writing.known(item.path, digest, reading)
    if before is not None:
        unchanged = Outcome(item.path, OutcomeStatus.UNCHANGED)
        return (before if before.status in _FAILED else unchanged), False
    report = report_of(item.path, data, item.given, divisions)
    unwanted = item.given.specimen and not keep_specimens
    if isinstance(report, Report) and unwanted and writing.holds(specimen=False):
        report = Refusal(
            "specimen", "这是虚构的样例，未加入真实报告之中。", "确要加入请用 --keep-specimens。"
        )
    if isinstance(report, Refusal):
        outcome = outcome_of(item.path, report)
        writing.refuse(outcome, digest, reading)
        return outcome, False
    clears = not (item.given.specimen or keep_specimens) and writing.holds(specimen=True)
    if clears:
        writing.clear_specimens()
    return writing.put(report, _place_codes(report, divisions), reading), clears


def add(
    home: Home,
    paths: Sequence[Path],
    *,
    meta: Path | None = None,
    keep_specimens: bool = False,
    tell: Tell = _silent,
) -> Summary:
    """Add files and folders to a home, made where there is none.

    Raises WrongUsage for a path or a metadata file that cannot be used, HomeBusy where another
    process writes.
    """
    files = files_of(paths)
    metadata = metadata_of(paths, meta)
    if not files and not metadata.inline:
        raise WrongUsage(
            f"{', '.join(map(str, paths))} 里没有文件 (no files).", "请指定含有年度报告的文件夹。"
        )
    divisions = load_divisions(metadata.divisions)
    items, total = _items(files, metadata), len(files) + len(metadata.inline)
    counts: Counter[OutcomeStatus] = Counter()
    failures: list[Outcome] = []
    cleared = False
    with writer_lock(home):
        engine = writable(home)
        with open_catalog(home) as catalog:
            segmenter = PassageSegmenter()
            with closing(sync.open_store(home, catalog, segmenter)) as store:
                while some := list(islice(items, _FILES_AT_ONCE)):
                    with batch(engine) as writing:
                        for item in some:
                            outcome, clears = _add_one(writing, item, divisions, keep_specimens)
                            cleared |= clears
                            counts[outcome.status] += 1
                            if outcome.status in _FAILED:
                                failures.append(replace(outcome))
                            tell(Progress(sum(counts.values()), total, outcome.path))
                    catalog.refresh()
                    sync.catch_up(store, catalog)
        engine.dispose()
    return Summary(dict(counts), tuple(failures), cleared)


def remove(home: Home, paths: Sequence[Path]) -> list[str]:
    """Forget files, and all files of folders. Returns the paths that were known."""
    wanted = [str(path.absolute()) for path in paths]
    with writer_lock(home), open_catalog(home) as catalog:
        engine = writable(home)
        with batch(engine) as writing:
            gone = [
                known
                for known in writing.paths()
                if any(known == path or known.startswith(path + os.sep) for path in wanted)
            ]
            for path in gone:
                writing.remove(path)
        engine.dispose()
        catalog.refresh()
        with closing(sync.open_store(home, catalog, PassageSegmenter())):
            return gone


def rebuild(home: Home, tell: sync.Progress) -> int:
    """Build the index anew from the catalog, and let go of what is gone. Returns the passages."""
    with writer_lock(home):
        with open_catalog(home) as catalog:
            sync.rebuild(home, catalog, PassageSegmenter(), tell).close()
        engine = writable(home)
        prune(engine)
        engine.dispose()
        with open_catalog(home) as catalog:
            return catalog.counts()["passages"]
