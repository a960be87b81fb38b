"""Findings as the margin of a page tells them: whole at home, at other places a line that leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer.catalog.rows import SectionRow
from indexer.document import Locator
from indexer.labels import GROUNDS
from indexer.model import Evidence, Figure, Finding
from indexer.report.figure_labels import label_of
from search_api.attached import Attached, Place, PlaceKind, by_place
from search_api.pages.address import Address
from search_api.whole import WholeReport

TABLES = {"t2": "表二", "t3": "表三", "t4": "表四"}
ELSEWHERE = "elsewhere"
_PROSE = "passage"


@dataclass(frozen=True, slots=True)
class NotedGround:
    """A ground in words: what it is of, its characters, and where they can be seen.

    `figure` is there where it is a figure of the report itself. `shown` is the place on this page
    or on the other report's, `read` the one in the source's text.
    """

    key: str
    label: str
    quote: str
    figure: Figure | None
    shown: Address | None
    read: Address | None
    report: str | None


@dataclass(frozen=True, slots=True)
class Note:
    """A finding at one of its places. `whole` there where it is told, elsewhere `home` leads."""

    number: int
    finding: Finding
    grounds: tuple[NotedGround, ...]
    whole: bool
    home: str
    home_name: str


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a report by the kind and name of their place."""

    all: tuple[Note, ...]
    elsewhere: tuple[Note, ...]
    _at: Mapping[Place, tuple[Note, ...]]

    def at(self, kind: PlaceKind, name: object) -> tuple[Note, ...]:
        """What is found at a place of the page."""
        return self._at.get(Place(kind, str(name)), ())


def notes_of(whole: WholeReport) -> Notes:
    """The findings of a report, ready to be told at their places."""
    attached = whole.attached

    def note(one: Attached, place: Place | None) -> Note:
        return Note(
            one.number,
            one.finding,
            tuple(_ground(whole, one, ground, places) for ground, places in one.grounds),
            one.home == place,
            f"finding-{one.number}",
            _name(one.home, whole.sections),
        )

    return Notes(
        tuple(note(one, one.home) for one in attached),
        tuple(note(one, None) for one in attached if one.home is None),
        {
            place: tuple(note(one, place) for one in found)
            for place, found in by_place(attached).items()
        },
    )


def fragment(place: Place | None) -> str:
    """The element of the report's page that is the place."""
    match place:
        case None:
            return ELSEWHERE
        case Place("section", number):
            return f"s{number}"
        case Place(_, name):
            return name


def source_address(id: str, key: str | None, locator: Locator | None) -> Address | None:
    """Where a figure or other characters stand in the text of the source.

    A figure in one cell is found by its key. Others may stand in several pieces, which are named.
    """
    if locator is None or not locator.spans:
        return None
    page = Address(f"/reports/{id}/source")
    spans = ",".join(f"{start}-{end}" for start, end in locator.spans if start < end)
    in_one = key and locator.table is not None and len(locator.spans) == 1
    if spans and not in_one:
        page = page.adding("at", spans)
    return page.at(f"f-{key}" if key else "at") if key or spans else page


def _ground(
    whole: WholeReport, one: Attached, ground: Evidence, places: Sequence[Place]
) -> NotedGround:
    own = ground in one.own
    id = whole.report.address if own else str(ground.report)
    figure = whole.figures.get(ground.figure or "") if own else None
    if ground.figure:
        key, label = "", label_of(ground.figure)
    else:
        key = ground.source if ground.source in GROUNDS else _PROSE
        label = GROUNDS[key]
    passages = [place.name for place in places if place.kind == "passage"]
    return NotedGround(
        key="" if passages else key,
        label="、".join(passages) or label,
        quote=ground.quote,
        figure=figure,
        shown=_shown(id, own, ground, places),
        read=source_address(id, figure.key if figure else None, _place(figure, ground)),
        report=None if own else ground.report,
    )


def _place(figure: Figure | None, ground: Evidence) -> Locator | None:
    return figure.locator if figure is not None else ground.locator


def _shown(id: str, own: bool, ground: Evidence, places: Sequence[Place]) -> Address | None:
    page = Address(f"/reports/{id}")
    if not own:
        return Address(f"{page.path}/figures").at(ground.figure) if ground.figure else page
    if ground.figure:
        return page.at(ground.figure)
    return page.at(fragment(places[0])) if places else None


def _name(place: Place | None, sections: Sequence[SectionRow]) -> str:
    """What a reader finds at the place: 表三, a heading, p12; nothing for the end of the page."""
    match place:
        case None:
            return ""
        case Place("table", name):
            return TABLES[name]
        case Place("section", number):
            section = sections[int(number)]
            return f"{section.number or ''}{section.title}"
        case Place(_, name):
            return name
