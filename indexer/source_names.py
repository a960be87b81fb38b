"""By which name a source is known.

In a home of one's own that is its absolute path. A catalog that several machines share has the same
folder under different paths, so there it is the path from the folder that was given: of
`indexer add /data/山东` the file `/data/山东/2020/x.html` is `山东/2020/x.html` everywhere.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path, PurePath

from indexer.files import named
from indexer.home import Home

# PostgreSQL finds a source by its whole name, and bounds what it finds by at 2,704 bytes.
_MOST_BYTES = 1_000

Naming = Callable[[str], str]


def naming(home: Home, given: Sequence[Path]) -> Naming:
    """How the absolute path of a file, or of what is inside one, becomes the name of a source.

    `given` are the files and folders that a person named; of a file it is its folder that counts.
    """
    if not home.shared:
        return _as_text
    roots = [(str(named(path)), path.is_dir()) for path in given]

    def name(path: str) -> str:
        path = os.path.normpath(path)
        for root, is_folder in roots:
            if path == root or path.startswith(root.rstrip(os.sep) + os.sep):
                above = PurePath(root).parent
                return _bounded(PurePath(path).relative_to(above if is_folder else above.parent))
        return _bounded(PurePath(path))

    return name


def _as_text(path: str) -> str:
    """With bytes that are no text written out: no database keeps them, and two files stay two."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _bounded(path: PurePath) -> str:
    name = _as_text(path.as_posix())
    if len(name.encode()) <= _MOST_BYTES:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:16]
    beginning = name.encode()[: _MOST_BYTES - len(digest) - 1].decode("utf-8", "ignore")
    return f"{beginning}~{digest}"


def below(home: Home, paths: Sequence[Path]) -> Callable[[str], bool]:
    """Whether a source is one of these files, or in one of these folders.

    In a shared catalog a path may also be written as the catalog names it. A folder that is there
    no more is told only so: by its last names it may be another machine's.
    """
    separator = "/" if home.shared else os.sep
    name = naming(home, paths)
    wanted = {name(str(named(path))) for path in paths}
    folders = wanted
    if home.shared:
        listed = {path.as_posix().rstrip("/") for path in paths if not path.is_absolute()}
        folders = {name(str(named(path))) for path in paths if path.exists()} | listed
        wanted |= listed
    beginnings = tuple(path.rstrip(separator) + separator for path in folders)
    return lambda known: known in wanted or known.startswith(beginnings)
