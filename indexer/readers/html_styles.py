"""What a page's styles say of its elements: hidden, struck out, or not to be told.

Of a page's own style sheets only rules for a class or an id count, and none of print or screens.

In a table `display: none` takes a cell or row away, so that the next one moves up, and `visibility`
leaves its place blank. So browsers do it; both leave the columns alone that `col` speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import chain, takewhile

from lxml import etree

from indexer.readers.grid import LONGEST_CELL


class Seen(Enum):
    """How an element is shown, as far as its styles say.

    GONE: it takes no place. UNPLACED: perhaps so, so that the next ones may stand in its place.
    """

    SHOWN = "shown"
    HIDDEN = "hidden"
    UNSURE = "unsure"
    GONE = "gone"
    UNPLACED = "unplaced"


@dataclass(frozen=True, slots=True)
class Styles:
    """Selectors that hide: `.class` and `#id`. Of `unsure` ones other rules say otherwise.

    `gone` and `unplaced` ones, which may begin with a tag, have `display: none`: surely, or where
    more is asked than they say.
    """

    hiding: frozenset[str]
    unsure: frozenset[str]
    gone: frozenset[str]
    unplaced: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Own:
    """What an element's own style says."""

    no_place: bool
    unseen: bool
    unread: bool
    displayed: bool


_SPACE = re.compile(r"[ \t\r\n\f]+")
_COMMENT = re.compile(r"/\*(?:.*?\*/|.*)", re.S)
_BRACE = re.compile(r"[{}]")
_NAME = re.compile(r"[.#][\w-]+")
_COMBINED = re.compile(r"[\s>+~]+")
_TAG = re.compile(r"[a-z][\w-]*", re.I)
_PLAIN = re.compile(r"[\w-]*[.#][\w-]+")
_MADE = re.compile(r":(?:before|after|first-)", re.I)  # what a rule adds to an element
_NO_PLACE = re.compile(r"display:none")
_UNSEEN = re.compile(r"visibility:(?:hidden|collapse)")
_UNREAD = re.compile(r"font-size:0(?![.\d]*[1-9])|text-decoration(?:-line)?:[^;]*line-through")
_TOLD = re.compile(r"display:|visibility:|font-size:|text-decoration")
_STRUCK = frozenset({"del", "s", "strike"})
_TEXT_NAMES = "span font b i u em strong ins big small label code"
_PLACED = frozenset({"td", "th", "tr"})
_TEXTS = _PLACED.union(_TEXT_NAMES.split())
"""Elements whose styles count: what may hold a whole report is read, whatever a style says."""


def styles_of(root: etree._Element) -> Styles:
    """The selectors of the page's own style sheets that hide what they select."""
    hiding: set[str] = set()
    others: set[str] = set()
    gone: set[str] = set()
    placed: set[str] = set()
    for sheet in root.iter("style"):
        for selectors, said in _rules(_COMMENT.sub(" ", sheet.text or "")):
            hides = any(pattern.search(said) for pattern in (_NO_PLACE, _UNSEEN, _UNREAD))
            for selector in map(str.strip, selectors.split(",")):
                names = _NAME.findall(selector)
                if not names or _MADE.search(selector):
                    continue
                last = _COMBINED.split(selector)[-1]
                selected = _NAME.findall(last)
                tag = _TAG.match(last)
                tagged = [f"{tag[0].lower() if tag else ''}{name}" for name in selected]
                if _NO_PLACE.search(said):
                    gone.update(tagged)
                    if last != selector or len(names) > 1 or not _PLAIN.fullmatch(last):
                        placed.update(tagged)
                elif "display:" in said:
                    placed.update(tagged)
                if hides:
                    hiding.update(selected)
                if (hides and len(names) > 1) or (not hides and _TOLD.search(said)):
                    others.update(selected)
    return Styles(
        frozenset(hiding - others),
        frozenset(hiding & others),
        frozenset(gone - placed),
        frozenset(gone & placed),
    )


def is_gone(element: etree._Element, *, placed: bool) -> bool:
    """Whether the element's own style takes it off the page, with all that stands in it.

    `placed`: a part of a table, which only `display` takes away.
    """
    own = _own(element.get("style") or "")
    return own.no_place or (own.unseen and not placed)


def is_blank(cell: etree._Element) -> bool:
    """Whether its own style, its row's or its rows' keeps the place and shows nothing there."""
    within = takewhile(lambda each: each.tag != "table", chain((cell,), cell.iterancestors()))
    return any(_own(each.get("style") or "").unseen for each in within)


def seen(element: etree._Element, styles: Styles) -> Seen:
    """How a stretch of text within a line, a cell or a row of a table is shown."""
    if element.tag in _STRUCK:
        return Seen.HIDDEN
    if element.tag not in _TEXTS:
        return Seen.SHOWN
    own = _own(element.get("style") or "")
    names = {f".{name}" for name in (element.get("class") or "").split()}
    if key := element.get("id"):
        names.add(f"#{key}")
    if names and element.tag in _PLACED:
        tagged = names.union(f"{element.tag}{name}" for name in names)
        if not tagged.isdisjoint(styles.unplaced):
            return Seen.UNPLACED
        if not tagged.isdisjoint(styles.gone):
            sure = not own.displayed and _is_short(element)
            return Seen.GONE if sure else Seen.UNPLACED
    if not own.unread and names.isdisjoint(styles.hiding) and names.isdisjoint(styles.unsure):
        return Seen.SHOWN
    sure = names.isdisjoint(styles.unsure) and not any(inner.get("style") for inner in element)
    return Seen.HIDDEN if sure else Seen.UNSURE


def _is_short(element: etree._Element) -> bool:
    """What is longer may be the report, in a table that lays out the page."""
    return sum(len(text.strip()) for text in element.itertext()) <= LONGEST_CELL


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations, those within other blocks left out."""
    depth = start = 0
    selectors = ""
    for brace in _BRACE.finditer(sheet):
        between = sheet[start : brace.start()] if depth < 2 else ""
        if brace[0] == "{":
            if depth == 0:
                selectors = between
            depth += 1
        else:
            depth = max(depth - 1, 0)
            if depth == 0 and "@" not in selectors:
                yield selectors, _squeezed(between)
        start = brace.end()


@lru_cache(maxsize=256)
def _own(style: str) -> _Own:
    """A page says the same of most of its cells."""
    said = _squeezed(style)
    return _Own(
        no_place=bool(_NO_PLACE.search(said)),
        unseen=bool(_UNSEEN.search(said)),
        unread=bool(_UNREAD.search(said)),
        displayed="display:" in said,
    )


def _squeezed(style: str) -> str:
    return _SPACE.sub("", style).lower()
