"""The numbers Word prints before a paragraph and keeps nowhere in its text: 一、 （一） 1.

Counted as Word does: per abstract list, a level starts anew below a higher one, and a list with a
start of its own begins there when it is first used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from indexer.readers.docx_numerals import FORMATS
from indexer.readers.docx_package import W
from indexer.readers.package import Part

_VALUE = W + "val"
_MOST = 9_999
_HOLDER = re.compile(r"%([1-9])")
_LONGEST_DESCENT = 20
_CONTENTS = ("toc ", "table of contents")


@dataclass(frozen=True, slots=True)
class Level:
    """`text` holds %1 for the number of level 0, %2 for that of level 1, and so on.

    `legal`: all of them are spelt in digits. `restart`: how many levels stand above it that make
    it start anew; None for all.
    """

    format: str
    text: str
    start: int
    legal: bool = False
    restart: int | None = None


Levels = Mapping[int, Level]


@dataclass(frozen=True, slots=True)
class Numbering:
    """The lists of a document and the styles that belong to them.

    `levels` are each list's own; `abstract` names what lists count together; `starts` are the
    levels at which a list begins anew; `styles` give (list, level); `contents` are the styles of a
    table of contents.
    """

    levels: Mapping[str, Levels]
    abstract: Mapping[str, str]
    starts: Mapping[str, Mapping[int, int]]
    styles: Mapping[str, tuple[str, int]]
    contents: frozenset[str] = frozenset()


@dataclass(slots=True)
class Counters:
    """How far each list has counted."""

    at: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)


def value(element: Part | None, path: str) -> str | None:
    """The w:val at the end of a path of Word elements."""
    found = None if element is None else element.find(_qualified(path))
    return None if found is None else found.get(_VALUE)


@lru_cache(maxsize=64)
def _qualified(path: str) -> str:
    return "/".join(W + name for name in path.split("/"))


def based_on(styles: Mapping[str, Part], name: str) -> Iterator[Part]:
    """The style of this name and those it is based on, the nearest first."""
    for _ in range(_LONGEST_DESCENT):
        entry = styles.get(name)
        if entry is None:
            break
        yield entry
        name = value(entry, "basedOn") or ""


def number(text: str | None, otherwise: int = 0) -> int:
    """A whole number from 0 to 9,999; `otherwise` for what is none."""
    return min(int(text), _MOST) if text and text.isdecimal() and len(text) < 10 else otherwise


def read_numbering(numbering: Part | None, styles: Part | None) -> Numbering:
    """The lists as the two parts define them; either may be absent."""
    abstracts: dict[str, dict[int, Level]] = {}
    owners: dict[str, tuple[str, int]] = {}
    linked: dict[str, str] = {}
    for abstract in () if numbering is None else numbering.iter(W + "abstractNum"):
        key = abstract.get(W + "abstractNumId") or ""
        abstracts[key] = dict(map(_level, abstract.findall(W + "lvl")))
        if link := value(abstract, "numStyleLink"):
            linked[key] = link
        for level in abstract.findall(W + "lvl"):
            if style := value(level, "pStyle"):
                owners[style] = (key, number(level.get(W + "ilvl")))
    items = [] if numbering is None else list(numbering.iter(W + "num"))
    of_list = {item.get(W + "numId") or "": value(item, "abstractNumId") or "" for item in items}
    of_style = dict(_of_styles(styles, of_list, owners))
    for key, style in linked.items():
        target = of_list.get(of_style.get(style, ("", 0))[0], "")
        abstracts[key] = abstracts.get(target) or abstracts[key]
    levels: dict[str, Levels] = {}
    starts: dict[str, dict[int, int]] = {}
    for item in items:
        key = item.get(W + "numId") or ""
        overrides = item.findall(W + "lvlOverride")
        own = dict(_level(level) for each in overrides for level in each.findall(W + "lvl"))
        levels[key] = {**abstracts.get(of_list[key], {}), **own}
        starts[key] = {
            number(each.get(W + "ilvl")): number(start, 1)
            for each in overrides
            if (start := value(each, "startOverride"))
        }
    return Numbering(levels, of_list, starts, of_style, frozenset(_contents(styles)))


def _level(level: Part) -> tuple[int, Level]:
    text = value(level, "lvlText") or ""
    legal = level.find(W + "isLgl") is not None and value(level, "isLgl") not in ("0", "false")
    restart = value(level, "lvlRestart")
    return number(level.get(W + "ilvl")), Level(
        value(level, "numFmt") or "decimal",
        text,
        number(value(level, "start"), 1),
        legal,
        None if restart is None else number(restart),
    )


def _of_styles(
    styles: Part | None, of_list: Mapping[str, str], owners: Mapping[str, tuple[str, int]]
) -> Iterator[tuple[str, tuple[str, int]]]:
    """The list and level of each style: its own, or those of the style it is based on."""
    entries = list(styles.iter(W + "style")) if styles is not None and of_list else []
    by_name = {entry.get(W + "styleId") or "": entry for entry in entries}
    for name in by_name:
        list_key, depth = None, None
        for entry in based_on(by_name, name):
            list_key = list_key or value(entry, "pPr/numPr/numId")
            depth = depth or value(entry, "pPr/numPr/ilvl")
            if list_key:
                break
        if list_key:
            owner, owned = owners.get(name, ("", 0))
            yield name, (list_key, owned if owner == of_list.get(list_key) else number(depth))


def _contents(styles: Part | None) -> Iterator[str]:
    for entry in () if styles is None else styles.iter(W + "style"):
        if (value(entry, "name") or "").lower().startswith(_CONTENTS):
            yield entry.get(W + "styleId") or ""


def label(numbering: Numbering, counters: Counters, paragraph: Part) -> str:
    """What Word prints before this paragraph. Counts it, so ask once, in document order."""
    properties = paragraph.find(W + "pPr")
    if properties is None:
        return ""
    style = numbering.styles.get(value(properties, "pStyle") or "", ("", 0))
    list_key = value(properties, "numPr/numId")
    depth = value(properties, "numPr/ilvl")
    at = number(depth) if depth or list_key is not None else style[1]
    list_key = style[0] if list_key is None else list_key
    levels = numbering.levels.get(list_key, {})
    level = levels.get(at)
    if level is None:
        return ""
    counted = counters.at.setdefault(numbering.abstract.get(list_key, ""), {})
    if list_key not in counters.begun:
        counters.begun.add(list_key)
        for place, start in numbering.starts.get(list_key, {}).items():
            counted[place] = start - 1
    counted[at] = counted.get(at, level.start - 1) + 1
    for below in [place for place in counted if place > at]:
        restart = levels[below].restart if below in levels else None
        if restart is None or at < restart:
            del counted[below]

    def spelt(match: re.Match[str]) -> str:
        of = levels.get(int(match[1]) - 1, level)
        spell = str if level.legal else FORMATS.get(of.format, str)
        return spell(counted.get(int(match[1]) - 1, of.start))

    if level.format in ("bullet", "none"):
        return ""
    text = _HOLDER.sub(spelt, level.text)
    return text + " " if text[-1:].isascii() and text[-1:].isalnum() else text
