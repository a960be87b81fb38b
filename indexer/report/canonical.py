"""The one name of an agency, however its reports spell it. The report id is made from it."""

from __future__ import annotations

import re

from indexer.divisions import Divisions, Mention, Place
from indexer.model import Kind, Level
from indexer.report.agency import AGENCIES, TAX, ZONE_NAME, Name, read_name
from indexer.report.lines import tidy
from indexer.text import normal

_SHORT: dict[str, str] = AGENCIES["short"]
_BEFORE_DEPARTMENT = re.compile(r"(?:人民)?政府(?!办公|研究室|办$)(?=.{3})")
_STANDS_FOR_GOVERNMENT = frozenset({"", "政府", "人民政府"})
_OLD_TAX = re.compile(r"国家税务局|地方税务局|国税局|地税局")
_ENDS_WITH_TIER = tuple("省市县区旗州盟")


def canonical_agency(printed: str, place: Place | None, divisions: Divisions) -> str:
    """The one name of an agency, however a report spells it.

    The deepest place it belongs to, then its own name: a town or street has its county before it
    (昌乐县鄌郚镇人民政府), any other agency the place it is of (昌乐县水利局). A county whose name
    another county shares has the city or province before it (北京市朝阳区). Places have the name of
    the lists. 人民政府, 办事处 and 管理委员会 are added where the report leaves them out, short
    forms written out, 国家税务总局 set before a tax bureau. Zones, customs and enterprises named
    after a place without its suffix (青岛海关) keep that. Without a place the name stays as
    printed, but for those endings.
    """
    name = read_name(printed, divisions)
    if name.kind is Kind.MINISTRY:
        return re.sub("^中华人民共和国", "", name.text)
    if place is None:
        return _unplaced(printed, name)
    held = [mention for mention in name.mentions if _holds(mention, place.code)]
    rest = name.rest
    if len(held) < len(name.mentions):
        rest = name.text[name.mentions[len(held)].start :]
    if name.kind in (Kind.TOWNSHIP, Kind.SUBDISTRICT):
        return _town(name, place, rest, divisions)
    if name.kind is Kind.ZONE:
        return _zone(name, held, place, rest, divisions)
    if name.kind is Kind.VERTICAL and "税务局" in rest and not _OLD_TAX.search(rest):
        return TAX + _tax_place(place, divisions) + rest
    label = _label(place, divisions) if held or not name.mentions else ""
    if held and _is_stem(name, held[-1], divisions):
        return name.text[held[-1].start :]
    if not held:
        rest = rest[1:] if name.tier else rest
    if name.kind is Kind.GOVERNMENT:
        office = "行政公署" if place.name.endswith(("地区", "盟")) else "人民政府"
        return label + (office if rest in _STANDS_FOR_GOVERNMENT else rest)
    if name.kind is Kind.PARTY:
        return "中共" + label + rest
    return label + _written_out(rest)


def _holds(mention: Mention, code: str) -> bool:
    """One of the places mentioned is the code or lies above it."""
    return any(code.startswith(upper) for upper in mention.codes)


def _is_stem(name: Name, mention: Mention, divisions: Divisions) -> bool:
    """The place is written without its suffix."""
    return name.text[mention.start : mention.end] in divisions.stems


def _label(place: Place, divisions: Divisions) -> str:
    """The place's name; a town's has its county before it, and a county's the place above where
    another county has the name."""
    above = divisions.ancestors(place.code)[:-1]
    if place.level is Level.TOWNSHIP and above:
        return _label(above[-1], divisions) + place.name
    if place.level is not Level.COUNTY or divisions.is_unique(place) or not above:
        return place.name
    return above[-1].name + place.name


def _town(name: Name, place: Place, rest: str, divisions: Divisions) -> str:
    end = "办事处" if name.kind is Kind.SUBDISTRICT else "人民政府"
    if place.level is not Level.TOWNSHIP:
        return _label(place, divisions) + _with_end(_own_town(rest), end)
    return _with_end(_label(place, divisions), end)


def _own_town(rest: str) -> str:
    """A town's or street's own words without the office inside it."""
    return re.sub(
        r"(街道|镇|乡|苏木)(?:人民政府|政府|办事处|街?办)?(?:党政|综合|行政)?.{0,4}$", r"\1", rest
    )


def _with_end(text: str, end: str) -> str:
    text = re.sub(r"街道?办$", "街道", text)
    return text if text.endswith((end, "办事处", "管委会")) else text + end


def _zone(name: Name, held: list[Mention], place: Place, rest: str, divisions: Divisions) -> str:
    word = name.text[held[-1].start : held[-1].end] if held else ""
    if word and ZONE_NAME.search(word):
        own = word if normal(place.name) != word else place.name
    elif held and _is_stem(name, held[-1], divisions):
        own = word + rest
    elif not held and name.mentions:
        own = name.text
    else:
        own = _label(place, divisions) + (rest[1:] if not held and name.tier else rest)
    return _managed(own)


def _managed(own: str) -> str:
    own = re.sub(r"(?:党工委)?(?:管理委员会|管委会|管委)(?:.{0,4}办公室)?$", "", own)
    return own + "管理委员会"


def _tax_place(place: Place, divisions: Divisions) -> str:
    above = divisions.ancestors(place.code)
    city = above[-2].name if place.level is Level.COUNTY and place.name.endswith("区") else ""
    return city + place.name


def _written_out(rest: str) -> str:
    """A department's own words: 人民政府 before them goes, short forms are written out."""
    rest = _BEFORE_DEPARTMENT.sub("", rest, count=1) if _BEFORE_DEPARTMENT.match(rest) else rest
    rest = re.sub(r"^(?:人民)?(?:政府|府)办(?:公室)?$", "人民政府办公室", rest)
    rest = re.sub(r"^政府(?=办公厅$)", "人民政府", rest)
    if rest[:-1] in _SHORT and rest[-1] in "局委厅":
        return _SHORT[rest[:-1]] + ("委员会" if rest[-1] == "委" else rest[-1])
    return rest


def _unplaced(printed: str, name: Name) -> str:
    plain = tidy(printed)
    if name.kind is Kind.ZONE:
        return _managed(plain)
    if name.kind is Kind.SUBDISTRICT:
        return _with_end(_own_town(plain), "办事处")
    if name.kind is Kind.TOWNSHIP:
        return _with_end(_own_town(plain), "人民政府")
    if name.kind is Kind.GOVERNMENT and plain.endswith(_ENDS_WITH_TIER):
        return plain + "人民政府"
    return plain
