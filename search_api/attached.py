"""Which passages, headings, tables and figures of a report its findings speak of.

A ground belongs to what holds its characters. One whose characters stand elsewhere, as in another
report, belongs to nothing here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from indexer.catalog.rows import PassageRow, SectionRow
from indexer.document import Span
from indexer.forms.form import TABLES
from indexer.model import Evidence, Finding

PlaceKind = Literal["passage", "section", "table"]


@dataclass(frozen=True, slots=True)
class Place:
    """A passage by its id, a section by its number among the report's, a table as t2, t3 or t4."""

    kind: PlaceKind
    name: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A finding, its number from 1 in the order of the catalog, and the places of its grounds.

    It is told whole at the first of them, and in short at the others.
    """

    number: int
    report: str
    finding: Finding
    grounds: tuple[tuple[Evidence, tuple[Place, ...]], ...]

    @property
    def own(self) -> tuple[Evidence, ...]:
        """The grounds that stand in the report itself."""
        return tuple(one for one in self.finding.evidence if one.report in (None, self.report))

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place once, in the order of the grounds."""
        return tuple(dict.fromkeys(place for _, places in self.grounds for place in places))

    @property
    def home(self) -> Place | None:
        """Where it is told whole, None for a finding without a place in the report."""
        return next(iter(self.places), None)


def attach(
    report: str,
    findings: Sequence[Finding],
    sections: Sequence[SectionRow],
    passages: Sequence[PassageRow],
) -> tuple[Attached, ...]:
    """Every finding of a report with its places; `report` is the id that its own grounds name."""
    return tuple(
        Attached(
            number,
            report,
            finding,
            tuple(
                (ground, tuple(dict.fromkeys(_places(ground, sections, passages))))
                if ground.report in (None, report)
                else (ground, ())
                for ground in finding.evidence
            ),
        )
        for number, finding in enumerate(findings, 1)
    )


def by_place(attached: Sequence[Attached]) -> Mapping[Place, tuple[Attached, ...]]:
    """Each place with the findings that speak of it, in their order."""
    found: dict[Place, tuple[Attached, ...]] = {}
    for one in attached:
        for place in one.places:
            found[place] = (*found.get(place, ()), one)
    return found


def attached_json(one: Attached) -> dict[str, Any]:
    """The places of a finding, by the names that the report's JSON uses."""

    def names(kind: PlaceKind) -> list[str]:
        return [place.name for place in one.places if place.kind == kind]

    return {
        "passages": names("passage"),
        "sections": [int(name) for name in names("section")],
        "tables": names("table"),
        "figures": list(dict.fromkeys(ground.figure for ground in one.own if ground.figure)),
    }


def _places(
    ground: Evidence, sections: Sequence[SectionRow], passages: Sequence[PassageRow]
) -> Iterator[Place]:
    table = (ground.figure or "").partition(".")[0]
    if table in TABLES:
        yield Place("table", table)
        return
    spans = ground.locator.spans if ground.locator else ()
    quote = _bare(ground.quote)
    for passage in passages:
        if _agree(_shared(passage, spans), quote):
            yield Place("passage", passage.id)
    for number, section in enumerate(sections):
        heading = _bare(section.title)
        if heading and heading in quote and _overlap(section.spans or (), spans):
            yield Place("section", str(number))


def _shared(passage: PassageRow, spans: Sequence[Span]) -> str:
    """The characters of a passage that stand at the spans."""
    found = []
    offset = 0
    for low, high in passage.locator.spans:
        for start, end in spans:
            left, right = max(low, start), min(high, end)
            if left < right:
                found.append(passage.text[offset + left - low : offset + right - low])
        offset += high - low
    return _bare("".join(found))


def _agree(shared: str, quote: str) -> bool:
    return bool(shared) and (shared in quote or quote in shared)


def _overlap(one: Sequence[Span], other: Sequence[Span]) -> bool:
    return any(max(a, c) < min(b, d) for a, b in one for c, d in other)


def _bare(text: str) -> str:
    return "".join(text.split())
