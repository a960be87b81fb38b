"""The numbers Word prints before a paragraph and keeps nowhere in its text: 一、 （一） 1.

Counted as Word does: per abstract list, a level starts anew below a higher one, and a list with a
start of its own begins there when it is first used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from indexer.readers.docx_package import W
from indexer.readers.package import Part

_MOST = 9_999
_DIGITS = "零一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_HOLDER = re.compile(r"%([1-9])")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _counted(digits: str, units: str) -> Callable[[int], str]:
    def spell(number: int) -> str:
        """10 → 十, 11 → 十一, 101 → 一百零一, below ten thousand."""
        spelt = ""
        for power in range(3, -1, -1):
            digit = number // 10**power % 10
            if digit:
                spelt += digits[digit] + (units[power - 1] if power else "")
            elif spelt and not spelt.endswith(digits[0]):
                spelt += digits[0]
        spelt = spelt.rstrip(digits[0]) or digits[0]
        return spelt[1:] if 10 <= number < 20 and units[0] == "十" else spelt

    return spell


def _roman(number: int) -> str:
    spelt = ""
    for value, letters in _ROMAN:
        spelt += letters * (number // value) if number <= 400 else ""
        number %= value
    return spelt


def _from(first: str, most: int) -> Callable[[int], str]:
    return lambda number: chr(ord(first) + number - 1) if 1 <= number <= most else str(number)


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else str(number)


_CHINESE = _counted(_DIGITS, "十百千")
_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _CHINESE,
    "chineseCountingThousand": _CHINESE,
    "japaneseCounting": _CHINESE,
    "taiwaneseCounting": _CHINESE,
    "taiwaneseCountingThousand": _CHINESE,
    "ideographDigital": lambda number: "".join("〇一二三四五六七八九"[int(d)] for d in str(number)),
    "chineseLegalSimplified": _counted(_FORMAL, "拾佰仟"),
    "ideographTraditional": _one_of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _one_of("子丑寅卯辰巳午未申酉戌亥"),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
    "decimalFullWidth": lambda number: "".join(chr(0xFF10 + int(d)) for d in str(number)),
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": _from("a", 26),
    "upperLetter": _from("A", 26),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "bullet": lambda number: "",
    "none": lambda number: "",
}


@dataclass(frozen=True, slots=True)
class Level:
    """`text` holds %1 for the number of level 0, %2 for that of level 1, and so on."""

    format: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Numbering:
    """The lists of a document and the styles that belong to them.

    `starts` are the levels at which a list begins anew; `styles` give (list, level).
    """

    levels: Mapping[str, Mapping[int, Level]]
    lists: Mapping[str, str]
    starts: Mapping[str, Mapping[int, int]]
    styles: Mapping[str, tuple[str, int]]


@dataclass(slots=True)
class Counters:
    """How far each list has counted."""

    at: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)


def value(element: Part | None, path: str) -> str | None:
    """The w:val at the end of a path of Word elements."""
    found = (
        None if element is None else element.find("/".join(W + name for name in path.split("/")))
    )
    return None if found is None else found.get(W + "val")


def number(text: str | None, otherwise: int = 0) -> int:
    """A whole number from 0 to 9,999; `otherwise` for what is none."""
    return min(int(text), _MOST) if text and text.isdecimal() and len(text) < 10 else otherwise


def read_numbering(numbering: Part | None, styles: Part | None) -> Numbering:
    """The lists as the two parts define them; either may be absent."""
    levels: dict[str, dict[int, Level]] = {}
    lists: dict[str, str] = {}
    starts: dict[str, dict[int, int]] = {}
    of_style: dict[str, tuple[str, int]] = {}
    owners: dict[str, tuple[str, int]] = {}
    linked: dict[str, str] = {}
    for abstract in () if numbering is None else numbering.iter(W + "abstractNum"):
        key = abstract.get(W + "abstractNumId") or ""
        if link := value(abstract, "numStyleLink"):
            linked[key] = link
        levels[key] = {}
        for level in abstract.findall(W + "lvl"):
            depth = number(level.get(W + "ilvl"))
            levels[key][depth] = _level(level)
            if style := value(level, "pStyle"):
                owners[style] = (key, depth)
    for item in () if numbering is None else numbering.iter(W + "num"):
        key = item.get(W + "numId") or ""
        lists[key] = value(item, "abstractNumId") or ""
        for override in item.findall(W + "lvlOverride"):
            if start := value(override, "startOverride"):
                starts.setdefault(key, {})[number(override.get(W + "ilvl"))] = number(start, 1)
    for entry in () if styles is None else styles.iter(W + "style"):
        name = entry.get(W + "styleId") or ""
        if list_key := value(entry, "pPr/numPr/numId"):
            abstract_key, depth = owners.get(name, ("", 0))
            if abstract_key != lists.get(list_key):
                depth = number(value(entry, "pPr/numPr/ilvl"))
            of_style[name] = (list_key, depth)
    for key, style in linked.items():
        target = lists.get(of_style.get(style, ("", 0))[0], "")
        levels[key] = levels.get(target) or levels[key]
    return Numbering(levels, lists, starts, of_style)


def label(numbering: Numbering, counters: Counters, paragraph: Part) -> str:
    """What Word prints before this paragraph. Counts it, so ask once, in document order."""
    properties = paragraph.find(W + "pPr")
    list_key = value(properties, "numPr/numId")
    depth = number(value(properties, "numPr/ilvl"))
    if list_key is None:
        list_key, depth = numbering.styles.get(value(properties, "pStyle") or "", ("", 0))
    abstract = numbering.lists.get(list_key, "")
    levels = numbering.levels.get(abstract, {})
    level = levels.get(depth)
    if level is None:
        return ""
    counted = counters.at.setdefault(abstract, {})
    if list_key not in counters.begun:
        counters.begun.add(list_key)
        for at, start in numbering.starts.get(list_key, {}).items():
            counted[at] = start - 1
    counted[depth] = counted.get(depth, level.start - 1) + 1
    for below in [at for at in counted if at > depth]:
        del counted[below]

    def spelt(match: re.Match[str]) -> str:
        of = levels.get(int(match[1]) - 1, level)
        return _FORMATS.get(of.format, str)(counted.get(int(match[1]) - 1, of.start))

    if level.format in ("bullet", "none"):
        return ""
    text = _HOLDER.sub(spelt, level.text)
    return text + " " if text[-1:].isascii() and text[-1:].isalnum() else text


def _level(level: Part) -> Level:
    start = number(value(level, "start"), 1)
    return Level(value(level, "numFmt") or "decimal", value(level, "lvlText") or "", start)
