"""What became of a text: the characters that stayed, went and came.

Chinese has no spaces to compare by, and single characters match by chance. So a stretch that stayed
counts only where it is long beside the changes around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

ChangeKind = Literal["same", "removed", "added"]
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*%?|[A-Za-z]+|\s+|.", re.DOTALL)
_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]|[^。！？；\n]+")
_SHORT = 2
# Pairs of characters. Beyond, sentences are compared, not characters: a fraction of a second.
MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of characters and what became of it."""

    kind: ChangeKind
    text: str


@dataclass(frozen=True, slots=True)
class _Step:
    """A stretch of the one text and what stands in its place in the other."""

    old: str
    new: str

    @property
    def stayed(self) -> bool:
        return self.old == self.new


def difference(before: str, after: str, most: int = MOST) -> tuple[Change, ...]:
    """How the one text becomes the other: what is not added is the one, not removed the other.

    >>> [(one.kind, one.text) for one in difference("新收申请12件。", "新收申请9件。")]
    [('same', '新收申请'), ('removed', '12'), ('added', '9'), ('same', '件。')]
    """
    cut = _TOKEN if len(before) * len(after) <= most else _SENTENCE
    return tuple(_told(_steps(cut.findall(before), cut.findall(after))))


def _steps(before: Sequence[str], after: Sequence[str]) -> list[_Step]:
    found = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [_Step("".join(before[a:b]), "".join(after[c:d])) for _, a, b, c, d in found]


def _told(steps: Sequence[_Step]) -> Iterator[Change]:
    """Neighbouring changes as one: what went, then what came."""
    removed, added = "", ""
    for place, step in enumerate(steps):
        if step.stayed and not _by_chance(steps, place):
            yield from _changed(removed, added)
            removed = added = ""
            yield Change("same", step.old)
        else:
            removed += step.old
            added += step.new
    yield from _changed(removed, added)


def _by_chance(steps: Sequence[_Step], place: int) -> bool:
    """Whether a stretch that stayed is short and stands between two longer changes."""
    size = len(steps[place].old)
    if not 0 < place < len(steps) - 1 or size > _SHORT:
        return False
    beside = (steps[place - 1], steps[place + 1])
    return all(max(len(step.old), len(step.new)) > size for step in beside)


def _changed(removed: str, added: str) -> Iterator[Change]:
    if removed:
        yield Change("removed", removed)
    if added:
        yield Change("added", added)
