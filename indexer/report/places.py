"""Which place an agency belongs to, by evidence; none rather than a guess.

The names of places inside the agency's own name say what is looked for. Where several places have
the name, other names in the report decide: the sorts of ground one after another, the strongest
first, each leaving only the places that have the most of it above them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from indexer.divisions import Divisions, Mention, Place
from indexer.document import Locator, Span
from indexer.model import Evidence, Kind, Level
from indexer.report.agency import Name
from indexer.report.clues import outside_titles
from indexer.report.lines import Line

_TOWN_END = re.compile(r"^.{2,12}?(?:街道|镇|乡|苏木)")
_OF_A_GOVERNMENT = re.compile(r"(?:人民政府|政府|政务|党委|委办|门户|公开)")
_SELF = re.compile(r"(?:我|全|本)([省市县区州旗盟])")
_TIER_LEVELS = {
    "省": (Level.PROVINCE,),
    "市": (Level.PREFECTURE, Level.COUNTY, Level.PROVINCE),
    "州": (Level.PREFECTURE,),
    "盟": (Level.PREFECTURE,),
    "县": (Level.COUNTY,),
    "区": (Level.COUNTY,),
    "旗": (Level.COUNTY,),
}
_MOST_EVIDENCE = 4
GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Ground:
    """One place name that was read: what it may be, and where it stands (`line` None: outside
    the report's own lines)."""

    source: str
    codes: tuple[str, ...]
    quote: str
    line: Line | None = None
    span: Span | None = None
    locator: Locator | None = None

    def evidence(self) -> Evidence:
        if self.line is None:
            return Evidence(self.source, self.quote, self.locator)
        return self.line.evidence(self.source, self.span)


@dataclass(frozen=True, slots=True)
class Settled:
    """The place of an agency, None where the evidence does not single one out, and the grounds."""

    place: Place | None
    evidence: tuple[Evidence, ...]


def grounds_in(
    source: str, line: Line, divisions: Divisions, span: Span | None = None
) -> Iterator[Ground]:
    """The place names in a line, or in a span of it, what stands in 《》 left out."""
    start, end = span or (0, len(line.text))
    text = line.text if span else outside_titles(line.text)
    for mention in divisions.scan(text[start:end]):
        place = (start + mention.start, start + mention.end)
        yield Ground(source, mention.codes, text[slice(*place)], line, place)


def chained(lines: Iterable[Line], word: str, source: str, divisions: Divisions) -> list[Ground]:
    """Places that stand directly before the word (昌乐县鄌郚镇), wherever in the lines."""
    found: list[Ground] = []
    for line in lines:
        if not word or word not in line.text:
            continue
        text = outside_titles(line.text)
        for mention in divisions.scan(text):
            if text.startswith(word, mention.end):
                span = (mention.start, mention.end + len(word))
                found.append(Ground(source, mention.codes, text[slice(*span)], line, span))
    return found


def governments(lines: Iterable[Line], divisions: Divisions) -> Iterator[Ground]:
    """Places named as an authority (睢县政府网) in running text."""
    for line in lines:
        for ground in grounds_in("passage", line, divisions):
            if ground.span and _OF_A_GOVERNMENT.match(line.text, ground.span[1]):
                yield ground


def settle(
    name: Name, sorts: tuple[list[Ground], ...], self_words: str, divisions: Divisions
) -> Settled:
    """The place of an agency of this name. `sorts` are the grounds, the strongest sort first;
    `self_words` is text in which the agency speaks of itself (我县)."""
    if name.kind is Kind.MINISTRY:
        return Settled(None, ())
    if not name.mentions:
        if town_word(name):
            return _above_town(sorts, divisions)
        return _by_tier(name, sorts, self_words, divisions)
    codes = _inside(name.mentions)
    alone = len(name.mentions) == 1
    found = _narrowed(codes, sorts, proven=len(codes) == 1 and not (alone and name.former))
    if found is None or (alone and len(codes) == 1 and _contradicted(found[0], sorts)):
        return Settled(None, ())
    return Settled(divisions.get(found[0]), found[1])


def town_word(name: Name) -> str:
    """The town or street in a name whose place the lists do not have; "" where it has none."""
    match = _TOWN_END.match(name.text)
    return match[0] if match and name.kind in (Kind.TOWNSHIP, Kind.SUBDISTRICT) else ""


def _inside(mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """What the last name may be, given the names before it."""
    codes = mentions[0].codes
    for mention in mentions[1:]:
        codes = tuple(c for c in mention.codes if any(c.startswith(above) for above in codes))
    return codes


def _narrowed(
    codes: tuple[str, ...], sorts: tuple[list[Ground], ...], proven: bool
) -> tuple[str, tuple[Evidence, ...]] | None:
    """The one code that the grounds leave, with those that speak for it."""
    evidence: list[Evidence] = []
    for grounds in sorts:
        scores = {code: _score(code, grounds) for code in codes}
        best = max(scores.values(), default=0)
        if not best:
            continue
        codes = tuple(code for code in codes if scores[code] == best)
        proven = True
        if len(codes) == 1 and len(evidence) < _MOST_EVIDENCE:
            speaks = (g for g in grounds if _speaks_for(codes[0], g) == best)
            evidence.extend(ground.evidence() for ground in list(speaks)[:1])
    return (codes[0], tuple(evidence)) if proven and len(codes) == 1 else None


def _score(code: str, grounds: list[Ground]) -> int:
    return max((_speaks_for(code, ground) for ground in grounds), default=0)


def _speaks_for(code: str, ground: Ground) -> int:
    """How near above the code the ground's place is; the code itself counts only when given."""
    itself = ground.source == GIVEN
    return max(
        (len(c) for c in ground.codes if code.startswith(c) and (code != c or itself)), default=0
    )


def _contradicted(code: str, sorts: tuple[list[Ground], ...]) -> bool:
    """Places stand directly before the name, or in the address, and none is above the place."""
    above = [
        ground
        for grounds in sorts
        for ground in grounds
        if ground.source in ("contact", "signature", "preamble")
        and all(len(c) < len(code) for c in ground.codes)
    ]
    near = [ground for ground in above if any(len(c) in (4, 6) for c in ground.codes)]
    return bool(near) and not any(_speaks_for(code, ground) for ground in above)


def _above_town(sorts: tuple[list[Ground], ...], divisions: Divisions) -> Settled:
    """The county of a town that the lists do not have, where it stands directly before its name."""
    for grounds in sorts[:2]:
        counties = {g.codes[0]: g for g in grounds if len(g.codes) == 1 and len(g.codes[0]) == 6}
        if len(counties) == 1:
            code, ground = next(iter(counties.items()))
            return Settled(divisions.get(code), (ground.evidence(),))
    return Settled(None, ())


def _by_tier(
    name: Name, sorts: tuple[list[Ground], ...], self_words: str, divisions: Divisions
) -> Settled:
    """The place of an agency whose name has none (市教育局): the one place of its tier that a sort
    of ground names; the tier is read from how the agency speaks of itself where the name has none.
    """
    of_one = name.kind in (Kind.DEPARTMENT, Kind.GOVERNMENT_OFFICE, Kind.PARTY, Kind.VERTICAL)
    spoken = Counter(_SELF.findall(self_words)).most_common(1) if of_one else []
    tier = name.tier or (spoken[0][0] if spoken else "")
    for grounds in sorts if tier else ():
        found: dict[str, Ground] = {}
        for ground in grounds:
            for place in filter(None, map(divisions.get, ground.codes)):
                if place.level in _TIER_LEVELS[tier] and place.name.endswith(tier):
                    found.setdefault(place.code, ground)
        found = _with_their_own(found, grounds)
        if len(found) == 1:
            code, ground = next(iter(found.items()))
            return Settled(divisions.get(code), (ground.evidence(),))
    return Settled(None, ())


def _with_their_own(found: dict[str, Ground], grounds: list[Ground]) -> dict[str, Ground]:
    """Of places with one name, those that another ground lies above; all where none does."""
    kept = {code: ground for code, ground in found.items() if _score(code, grounds)}
    return kept or found
