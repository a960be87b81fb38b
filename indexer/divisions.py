"""The administrative divisions: which places have a name, what lies above a place, names in a text.

A code is its parent's code with digits added: a province has 2, a prefecture 4, a county 6, a
township 9. The lists are data/divisions (vintage and licence in ORIGIN.md there); names are
compared in normal form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from indexer.document import Span
from indexer.errors import WrongUsage
from indexer.model import Level
from indexer.text import DATA, fold, normal

_LISTS = ("provinces.csv", "prefectures.csv", "counties.csv", "townships.csv")
_LEVELS = {2: Level.PROVINCE, 4: Level.PREFECTURE, 6: Level.COUNTY, 9: Level.TOWNSHIP}
_WIDTHS = (2, 4, 6, 9)
# Rows that only carry a code. A county that has its prefecture's name (东莞市) is one, too.
_NO_PLACES = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
# Names of the lists that are words of every report: a place only behind the names above it.
_COMMON = frozenset((DATA / "divisions" / "words.txt").read_text("utf-8").split())
_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇"
    "|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|德昂|保安|裕固|独龙|各"
)
_AUTONOMOUS = re.compile(
    rf"(?:(?:{_PEOPLES})族|蒙古|哈萨克|柯尔克孜|塔吉克)+(自治(?:州|县|旗)|乡|镇)$"
)
_SUFFIXES: dict[Level, tuple[str, ...]] = {
    Level.PROVINCE: (
        "壮族自治区",
        "回族自治区",
        "维吾尔自治区",
        "特别行政区",
        "自治区",
        "省",
        "市",
    ),
    Level.PREFECTURE: ("自治州", "地区", "市", "州", "盟"),
    Level.COUNTY: ("自治县", "自治旗", "林区", "特区", "市", "县", "区", "旗"),
    Level.TOWNSHIP: ("街道办事处", "地区办事处", "办事处", "街道", "地区", "镇", "乡", "苏木"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """One division, with the name of the list."""

    code: str
    name: str
    level: Level


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of the lists in a normal text, and the codes of all places that have it."""

    start: int
    end: int
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Divisions:
    """The lists, indexed. Made by `load_divisions`.

    `names` leads from a code to the list's name; `codes` from a name in normal form, an alias or a
    short form (恩施州) to codes; `stems` from a name without its suffix, of counties and above.
    `lengths` tells how long the names are that begin with two given characters, `tails` of those
    that end with them; `ends` finds the last characters of names.
    """

    names: Mapping[str, str]
    codes: Mapping[str, tuple[str, ...]]
    stems: Mapping[str, tuple[str, ...]]
    lengths: Mapping[str, tuple[int, ...]]
    tails: Mapping[str, tuple[int, ...]]
    ends: re.Pattern[str]

    def get(self, code: str) -> Place | None:
        """The place of a code; None where there is none, or only a row that is no place."""
        name = self.names.get(code)
        if name is None or self._is_hidden(code, name):
            return None
        return Place(code, name, _LEVELS[len(code)])

    def ancestors(self, code: str) -> tuple[Place, ...]:
        """The places from the province down to the code itself; what is no place is left out."""
        places = (self.get(code[:width]) for width in _WIDTHS if width <= len(code))
        return tuple(place for place in places if place)

    def named(
        self, name: str, level: Level | None = None, under: str | None = None
    ) -> tuple[Place, ...]:
        """Every place of exactly this name (aliases count), in the order of codes."""
        return self._places(self.codes.get(normal(name), ()), level, under)

    def lookup(
        self, name: str, level: Level | None = None, under: str | None = None
    ) -> tuple[Place, ...]:
        """Every place that has the name with or without a suffix: 海南 is a province and a 州.

        `level` and `under` (a code) narrow it down.
        """
        key = normal(name)
        found = {*self.codes.get(key, ()), *self.stems.get(key, ()), *self._towns(key)}
        return self._places(sorted(found), level, under)

    def renamed(self, name: str, level: Level) -> tuple[Place, ...]:
        """Places of the same stem and level but another suffix: 洪泽县 is 洪泽区 now."""
        key = normal(name)
        stem = _stem(key, level)
        if stem == key:
            return ()
        codes = self._towns(stem) if level is Level.TOWNSHIP else self.stems.get(stem, ())
        return self._places(codes, level, None)

    def is_unique(self, place: Place) -> bool:
        """No other place of that level has the name."""
        return self.named(place.name, place.level) == (place,)

    def scan(self, text: str) -> tuple[Mention, ...]:
        """The place names in a normal text, longest first from the left, none overlapping.

        Only names with their suffix count, and a name before them in the chain (福建永安市) without
        one; names of two characters need the start of a word before them, and a name that is a
        common word (开发区) a place directly before it.
        """
        found: list[Mention] = []
        for start, end in self._names_in(text):
            before = found[-1].end if found else 0
            if start < before:
                continue
            name = text[start:end]
            follows = bool(found) and start == before
            if (name not in _COMMON and (end - start > 2 or _word_starts(text, start))) or follows:
                mention = Mention(start, end, self.codes[name])
                found.extend(self._stem_before(text, mention, before))
                found.append(mention)
        return tuple(found)

    def at_start(self, text: str, start: int = 0, stems: bool = False) -> Mention | None:
        """The longest name that begins a normal text at `start`; with `stems` one without suffix
        of a province, prefecture or county."""
        end = self._longest(text, start)
        if end:
            return Mention(start, end, self.codes[text[start:end]])
        if stems:
            for size in range(min(8, len(text) - start), 1, -1):
                codes = self.stems.get(text[start : start + size], ())
                if codes:
                    return Mention(start, start + size, codes)
        return None

    def _towns(self, stem: str) -> tuple[str, ...]:
        """Codes of townships that are the stem with one of their suffixes."""
        names = (stem + suffix for suffix in _SUFFIXES[Level.TOWNSHIP])
        return tuple(code for name in names for code in self.codes.get(name, ()) if len(code) == 9)

    def _is_hidden(self, code: str, name: str) -> bool:
        return name in _NO_PLACES or (len(code) == 6 and name == self.names.get(code[:4]))

    def _places(
        self, codes: Iterable[str], level: Level | None, under: str | None
    ) -> tuple[Place, ...]:
        places = (self.get(code) for code in codes if code.startswith(under or ""))
        return tuple(place for place in places if place and level in (None, place.level))

    def _longest(self, text: str, start: int) -> int:
        """Where the longest name ends that begins at `start`; 0 where none does."""
        for length in self.lengths.get(text[start : start + 2], ()):
            end = start + length
            if end <= len(text) and text[start:end] in self.codes:
                return end
        return 0

    def _names_in(self, text: str) -> list[Span]:
        """Wherever a name begins the longest one, from the left. Sought by their ends: few
        characters end a name, and most can begin one."""
        longest: dict[int, int] = {}
        for last in self.ends.finditer(text, 1):
            end = last.end()
            for length in self.tails.get(text[end - 2 : end], ()):
                if length <= end and text[end - length : end] in self.codes:
                    longest[end - length] = end
        return sorted(longest.items())

    def _stem_before(self, text: str, mention: Mention, floor: int) -> tuple[Mention, ...]:
        for start in range(max(floor, mention.start - 8), mention.start - 1):
            codes = tuple(
                code
                for code in self.stems.get(text[start : mention.start], ())
                if any(below.startswith(code) and below != code for below in mention.codes)
            )
            if codes:
                return (Mention(start, mention.start, codes),)
        return ()


