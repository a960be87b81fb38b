"""What a process asked of the disk, from strace, and whether it asked in the right order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CALLS = "fsync,fdatasync,rename,renameat,renameat2,write,pwrite64,ftruncate,openat"
_LINE = re.compile(r"(?P<pid>\d+) +(?P<call>\w+)\((?P<rest>.*)")
_UNFINISHED = " <unfinished ...>"
_RESUMED = re.compile(r"(?P<pid>\d+) +<\.\.\. \w+ resumed>(?P<rest>.*)")
_FD = re.compile(r"^(?:\d+|AT_FDCWD)<(?P<path>[^>]*)>")
_NAMES = re.compile(r'"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True, slots=True)
class Asked:
    """A call: a `write`, a `sync` that is over, a `rename` from `path` to `target`."""

    kind: str
    path: str
    target: str = ""
    text: str = ""


_KINDS = {
    "write": "write",
    "pwrite64": "write",
    "ftruncate": "write",
    "fsync": "sync",
    "fdatasync": "sync",
    "rename": "rename",
    "renameat": "rename",
    "renameat2": "rename",
}


def asked(log: Path) -> Iterator[Asked]:
    """The calls in their order: writes and renames as they begin, syncs as they end."""
    begun: dict[str, tuple[str, str]] = {}
    for line in log.read_text("utf-8", errors="replace").splitlines():
        if resumed := _RESUMED.match(line):
            call, rest = begun.pop(resumed["pid"], ("", ""))
            if _KINDS.get(call) == "sync" and resumed["rest"].rstrip().endswith("= 0"):
                yield from _one(call, rest)
        elif made := _LINE.match(line):
            call, rest = made["call"], made["rest"]
            if rest.endswith(_UNFINISHED):
                rest = rest.removesuffix(_UNFINISHED)
                begun[made["pid"]] = call, rest
                if _KINDS.get(call) == "sync":
                    continue
            elif _KINDS.get(call) == "sync" and not rest.endswith("= 0"):
                continue
            yield from _one(call, rest)


def _one(call: str, rest: str) -> Iterator[Asked]:
    kind = _KINDS.get(call)
    if kind == "rename":
        source, target = _NAMES.findall(rest)[:2]
        yield Asked(kind, source, target)
    elif kind and (file := _FD.match(rest)):
        text = _NAMES.findall(rest)
        yield Asked(kind, file["path"], text=text[0] if text else "")
