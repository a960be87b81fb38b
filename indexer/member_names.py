"""The names of an archive's members as they were meant, and as they can be shown."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

_UTF8 = 0x800
_LONGEST = 200
"""Characters of a name shown; nothing is ever written under it."""
_LONGEST_PATH = 1_000
_SEPARATORS = re.compile(r"[/\\]+")
_DRIVE = re.compile(r"\A[A-Za-z]:")
_MEANT_FOR_NOBODY = ("__MACOSX", "Thumbs.db", "desktop.ini")
_NO_CHARACTERS = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})


def shown_names(infos: Sequence[zipfile.ZipInfo]) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """Every member that may be a report, under a name of its own that leads nowhere else.

    Folders, hidden files and what systems leave behind are none. A name taken before is numbered.
    """
    taken: set[str] = set()
    numbers: dict[str, int] = {}  # the last one given, lest equal names be counted anew each
    for info in infos:
        parts = _parts(meant_name(info))
        if info.is_dir() or not parts or _is_hidden(parts):
            continue
        name = meant = "/".join(parts)
        number = numbers.get(meant, 1)
        while name in taken:
            number += 1
            path = PurePosixPath(*parts)
            name = str(path.with_name(f"{path.stem}~{number}{path.suffix}"))
        numbers[meant] = number
        taken.add(name)
        yield name, info


def meant_name(info: zipfile.ZipInfo) -> str:
    """The name as its writer spelt it.

    Without the flag for UTF-8 the bytes may be that none the less (as macOS writes them) or
    GB18030 (as Windows in Chinese does); what is neither is code page 437, as the format says.
    """
    name = info.orig_filename.partition("\0")[0]
    if info.flag_bits & _UTF8 or name.isascii():
        return name
    data = name.encode("cp437")
    for encoding in ("utf-8", "gb18030"):
        try:
            meant = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(unicodedata.category(char) in _NO_CHARACTERS for char in meant):
            return meant
    return name


def _parts(name: str) -> list[str]:
    """The folders and the name, without what leads up, to the root or to another drive."""
    parts = _SEPARATORS.split(_DRIVE.sub("", name))
    cleaned = ("".join(map(_shown, part)).strip()[:_LONGEST] for part in parts)
    parts = [part for part in cleaned if part not in ("", ".", "..")]
    return parts if sum(map(len, parts)) < _LONGEST_PATH else parts[-1:]


def _shown(char: str) -> str:
    return "_" if unicodedata.category(char) in _NO_CHARACTERS else char


def _is_hidden(parts: Sequence[str]) -> bool:
    return any(part.startswith((".", "~$")) or part in _MEANT_FOR_NOBODY for part in parts)
