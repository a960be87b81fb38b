"""What a live index is: its folder, the generation it holds, and a seal over its files.

A whoosh index is made of pickles, and opening one runs what is in it. So the manifest carries an
HMAC over the names, sizes and hashes of those files, with a key in the user's own state folder.
A seal that does not fit means a foreign index: it is never opened, but built anew.
Replacing the manifest by one rename is the switch from one state of the index to the next.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from platformdirs import user_state_path

from indexer.errors import IndexUnusable
from indexer.home import sync_folder

INDEX_FORMAT = 1
NAME = "manifest.json"
_KEY_BYTES = 32
_REBUILD = "请运行 indexer rebuild。"


@dataclass(frozen=True, slots=True)
class Manifest:
    """One state of an index. `files` are (name, size, sha256) of what is sealed, in `folder`."""

    format: int
    engine: str
    analyzer: int
    home: str
    generation: int
    folder: str
    toc: int
    texts_size: int
    texts_count: int
    files: tuple[tuple[str, int, str], ...]

    @property
    def state(self) -> str:
        """Its name among all states of this index, also of one generation."""
        return f"{self.engine} {self.generation} {self.folder} {self.toc}"


def _key() -> bytes:
    """The user's own sealing key, made at first use and readable by nobody else."""
    path = user_state_path("gongkai-search", ensure_exists=True) / "seal.key"
    if not path.exists():
        _make_key(path)
    key = path.read_bytes()
    if len(key) != _KEY_BYTES:
        raise IndexUnusable(f"{path} 不完整 (damaged).", f"请删除 {path} 后运行 indexer rebuild。")
    return key


def _make_key(path: Path) -> None:
    """Whoever makes one at the same time, the first is everybody's, and none is seen half made."""
    handle, name = tempfile.mkstemp(prefix=path.name, dir=path.parent)  # for its user alone
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(_KEY_BYTES))
    try:
        os.link(name, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        Path(name).replace(path)
    Path(name).unlink(missing_ok=True)


def _seal(fields: dict[str, object]) -> str:
    body = json.dumps(fields, sort_keys=True, ensure_ascii=True).encode()
    return hmac.new(_key(), body, hashlib.sha256).hexdigest()


def fingerprint(
    folder: Path, names: Iterable[str], sealed: Iterable[tuple[str, int, str]] = ()
) -> tuple[tuple[str, int, str], ...]:
    """Name, size and sha256 of files of a folder, by name.

    A file that is sealed already keeps what was written of it then: no file changes once it is
    sealed, and one that did is told by `check_files` and not sealed anew.
    """
    known = {name: (name, size, digest) for name, size, digest in sealed}
    found = []
    for name in sorted(names):
        if name in known:
            found.append(known[name])
            continue
        with (folder / name).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            found.append((name, file.tell(), digest))
    return tuple(found)


def write(index: Path, manifest: Manifest) -> None:
    """Switch the index to this state, for good once this returns."""
    fields: dict[str, object] = asdict(manifest)
    text = json.dumps({**fields, "seal": _seal(fields)}, ensure_ascii=False, indent=1)
    beside = index / f"{NAME}.{os.getpid()}"
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(index / NAME)
    sync_folder(index)


def read(index: Path) -> Manifest:
    """The live state of an index, its seal checked but not yet its files.

    Raises IndexUnusable where there is none, or none that was written here.
    """
    path = index / NAME
    try:
        fields = json.loads(path.read_text("utf-8"))
        seal = fields.pop("seal")
        genuine = hmac.compare_digest(str(seal), _seal(fields))
        if fields["format"] != INDEX_FORMAT:
            raise ValueError(f"format {fields['format']}")
        fields["files"] = tuple((name, size, digest) for name, size, digest in fields["files"])
        manifest = Manifest(**fields)
    except FileNotFoundError as error:
        raise IndexUnusable(f"{index} 里没有索引 (no index).", _REBUILD) from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexUnusable(f"{path}: {error}.", _REBUILD) from error
    if not genuine:
        raise IndexUnusable(
            f"{index} 不是本机本用户建立的索引 (written elsewhere; never opened).",
            _REBUILD,
        )
    return manifest


def check_files(index: Path, manifest: Manifest) -> None:
    """Raises IndexUnusable where a sealed file is not the one that was sealed."""
    folder = index / manifest.folder
    try:
        genuine = fingerprint(folder, [name for name, _, _ in manifest.files]) == manifest.files
    except OSError as error:
        raise IndexUnusable(f"{error}.", _REBUILD) from error
    if not genuine:
        raise IndexUnusable(f"{folder} 被改动过 (altered).", _REBUILD)