def load_divisions(extra: tuple[Path, ...] = ()) -> Divisions:
    """The lists, with the divisions of further files (`code,name`) added; read once a process.

    Raises WrongUsage where a further file cannot be understood.
    """
    return _load(tuple(path.resolve() for path in extra))


@lru_cache(maxsize=4)
def _load(extra: tuple[Path, ...]) -> Divisions:
    rows = [row for name in _LISTS for row in _rows((DATA / "divisions" / name).read_text("utf-8"))]
    for path in extra:
        rows += _extra_rows(path)
    names = {code: name for code, name, _ in rows}
    codes: dict[str, tuple[str, ...]] = {}
    stems: dict[str, tuple[str, ...]] = {}
    aliases = _rows((DATA / "divisions" / "aliases.csv").read_text("utf-8"))
    for code, name, key in (*rows, *aliases):
        if name in _NO_PLACES or (len(code) == 6 and names.get(code[:4]) == name):
            continue
        codes[key] = (*codes.get(key, ()), code)
        if len(code) == _WIDTHS[-1]:
            continue
        stem = _stem(key, _LEVELS[len(code)])
        stems[stem] = (*stems.get(stem, ()), code)
        if key.endswith(("自治州", "自治县", "自治旗")):
            short = stem + key[-1]
            codes[short] = (*codes.get(short, ()), code)
    lengths = _lengths((key[:2], len(key)) for key in codes)
    tails = _lengths((key[-2:], len(key)) for key in codes)
    ends = re.compile(f"[{re.escape(''.join(sorted({tail[-1] for tail in tails})))}]")
    return Divisions(names, codes, stems, lengths, tails, ends)


def _lengths(keyed: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """The lengths under each key, the greatest first."""
    found: dict[str, set[int]] = {}
    for key, length in keyed:
        found.setdefault(key, set()).add(length)
    return {key: tuple(sorted(lengths, reverse=True)) for key, lengths in found.items()}


def _rows(text: str) -> list[tuple[str, str, str]]:
    """Code, name and name in normal form, of each line."""
    lines, folded = text.splitlines(), fold(text).splitlines()
    rows = []
    for line, key in zip(lines, folded, strict=True):
        code, _, name = line.partition(",")
        rows.append((code, name, key[len(code) + 1 :]))
    return rows


def _extra_rows(path: Path) -> list[tuple[str, str, str]]:
    fault = None
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUsage(f"{path}: {error}.", "请检查这个区划文件。") from error
    rows = []
    for number, line in enumerate(lines, 1):
        code, _, name = (part.strip() for part in line.partition(","))
        if (number == 1 and code == "code") or not line.strip():
            continue
        if not (code.isascii() and code.isdecimal()) or len(code) not in _LEVELS or not name:
            fault = f"{path}#{number}: {line[:40]!r} 不是 code,name (no division)."
            break
        rows.append((code, name, normal(name)))
    if fault:
        raise WrongUsage(fault, "每行应为 2、4、6 或 9 位代码和名称，如 9901,某市。")
    return rows


def _stem(key: str, level: Level) -> str:
    """The name without its suffix and the peoples in it; the name where too little would be left.

    >>> _stem("恩施土家族苗族自治州", Level.PREFECTURE), _stem("赵县", Level.COUNTY)
    ('恩施', '赵县')
    """
    plain = _AUTONOMOUS.sub(r"\1", key) if "族" in key or "自治" in key else key
    for suffix in _SUFFIXES[level]:
        if len(plain) > len(suffix) + 1 and plain.endswith(suffix):
            return plain[: -len(suffix)]
    return key


def _word_starts(text: str, place: int) -> bool:
    return place == 0 or not "\u4e00" <= text[place - 1] <= "\u9fff"
