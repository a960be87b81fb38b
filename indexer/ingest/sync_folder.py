"""Making a home hold what folders hold: what is new is added, what left is removed.

A folder that is there and empty, while the home knows files below it, is taken for one that is not
mounted: nothing is done before that is settled.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from indexer.catalog.read import Catalog
from indexer.errors import WrongUsage
from indexer.files import named
from indexer.home import Home
from indexer.ingest.add import Choices, Gathered, gathered, ingest
from indexer.ingest.dry import dry_run
from indexer.ingest.existing import existing
from indexer.ingest.telling import BEFORE_ANY, Stopped, Summary, Telling
from indexer.outcome import Outcome, OutcomeStatus
from indexer.source_names import naming

_NOT_MOUNTED = "若确已清空，请加 --allow-empty；若是磁盘没有挂上，请挂上后再试。"


@dataclass(frozen=True, slots=True)
class _Seen:
    """The sources that the folders hold now, and those that may hold more than could be seen.

    Such are a folder that cannot be listed, a link, and an archive that is damaged or too large.
    """

    paths: set[str]
    closed: set[str]

    def note(self, outcome: Outcome) -> None:
        """Remember a source that was told of."""
        self.paths.add(outcome.path)
        if outcome.failed:
            self.closed.add(outcome.path)

    def left(self, known: Iterable[str], folders: Sequence[str]) -> list[str]:
        """The known sources below the folders that are there no more."""
        return [
            path
            for path in known
            if path not in self.paths
            and _below(path, folders)
            and not any(above in self.closed for above in _above(path))
        ]


def _below(path: str, folders: Sequence[str]) -> bool:
    return any(path.startswith(folder.rstrip(os.sep) + os.sep) for folder in folders)


def _above(path: str) -> list[str]:
    return [str(folder) for folder in Path(path).parents]


def sync_folders(
    home: Home,
    folders: Sequence[Path],
    choices: Choices,
    telling: Telling,
    *,
    allow_empty: bool = False,
    dry: bool = False,
) -> Summary:
    """Add what is new in the folders, replace what changed, remove what left them.

    Only sources below the folders are removed, and none where the ingest was broken off. `dry`
    tells what it would do. Raises WrongUsage where a folder is none, cannot be listed, or is
    suspiciously empty, and as `add_files`.
    """
    for folder in folders:
        _require_listed(folder)
    name = naming(home, folders)
    names = [name(str(named(folder))) for folder in folders]
    try:
        all_of_it = gathered(home, folders, choices, telling)
    except Stopped:
        return BEFORE_ANY
    if not allow_empty:
        with existing(home) as catalog:
            _require_mounted(catalog.paths() if catalog else (), names, folders)
    seen = _Seen(set(), set())

    def outcome(told: Outcome) -> None:
        seen.note(told)
        telling.outcome(told)

    noting = replace(telling, outcome=outcome)
    if dry:
        return _dry(home, all_of_it, choices, noting, lambda known: seen.left(known, names))

    def leaving(catalog: Catalog) -> Collection[str]:
        return seen.left(catalog.paths(), names)

    return ingest(home, all_of_it, choices, noting, leaving)


def _dry(
    home: Home,
    all_of_it: Gathered,
    choices: Choices,
    telling: Telling,
    left: Callable[[Iterable[str]], list[str]],
) -> Summary:
    summary = dry_run(home, all_of_it, choices, telling)
    if summary.interrupted or (choices.fail_fast and summary.failed):
        return summary
    with existing(home) as catalog:
        gone = left(catalog.paths()) if catalog else []
    for path in gone:
        telling.outcome(Outcome(path, OutcomeStatus.REMOVED))
    removed = {OutcomeStatus.REMOVED: len(gone)} if gone else {}
    return replace(summary, counts=summary.counts | removed)


def _require_listed(folder: Path) -> None:
    if not folder.is_dir():
        raise WrongUsage(
            f"{folder} 不是文件夹 (not a folder).",
            "sync 只用于文件夹；要移出它的报告，请用 indexer remove。",
        )
    try:
        with os.scandir(folder) as entries:
            next(entries, None)
    except OSError as error:
        raise WrongUsage(
            f"{folder} 无法列出：{error.strerror} (cannot be listed).", "请检查权限或挂载。"
        ) from error


def _require_mounted(known: Sequence[str], names: Sequence[str], folders: Sequence[Path]) -> None:
    """Raises WrongUsage for a folder without files below which the home knows some."""
    held: dict[Path, bool] = {}
    for name, folder in zip(names, folders, strict=True):
        below = name.rstrip(os.sep) + os.sep
        for path in known:
            if not path.startswith(below):
                continue
            place = folder / path.removeprefix(below)
            above = place.parent
            while above != folder and not above.is_dir():
                above = above.parent
            if above not in held:
                held[above] = _holds_files(above)
            if not held[above] and above.is_dir():
                raise WrongUsage(
                    f"{above} 是空的，而库中有其下的文件，如 {path} "
                    "(an empty folder, of which files are known).",
                    _NOT_MOUNTED,
                )


def _holds_files(folder: Path) -> bool:
    """Whether there is any file below. A folder that cannot be listed is not taken for empty."""

    def unlisted(error: OSError) -> None:
        raise error

    try:
        return any(
            not name.startswith(".")
            for _, _, names in os.walk(folder, onerror=unlisted)
            for name in names
        )
    except OSError:
        return True
