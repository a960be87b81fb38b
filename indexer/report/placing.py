"""An agency's place in the divisions: the grounds of a document gathered, then weighed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.divisions import Divisions, Place
from indexer.document import Document, Locator, Notice
from indexer.model import Evidence, Finding, Given, Kind
from indexer.report.agency import Name
from indexer.report.clues import Signature, citations, clues
from indexer.report.given import REGION, contradiction
from indexer.report.lines import Line
from indexer.report.places import (
    GIVEN,
    Ground,
    chained,
    governments,
    grounds_in,
    settle,
    town_word,
)
from indexer.report.title import Title
from indexer.text import normal

_BRACKETS = re.compile(r"[\s()·/\\-]+")
_NO_PLACE_NEEDED = frozenset({Kind.MINISTRY, Kind.UNKNOWN})


def place_of(
    name: Name,
    document: Document,
    title: Title | None,
    signature: Signature,
    lines: tuple[Line, ...],
    given: Given,
    divisions: Divisions,
) -> tuple[Place | None, tuple[Evidence, ...], tuple[Notice | Finding, ...]]:
    """The place of the agency, its grounds, and what must be said about it.

    `lines` are the report's first ones. A given region outranks what was read.
    """
    region = region_of(given.region, divisions)
    sorts = _sorts(name, document, title, signature, lines, given, region, divisions)
    settled = settle(name, sorts, "".join(line.text for line in lines), divisions)
    place = settled.place
    notices: list[Notice | Finding] = []
    if given.region and region is None:
        message = f"区划中没有唯一的“{given.region}”，未采用。"
        notices.append(Notice("region_unknown", message))
    if region and not (place and place.code.startswith(region.code)):
        if place and not region.code.startswith(place.code):
            grounds = [ground for ground in settled.evidence if ground.source != "given"]
            notices += contradiction(given, REGION, region.name, place.name, grounds)
        place = region
    if place is None and name.kind not in _NO_PLACE_NEEDED:
        message = f"“{name.text}”所属的行政区划不能确定，未填。"
        notices.append(Notice("place_unresolved", message))
    return place, settled.evidence, tuple(notices)


def region_of(region: str | None, divisions: Divisions) -> Place | None:
    """The one place that a code, a name or a chain of names (山东省潍坊市昌乐县) means."""
    if not region:
        return None
    text = _BRACKETS.sub("", normal(region))
    if text.isdecimal():
        return divisions.get(text)
    codes: tuple[str, ...] = ("",)
    rest = text
    while rest:
        found = divisions.at_start(rest, 0, stems=True)
        if found is None:
            break
        codes = tuple(code for code in found.codes if code.startswith(codes))
        rest = rest[found.end :]
    places = divisions.lookup(text) if rest else tuple(filter(None, map(divisions.get, codes)))
    return places[0] if len(places) == 1 else None


def _sorts(
    name: Name,
    document: Document,
    title: Title | None,
    signature: Signature,
    lines: tuple[Line, ...],
    given: Given,
    region: Place | None,
    divisions: Divisions,
) -> tuple[list[Ground], ...]:
    """The grounds, the strongest sort first: what was given, places directly before the name, the
    signature, the address and contact, the page, and last who issued what the report cites."""
    word = name.place_word() or town_word(name)
    titled = frozenset(title.spans if title else ())
    lines = tuple(line for line in lines if not titled & set(line.whole.spans))
    signing = (signature.name_line,) if signature.name_line else ()
    own = [
        *chained(signing, word, "signature", divisions),
        *chained(lines, word, "preamble", divisions),
    ]
    signed = [ground for line in signing for ground in grounds_in("signature", line, divisions)]
    said = [
        ground
        for clue in clues(lines)
        for ground in grounds_in(clue.source, clue.line, divisions, clue.span)
    ]
    cited = [
        ground
        for clue in citations(lines)
        for ground in grounds_in(clue.source, clue.line, divisions, clue.span)
    ]
    return (
        [Ground(GIVEN, (region.code,), given.region or "")] if region else [],
        own,
        signed,
        said,
        list(_outside(document, title, given, divisions)),
        list(governments(lines, divisions)),
        cited,
    )


def _outside(
    document: Document, title: Title | None, given: Given, divisions: Divisions
) -> Iterator[Ground]:
    """Places in what stands around the report: the page's title and publisher, the given one."""
    locator = Locator(document.head_spans) if document.head_spans else None
    texts = [("page_head", document.head.publisher), ("page_head", document.head.title)]
    for source, text in (*texts, (GIVEN, given.publisher)):
        for mention in divisions.scan(normal(text or "")):
            place = None if source == GIVEN else locator
            yield Ground(source, mention.codes, text or "", None, None, place)
