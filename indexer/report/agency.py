"""What an agency's name says: the places in it, its kind and its level.

The words are data/agencies.toml; names are compared in normal form.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from indexer.divisions import Divisions, Mention, Place
from indexer.model import Kind, Level
from indexer.text import DATA, normal

AGENCIES: dict[str, Any] = tomllib.loads((DATA / "agencies.toml").read_text("utf-8"))
_KINDS = tuple((Kind(row["kind"]), re.compile(row["pattern"])) for row in AGENCIES["kind"])
_LEVELS = {word: Level(level) for word, level in AGENCIES["level"].items()}
_LEVEL_WORD = re.compile("|".join(sorted(_LEVELS, key=len, reverse=True)))
_MINISTRIES = frozenset(normal(name) for name in AGENCIES["ministries"]["names"])
_OF_THE_STATE = re.compile(r"^(?:中华人民共和国|国务院(?!办公厅|研究室|参事室|国有资产))|办公厅$")
_BRACKETS = re.compile(r"\([^()]*\)")
TAX = "国家税务总局"
_BEFORE_PLACE = re.compile(rf"(?:中共|中国共产党|{TAX}|新疆生产建设兵团)(?=.)")
_GOVERNMENT_BETWEEN = re.compile(r"(?:人民)?政府(?=.)")
_ZONE_WORDS = re.compile(
    r"(?:国家级|省级)?(?:经济|高新|技术|产业|工业|综合|保税|旅游|生态|农业|循环|临港|现代|国际|港|新区|新城"
    r"|开发区|实验区|示范区|度假区|风景|园区)"
)
_STEM_MAY_PRECEDE = re.compile(
    _ZONE_WORDS.pattern + r"|海关|税务|国税|地税|海事|第.{1,3}(?:中学|小学|人民医院)"
)
ZONE_NAME = re.compile(next(p.pattern for kind, p in _KINDS if kind is Kind.ZONE))
# A tier word before a department's name (市教育局); 市场, 市政, 市容, 区域 … are other words.
_TIER = re.compile(r"(?:本|全)?([省市县区州旗盟])(?!场|政(?!府|务)|容|民|域|际|级|块|外|委)(?=..)")
_PARTY_TIER = re.compile(r"([省市县区州旗盟])(?=委)")
_FORMER = (
    (re.compile(r".{2,9}?[市县区旗]"), Level.COUNTY),
    (re.compile(r".{2,9}?(?:镇|乡|苏木)"), Level.TOWNSHIP),
    (re.compile(r".{2,9}?(?:街道|地区)"), Level.TOWNSHIP),
)


@dataclass(frozen=True, slots=True)
class Name:
    """An agency's name taken apart. `text` is its normal form without brackets; `mentions` are the
    places that begin it, each inside the one before; `rest` is what follows them. `former`: a place
    is not in the lists, but one of its stem and tier is (洪泽县, now 洪泽区)."""

    text: str
    mentions: tuple[Mention, ...]
    rest: str
    kind: Kind
    former: bool

    @property
    def tier(self) -> str:
        """The tier word that a name without a place begins with (市教育局), else ""."""
        match = (_PARTY_TIER if self.kind is Kind.PARTY else _TIER).match(self.rest)
        return match[1] if match and not self.mentions else ""

    def place_word(self) -> str:
        """The last place in the name, as written; "" without one."""
        return self.text[self.mentions[-1].start : self.mentions[-1].end] if self.mentions else ""


def read_name(printed: str, divisions: Divisions) -> Name:
    """Takes an agency's name apart."""
    text = _BRACKETS.sub("", normal(printed)).replace(" ", "") or normal(printed)
    before = _BEFORE_PLACE.match(text)
    place = start = before.end() if before else 0
    mentions: list[Mention] = []
    former = False
    while place < len(text) - 1:
        found = _next_place(text, place, mentions, divisions)
        if found is None:
            found = _former_place(text, place, mentions, divisions)
            former = former or found is not None
        if found is None:
            break
        mentions.append(found)
        place = found.end
        between = _GOVERNMENT_BETWEEN.match(text, place)
        if between and divisions.at_start(text, between.end()):
            place = between.end()
    rest = text[place:] if mentions else text[start:]
    return Name(text, tuple(mentions), rest, _kind(text, rest, tuple(mentions)), former)


