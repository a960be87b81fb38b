"""Where the headings stand in a logical paragraph, and what slot each names.

The wording decides, then the style of the numeral; its value never does. A heading may stand alone,
run on into its paragraph, or stand inside a line that holds a whole report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.report.numerals import Numeral, Style, numeral_at, starts_with_numeral
from indexer.report.wording import (
    bare,
    ends_as_title,
    is_row_head,
    is_statutory,
    is_title,
    sub_slot,
    title_length,
    top_slot,
)

_FIVE = frozenset({"problems", "measures", "prior_rectification"})
_STOP = re.compile(r"[。：:]")
_INNER_STOP = re.compile(r"[。；;！？!?]")
_LONGEST_ALONE, _LONGEST_TITLE = 45, 40
# White space and stops up to this many characters may stand between a heading and the next.
_NEAR = 8
_INSIDE = re.compile(r"[一二三四五六七八九十]{1,2}[、．.]|[（(][一二三四五六七八九十]{1,2}[）)]")
_SENTENCE_ENDS = frozenset("。；：:;！？!?”）) \n\u3000")
# A glued table may end in a digit, and what stood in a line of its own may follow a space.
_LINE_ENDS = re.compile(r"[。；：:;！？!?”）)》】\d\s]")
_IN_A_LIST = re.compile(r"[、，,；;和及与]|等|[组构]成|共?[一二三四五六七八九十]个?部分")


@dataclass(frozen=True, slots=True)
class Head:
    """One heading in a paragraph's text: numeral and title are `text[start:end]`.

    `slot` is None where the title names none (it stays in its parent's); `depth` is 0 for the first
    rank, 1 for the second, more for headings without a slot of their own.
    """

    start: int
    end: int
    number: str | None
    title: str
    depth: int
    slot: str | None
    style: Style | None


def family_of(slot: str) -> str:
    """Which list of sub-titles holds inside a part of this slot; "" where none does."""
    if slot in _FIVE:
        return "five"
    return slot if slot in ("overview", "other") else ""


def heads_in(text: str, family: str, following: str | None) -> tuple[Head, ...]:
    """The headings in a paragraph, in order.

    `family` is that of the part the paragraph stands in, `following` the text of the next paragraph
    where one comes next (no table between).
    """
    first = _first(text, family, following)
    found = [first] if first else []
    while True:
        last = found[-1] if found else None
        if last and last.depth == 0 and last.slot:
            family = family_of(last.slot)
        inner = _inside(text, last, family)
        if inner is None:
            return tuple(found)
        found.append(inner)


def _first(text: str, family: str, following: str | None) -> Head | None:
    """The heading a paragraph begins with."""
    numeral = numeral_at(text)
    start = len(text) - len(text.lstrip())
    if numeral is None:
        return _unnumbered(text, start, family)
    if numeral.style is Style.SPOKEN or is_row_head(bare(text[numeral.end : numeral.end + 20])):
        return None
    rest = text[numeral.end :]
    alone = len(text) - start <= _LONGEST_ALONE and not _INNER_STOP.search(rest.rstrip(" 。：:"))
    if alone:
        glued = title_length(rest, closed=True)
        if not (glued and _runs_on(rest[glued:])):
            return _alone(text, numeral, start, family, following)
    return _run_on(text, numeral, start, family)


def _runs_on(tail: str) -> bool:
    """What follows the words of a title is a sentence or a heading of its own, not its rest."""
    said = tail.strip(" 。：:")
    return bool(said) and (starts_with_numeral(said) or tail.rstrip()[-1] in "。；;")


def _alone(
    text: str, numeral: Numeral, start: int, family: str, following: str | None
) -> Head | None:
    style, printed = numeral.style, numeral.printed
    end = len(text.rstrip())
    title = bare(text[numeral.end :])
    slot, depth = _place(title, style, family)
    sentence = text[end - 1] in "。：:；;"
    next_one = numeral_at(following) if following else None
    sibling = next_one is not None and next_one.style is style
    if slot and (is_title(title) or not (sentence or (sibling and style is not Style.PART))):
        return Head(start, end, printed, title, depth, slot, style)
    if slot or sentence or not title:
        return None
    if style is Style.PART:
        return Head(start, end, printed, title, 0, None, style)
    if following is None or sibling:
        return None
    return Head(start, end, printed, title, int(style), None, style)


def _run_on(text: str, numeral: Numeral, start: int, family: str) -> Head | None:
    """A heading of first or second rank with its paragraph behind it in the same line."""
    rest = text[numeral.end :]
    stop = _STOP.search(rest, 0, _LONGEST_TITLE)
    length = title_length(rest, closed=True)
    if stop and not (length and rest[length : stop.start()].strip()):
        length = stop.start()
    elif not length and numeral.style is Style.BRACKET:
        length = title_length(rest, closed=False)
    title = bare(rest[:length])
    slot, depth = _place(title, numeral.style, family) if length else (None, 1)
    if numeral.style >= Style.ARABIC and not ends_as_title(title):
        return None
    if slot is None and numeral.style is Style.BRACKET and family == "overview":
        slot = "overview.extra"
    if slot is None:
        return None
    return Head(start, numeral.end + length, numeral.printed, title, depth, slot, numeral.style)


def _unnumbered(text: str, start: int, family: str) -> Head | None:
    """A line of title words alone, or such words with a stop behind them."""
    window = text[start : start + _LONGEST_TITLE]
    stop = _STOP.search(window)
    raw = window[: stop.start()] if stop else window
    title = bare(raw)
    alone = len(text.strip()) <= 30 and not text.strip()[len(raw.strip()) :].strip(" 。：:")
    if not (stop or alone) or len(title) > 24 or not is_title(title) or title == "情况":
        return None
    end = start + len(raw.rstrip()) if not alone else len(text.rstrip())
    sub = sub_slot(family, title)
    if sub and not is_statutory(title):
        return Head(start, end, None, title, 1, sub, None)
    top = top_slot(title)
    if top == "appendix" and len(text.strip()) <= _LONGEST_ALONE:
        return Head(start, len(text.rstrip()), None, bare(text), 0, top, None)
    if top is None or not (alone or family == ""):
        return None
    return Head(start, end, None, title, 0, top, None)


def _inside(text: str, last: Head | None, family: str) -> Head | None:
    """The next heading inside a line, after the last one found in it."""
    for match in _INSIDE.finditer(text, last.end if last else 0):
        numeral = numeral_at(text, match.start())
        if numeral is None:
            continue
        gap = match.start() - last.end if last else _NEAR
        touching = gap < _NEAR and not text[match.start() - gap : match.start()].strip(" 。：:")
        before = text[max(0, match.start() - 1) : match.start()]
        bracket = numeral.style is Style.BRACKET
        if not (touching or (before in _SENTENCE_ENDS if bracket else _LINE_ENDS.match(before))):
            continue
        rest = text[numeral.end : numeral.end + _LONGEST_TITLE * 2]
        length = title_length(rest, closed=True)
        title = bare(rest[:length])
        if bracket:
            stop = _STOP.search(rest, 0, 24)
            if not length and stop and is_title(bare(rest[: stop.start()])):
                length, title = stop.start(), bare(rest[: stop.start()])
            slot = sub_slot(family, title) if length else None
            depth = 1
        else:
            slot = top_slot(title) if length and not is_row_head(title) else None
            depth = 0
        if slot and not _IN_A_LIST.match(rest, length):
            end = numeral.end + length
            return Head(match.start(), end, numeral.printed, title, depth, slot, numeral.style)
    return None


def _place(title: str, style: Style, family: str) -> tuple[str | None, int]:
    """The slot a numbered title names and its rank.

    一、 is of the first rank unless the part it stands in knows the title as one of its own list;
    （一） is of the second; other styles only where the whole title is title words.
    """
    if style is Style.PART:
        return top_slot(title), 0
    sub = sub_slot(family, title)
    if style is Style.BRACKET:
        if sub is None and is_statutory(title):
            return top_slot(title), 0
        return sub, 1
    if sub and is_title(title):
        return sub, 1
    if family == "" and is_title(title):
        return top_slot(title), 0
    return None, int(style)
