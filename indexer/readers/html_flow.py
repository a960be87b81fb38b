"""Text as the walk over a page meets it → lines, and whether all of a line is a link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from indexer.readers.limits import TEXT_LINES
from indexer.readers.pieces import Aside, Line, Piece
from indexer.readers.refusals import Refused

_SPACE = re.compile(r"[ \t\r\n\f]+")
_SPACES = re.compile(r" {2,}")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
# What stands between and beside the links of a menu: strokes, arrows, bullets, dates.
_BESIDE_LINKS = re.compile(r"[\s\d|｜/／\\>＞»›→·•●■◆*\-—–_:：.,，、()（）\[\]【】年月日]*")
_ATTACHED = re.compile(r"附件|附表|附：|.{0,80}\.(?:docx?|wps|pdf|ofd|xlsx?|zip|rar)\W*\Z", re.I)
_PROSE_END = tuple("。；！？")
_LONGEST_LINK, _MENU = 60, 3


@dataclass(slots=True)
class Flow:
    """What one cell, table or page has given so far."""

    pieces: list[Piece] = field(default_factory=list)
    buffer: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)

    def add(self, text: str, linked: bool) -> None:
        """Text of the line that is being written."""
        self.buffer.append(text)
        if not linked:
            self.plain.append(text)

    def end_line(self) -> None:
        """Turns what is buffered into lines."""
        if self.buffer:
            plain = "".join(self.plain)
            for part in "".join(self.buffer).split("\n"):
                if line := _SPACES.sub(" ", part).strip():
                    self.pieces.append(Line(line, _is_link(line, plain)))
            self.buffer.clear()
            self.plain.clear()
        if len(self.pieces) > TEXT_LINES:
            raise Refused("too_complex", f"网页超过 {TEXT_LINES} 行")


def _is_link(line: str, plain: str) -> bool:
    if len(plain) > _LONGEST_LINK or len(line) > _LONGEST_LINK or line.endswith(_PROSE_END):
        return False
    between = bool(_BESIDE_LINKS.fullmatch(plain))
    return between and not _BESIDE_LINKS.fullmatch(line) and not _ATTACHED.match(line)


def without_menus(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Three or more lines of links one under another are a menu, and no lines of the report."""
    run: list[Line] = []
    for piece in pieces:
        if isinstance(piece, Line) and piece.linked:
            run.append(piece)
            continue
        yield from _run(run)
        run = []
        yield piece
    yield from _run(run)


def _run(run: list[Line]) -> Iterator[Piece]:
    return (Aside(line.text) if len(run) >= _MENU else line for line in run)


def one_space(text: str) -> str:
    """Runs of white space as a browser shows them."""
    return _SPACE.sub(_space, text)


def _space(run: re.Match[str]) -> str:
    """One space; nothing where the source only broke its line between two wide characters."""
    text, start, end = run.string, run.start(), run.end()
    if "\n" in run[0] and start > 0 and end < len(text):
        return "" if _WIDE.match(text[start - 1]) and _WIDE.match(text[end]) else " "
    return " "