def level_of(name: Name, place: Place | None, divisions: Divisions) -> Level:
    """The tier of an agency of this name that belongs to the place."""
    if name.kind in _LEVEL_OF_KIND:
        return _LEVEL_OF_KIND[name.kind]
    if re.search(r"第.{1,3}师(?!.*[镇团])", name.text):
        return Level.PREFECTURE
    if place is not None:
        return Level.ZONE if _is_zone(place) else place.level
    if name.text.startswith("新疆生产建设兵团"):
        return Level.PROVINCE
    words = [match[0] for match in _LEVEL_WORD.finditer(name.text)]
    return _LEVELS[words[-1]] if words else Level.UNKNOWN


_LEVEL_OF_KIND = {
    Kind.TOWNSHIP: Level.TOWNSHIP,
    Kind.SUBDISTRICT: Level.TOWNSHIP,
    Kind.ZONE: Level.ZONE,
    Kind.VERTICAL: Level.VERTICAL,
    Kind.MINISTRY: Level.STATE,
}


def _next_place(
    text: str, place: int, mentions: list[Mention], divisions: Divisions
) -> Mention | None:
    """The place that the name goes on with: inside the last one, where there is one."""
    above = mentions[-1].codes if mentions else ()
    found = divisions.at_start(text, place)
    if found and above:
        return found if any(_below(code, above) for code in found.codes) else None
    if found:
        return found if divisions.scan(text[place : found.end]) else None
    stem = divisions.at_start(text, place, stems=True)
    if stem is None:
        return None
    if text.startswith("海关", stem.end) and _only_districts(stem.codes, divisions):
        return None  # 黄埔海关 is not that of 黄埔区
    after = divisions.at_start(text, stem.end) or divisions.at_start(text, stem.end, stems=True)
    inside = not above or any(_below(code, above) for code in stem.codes)
    leads = after and any(_below(code, stem.codes) for code in after.codes)
    return stem if inside and (leads or _STEM_MAY_PRECEDE.match(text, stem.end)) else None


def _only_districts(codes: tuple[str, ...], divisions: Divisions) -> bool:
    return all(place.name.endswith("区") for place in map(divisions.get, codes) if place)


def _former_place(
    text: str, place: int, mentions: list[Mention], divisions: Divisions
) -> Mention | None:
    """A place that has another suffix in the lists, of the same tier: 县 and 区, or 乡 and 镇."""
    above = mentions[-1].codes if mentions else ("",)
    for pattern, level in _FORMER:
        match = pattern.match(text, place)
        if match is None:
            continue
        codes = tuple(
            found.code
            for found in divisions.renamed(match[0], level)
            if _below(found.code, above) and pattern.fullmatch(found.name)
        )
        if codes:
            return Mention(place, match.end(), codes)
    return None


def _below(code: str, above: tuple[str, ...]) -> bool:
    return any(code.startswith(upper) and code != upper for upper in above)


def _kind(text: str, rest: str, mentions: tuple[Mention, ...]) -> Kind:
    if _OF_THE_STATE.sub("", text) in _MINISTRIES or text in _MINISTRIES:
        return Kind.MINISTRY
    if mentions and not rest:
        word = text[mentions[-1].start :]
        if all(len(code) < 9 for code in mentions[-1].codes):
            real = word.endswith("新区") or not ZONE_NAME.search(word)
            return Kind.GOVERNMENT if real else Kind.ZONE
    return next((kind for kind, pattern in _KINDS if pattern.search(text)), Kind.UNKNOWN)


def _is_zone(place: Place) -> bool:
    listed = place.level is Level.COUNTY and ZONE_NAME.search(place.name)
    return bool(listed) and not place.name.endswith("新区")
