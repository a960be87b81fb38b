"""Findings beside what they speak of: whole at one place, at the others a line that leads there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rich.text import Text

from indexer.catalog.rows import SectionRow
from indexer.labels import GROUNDS, ORIGINS, SEVERITIES, some_grounds
from indexer.model import Evidence, Figure
from indexer.report.figure_labels import label_of
from search_api.attached import Attached, Place, by_place
from search_api.render.lines import HEAD, LABEL, QUIET, WARN, paragraph
from search_api.render.tables import NUMBERS
from search_api.render.values import figure_text
from search_api.render.width import plain
from search_api.values import labels_of

_SIGN = "※"
_HEADING = "标题"
_ELSEWHERE = "文末"


class Notes:
    """The findings of one report, ready to be told at their places."""

    def __init__(
        self,
        attached: Sequence[Attached],
        sections: Sequence[SectionRow],
        figures: Mapping[str, Figure],
        width: int | None,
    ) -> None:
        self._attached = attached
        self._sections = sections
        self._figures = figures
        self._width = width
        self._by_place = by_place(attached)

    def summary(self) -> str:
        """How many there are of each severity, and where each is told; empty without any."""
        if not self._attached:
            return ""
        counts = Counter(one.finding.severity.value for one in self._attached)
        told = "，".join(f"{name} {counts[key]}" for key, name in SEVERITIES.items() if counts[key])
        return f"{told}：" + "；".join(
            f"{_SIGN}{one.number} {_check(one)}（{self._name(one.home)}）" for one in self._attached
        )

    def at(self, place: Place, indent: str) -> Iterator[Text]:
        """What is found at a place: whole what is told here, in short what is told elsewhere."""
        for one in self._by_place.get(place, ()):
            if one.home == place:
                yield from self._whole(one, indent)
            else:
                yield _head(one, indent).append(f"，见 {self._name(one.home)}", QUIET)

    def elsewhere(self) -> Iterator[Text]:
        """The findings that have no place in the report."""
        rest = [one for one in self._attached if one.home is None]
        if rest:
            yield Text("\n其他核查 other findings", HEAD)
        for one in rest:
            yield from self._whole(one, "  ")

    def _whole(self, one: Attached, indent: str) -> Iterator[Text]:
        yield _head(one, indent).append(f"（{ORIGINS[one.finding.origin.value]}）", QUIET)
        yield from paragraph(one.finding.message, self._width, f"{indent}  ")
        shown, more = some_grounds(one.grounds)
        for told in (*(self._ground(one, *ground) for ground in shown), *more):
            yield from paragraph(told, self._width, f"{indent}    ", style=QUIET)

    def _name(self, place: Place | None) -> str:
        """How a reader finds the place on the page."""
        match place:
            case None:
                return _ELSEWHERE
            case Place("table", name):
                return NUMBERS[name]
            case Place("section", number):
                section = self._sections[int(number)]
                return f"“{plain(section.number)}{plain(section.title)}”"
            case Place(_, name):
                return name

    def _ground(self, one: Attached, ground: Evidence, places: Sequence[Place]) -> str:
        """A figure with its value, or the quoted characters with where they stand."""
        quote = plain(ground.quote)
        if ground not in one.own:
            name = label_of(ground.figure) if ground.figure else GROUNDS.get(ground.source, "正文")
            return f"{name}：“{quote}”〔{ground.report}〕"
        figure = self._figures.get(ground.figure or "")
        if figure is not None:
            value = figure_text(figure.value, figure.status.value, unit=figure.unit)
            same = figure.value is not None and quote == format(figure.value, "f")
            read = "" if same or not quote else f"，原文“{quote}”"
            return f"{label_of(figure.key)}：{value}{read}"
        if ground.figure:
            return f"{label_of(ground.figure)}：“{quote}”"
        names = [place.name for place in places if place.kind == "passage"]
        source = _HEADING if ground.source == "heading" else GROUNDS.get(ground.source, "正文")
        return f"{'、'.join(names) or source}：“{quote}”"


def _head(one: Attached, indent: str) -> Text:
    severity = SEVERITIES[one.finding.severity.value]
    return (
        Text(indent)
        .append(f"{_SIGN}{one.number} {severity}", WARN)
        .append(f" {_check(one)}", LABEL)
    )


def _check(one: Attached) -> str:
    return labels_of("finding").get(one.finding.check, one.finding.check)
