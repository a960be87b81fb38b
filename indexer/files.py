"""What is to be read: the files that paths mean, each with the metadata that belongs to it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.archives import archive_of, member_bytes, members_of
from indexer.document import Refusal
from indexer.errors import WrongUsage
from indexer.metadata import SOURCES_TOML, Metadata
from indexer.metadata_beside import SUFFIX, given_beside
from indexer.model import Given
from indexer.opening import bytes_of
from indexer.untold import untold

_BESIDE = frozenset({SOURCES_TOML, "README.md", "divisions.csv"})


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to read: a file, a member of an archive, or a text that stood in the metadata."""

    path: str
    file: Path | None
    text: str
    given: Given
    refusal: Refusal | None = None

    def data(self) -> bytes | Refusal:
        """Its bytes, or why it cannot be read."""
        if self.refusal is not None:
            return self.refusal
        if self.file is None:
            return self.text.encode()
        if archive := archive_of(self.file):
            return member_bytes(archive, self.file)
        return bytes_of(self.file)


def named(path: Path) -> Path:
    """The file or folder that a path on the command line means, under one name.

    Of a link to a file that is what it leads to; `..` is in no name.
    """
    if path.is_symlink() and not path.is_dir():
        return Path(os.path.realpath(path))
    whole = path.absolute()
    if ".." not in whole.parts:
        return whole
    short = Path(os.path.normpath(whole))
    return short if _same(short, whole) else Path(os.path.realpath(whole))


def _same(short: Path, whole: Path) -> bool:
    """Not where `..` came after a link."""
    try:
        return short.samefile(whole)
    except OSError:
        return not whole.exists()


def files_of(
    paths: Sequence[Path],
    check: Callable[[], None] = untold,
    idle: Callable[[Path], None] = untold,
) -> list[Path]:
    """The files that are meant: those named, and all in the folders named, but hidden ones.

    An archive of reports stands for its members, whose paths begin with its own. Symbolic links
    inside folders are not followed. They, and a folder that cannot be listed, stand for themselves
    as what is no file does, so that reading it tells why. Raises WrongUsage where a path does not
    exist.

    `check` is called before each folder and each file, and what it raises ends it; `idle` with each
    archive that has metadata in it, which is not used.
    """
    found: dict[Path, None] = {}

    def unlisted(error: OSError) -> None:
        found[Path(error.filename)] = None

    for path in paths:
        if path.is_dir():
            for folder, folders, names in os.walk(named(path), onerror=unlisted):
                check()
                folders[:] = sorted(name for name in folders if not name.startswith("."))
                links = [name for name in folders if Path(folder, name).is_symlink()]
                for name in sorted([*names, *links]):
                    if not (name.startswith(".") or name in _BESIDE):
                        found[Path(folder, name)] = None
        elif path.exists():
            found[named(path)] = None
        else:
            raise WrongUsage(f"{path} 不存在 (no such file or folder).", "请检查路径。")
    meant: list[Path] = []
    for file in found:
        check()
        if file.name.endswith(SUFFIX):
            continue
        members = members_of(file)
        if any(path.name == SOURCES_TOML or path.name.endswith(SUFFIX) for path in members):
            idle(file)
        meant += _meant(members) if members else (file,)
    return meant


def _meant(members: Iterable[Path]) -> Iterator[Path]:
    """Those that are no metadata."""
    return (path for path in members if not (path.name in _BESIDE or path.name.endswith(SUFFIX)))


def items_of(files: Iterable[Path], metadata: Metadata) -> Iterator[Item]:
    """What is to be read, files first, each with what was given for it."""
    for file in files:
        given = given_beside(file, metadata.by_path.get(Path(os.path.realpath(file)), Given()))
        if isinstance(given, Refusal):
            yield Item(str(file), file, "", Given(), given)
        else:
            yield Item(str(file), file, "", given)
    for inline in metadata.inline:
        yield Item(inline.path, None, inline.text, inline.given)
