"""What a page's styles say of its elements: hidden, struck out, or not to be told.

Of a page's own style sheets only rules for a class or an id count, and none of print or screens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from lxml import etree


class Seen(Enum):
    """How an element is shown, as far as its styles say."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Styles:
    """Selectors that hide: `.class` and `#id`. Of `unsure` ones other rules say otherwise."""

    hiding: frozenset[str]
    unsure: frozenset[str]


_SPACE = re.compile(r"[ \t\r\n\f]+")
_COMMENT = re.compile(r"/\*(?:.*?\*/|.*)", re.S)
_BRACE = re.compile(r"[{}]")
_NAME = re.compile(r"[.#][\w-]+")
_GONE = re.compile(r"display:none|visibility:hidden")
_UNREAD = re.compile(r"font-size:0(?![.\d]*[1-9])|text-decoration(?:-line)?:[^;]*line-through")
_TOLD = re.compile(r"display:|visibility:|font-size:|text-decoration")
_STRUCK = frozenset({"del", "s", "strike"})
_TEXT_NAMES = "span font b i u em strong ins big small label code td th"
_TEXTS = frozenset(_TEXT_NAMES.split())
"""Elements whose styles count: what may hold a whole report is read, whatever a style says."""


def styles_of(root: etree._Element) -> Styles:
    """The selectors of the page's own style sheets that hide what they select."""
    hiding: set[str] = set()
    others: set[str] = set()
    for sheet in root.iter("style"):
        for selectors, said in _rules(_COMMENT.sub(" ", sheet.text or "")):
            hides = _GONE.search(said) or _UNREAD.search(said)
            for selector in map(str.strip, selectors.split(",")):
                names = _NAME.findall(selector)
                selected = _NAME.findall(selector.split()[-1]) if names else []
                if hides:
                    hiding.update(selected)
                if (hides and len(names) > 1) or (not hides and _TOLD.search(said)):
                    others.update(selected)
    return Styles(frozenset(hiding - others), frozenset(hiding & others))


def is_gone(element: etree._Element) -> bool:
    """Whether the element's own style takes it off the page, with all that stands in it."""
    return bool(_GONE.search(_squeezed(element.get("style") or "")))


def seen(element: etree._Element, styles: Styles) -> Seen:
    """How a stretch of text within a line is shown."""
    if element.tag in _STRUCK:
        return Seen.HIDDEN
    if element.tag not in _TEXTS:
        return Seen.SHOWN
    unread = _UNREAD.search(_squeezed(element.get("style") or ""))
    names = {f".{name}" for name in (element.get("class") or "").split()}
    names.add(f"#{element.get('id')}")
    if not unread and names.isdisjoint(styles.hiding) and names.isdisjoint(styles.unsure):
        return Seen.SHOWN
    sure = names.isdisjoint(styles.unsure) and not any(inner.get("style") for inner in element)
    return Seen.HIDDEN if sure else Seen.UNSURE


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


def _squeezed(style: str) -> str:
    return _SPACE.sub("", style).lower()
