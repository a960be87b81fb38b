"""The normal form of text: what is matched, while the original is stored and shown.

Made character by character, so that every piece of a text normalises to a piece of the normal
text: for every substring s of t, `normal(s)` is a substring of `normal(t)`. The literal guarantee
rests on this, and on queries passing the same function.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.document import Span

DATA = Path(__file__).parent / "data"
# Zero-width and bidirectional controls: they print nothing and come with web pages and PDFs.
_INVISIBLE = frozenset("\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff") | frozenset(
    map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xFE00, 0xFE10)))
)
HAN_RANGES = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SPACES = re.compile(r"\s+")
_KEEPS_SPACE = re.compile(rf"[^\W_{HAN_RANGES}]")


def _pairs(name: str) -> dict[str, str]:
    lines = (DATA / name).read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


class _Fold(dict[int, str]):
    """code point → its normal characters, filled as characters are met.

    NFKC, simple lower case, radicals, and traditional → simplified, each of one character and
    repeated until nothing changes, so that folding twice is folding once. `uneven` are the
    characters met so far that do not become one character.
    """

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()
        self._single: dict[str, str] | None = None

    def __missing__(self, code: int) -> str:
        if code < 0x80:
            self[code] = chr(code).lower()
            return self[code]
        if self._single is None:
            self._single = _pairs("radicals.tsv") | _pairs("simplified.tsv")
        before, after = "", chr(code)
        while before != after:
            before = after
            lowered = unicodedata.normalize("NFKC", before).lower()
            after = "".join(self._single.get(char, char) for char in lowered)
        self[code] = "".join(char for char in after if char not in _INVISIBLE)
        if len(self[code]) != 1:
            self.uneven.add(chr(code))
        return self[code]


_FOLD = _Fold()


def fold(text: str) -> str:
    """Each character in its normal form; white space is left as it stands."""
    return text.translate(_FOLD)


def _keeps_space(before: str, after: str) -> bool:
    """White space tells words apart only between letters or digits of scripts that use it."""
    return bool(_KEEPS_SPACE.match(before) and _KEEPS_SPACE.match(after))


def normal(text: str) -> str:
    """The normal form: folded, outer white space off, inner white space one space or nothing.

    A run of white space stays, as one space, only between two letters or digits that are not Han;
    touching a Han character or punctuation of any width it vanishes, for such white space is
    layout.

    >>> normal("本年 度 受理 ＡＢＣ  １２ 件（ 見 附表 ）")
    '本年度受理abc 12件(见附表)'
    """
    folded = fold(text).strip()
    return _SPACES.sub(
        lambda run: " " if _keeps_space(folded[run.start() - 1], folded[run.end()]) else "", folded
    )


@dataclass(frozen=True, slots=True)
class Normal:
    """A normal text that knows where each of its characters came from.

    `origins[i]` is the place in the original of the character that gave `text[i]`.
    """

    text: str
    origins: Sequence[int]

    def original(self, span: Span) -> Span:
        """The shortest span of the original whose normal form covers this span of `text`."""
        start, end = span
        if start >= end:
            place = self.origins[start] if start < len(self.origins) else 0
            return place, place
        return self.origins[start], self.origins[end - 1] + 1


def normal_with_origins(text: str) -> Normal:
    """`normal(text)` with the offset map that leads back to `text`."""
    folded = fold(text)
    if not _FOLD.uneven.isdisjoint(text):
        return _char_by_char(text)
    kept: list[str] = []
    origins: list[int] = []
    place = 0
    runs = list(_SPACES.finditer(folded))
    if not runs:
        return Normal(folded, range(len(folded)))
    for run in runs:
        start, end = run.span()
        kept.append(folded[place:start])
        origins.extend(range(place, start))
        if start > 0 and end < len(folded) and _keeps_space(folded[start - 1], folded[end]):
            kept.append(" ")
            origins.append(start)
        place = end
    kept.append(folded[place:])
    origins.extend(range(place, len(folded)))
    return Normal("".join(kept), tuple(origins))


def _char_by_char(text: str) -> Normal:
    """The same for a text in which some characters become none or several."""
    chars: list[str] = []
    origins: list[int] = []
    pending = -1
    for place, char in enumerate(text):
        for piece in _FOLD[ord(char)]:
            if piece.isspace():
                pending = place if pending < 0 else pending
                continue
            if pending >= 0:
                if chars and _keeps_space(chars[-1], piece):
                    chars.append(" ")
                    origins.append(pending)
                pending = -1
            chars.append(piece)
            origins.append(place)
    return Normal("".join(chars), tuple(origins))


def occurrences(needle: str, text: str) -> list[Span]:
    """Every place of `needle` in `text`, left to right, not overlapping."""
    if not needle:
        return []
    spans = []
    start = text.find(needle)
    while start >= 0:
        spans.append((start, start + len(needle)))
        start = text.find(needle, start + len(needle))
    return spans
