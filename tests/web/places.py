"""One page of every kind over the specimens, by what it shows, and the ways to look at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Page

TOWN_2021 = "/reports/990101100-e2e86bfa-own-2021"
TOWN_2022 = "/reports/990101100-e2e86bfa-own-2022"
OLD_FORM = "/reports/990101-39fd8ed2-own-2016"
PLACES: dict[str, str] = {
    "first": "/",
    "search": "/search?q=保密审查",
    "search-filtered": "/search?q=审查&year=2021&year=2020&level=township",
    "search-reports": "/search?q=审查&group=report",
    "search-lines": "/search?q=审查&kwic=1",
    "search-figures": "/search?q=新收申请>0",
    "search-nothing": "/search?q=保密审查+年:2031&level=county",
    "search-notices": "/search?q=(审查 AND agency:没有此机关",
    "report": TOWN_2021,
    "report-lit": f"{TOWN_2021}?q=保密审查",
    "report-old-form": OLD_FORM,
    "report-figures": f"{TOWN_2021}/figures",
    "report-source": f"{TOWN_2021}/source",
    "compared": f"{TOWN_2021}/compare/{TOWN_2022.removeprefix('/reports/')}",
    "figures": "/figures",
    "figures-series": "/figures?key=t3.new_received.total",
    "findings": "/findings",
    "coverage": "/coverage",
    "api": "/api",
    "not-found": "/nothing-here",
}
WIDTHS = {"wide": 1280, "narrow": 390}
Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def in_language(path: str, language: Language) -> str:
    """The address of the page in the language."""
    if language == "zh":
        return path
    return f"{path}{'&' if '?' in path else '?'}lang={language}"


@dataclass(frozen=True)
class Look:
    """One way to look at a page: how wide it is, and whether its reader likes it dark."""

    width: str
    scheme: Scheme

    def put_on(self, tab: Page) -> None:
        """Make the tab look like this."""
        tab.set_viewport_size({"width": WIDTHS[self.width], "height": 900})
        tab.emulate_media(color_scheme=self.scheme)

    def __str__(self) -> str:
        return f"{self.width}-{self.scheme}"


LOOKS = tuple(Look(width, scheme) for width in WIDTHS for scheme in SCHEMES)
