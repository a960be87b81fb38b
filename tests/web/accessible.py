"""What axe-core finds on a page: WCAG 2.1 A and AA, and its best practice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

from playwright.sync_api import Browser, Page

from tests.web.chromium import opened_tab
from tests.web.places import Language, Look, in_language

_EVERYTHING: dict[str, Any] = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    }
}
_COLOURS: dict[str, Any] = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
}
_ALL_BUT_CONTRAST: dict[str, Any] = {
    **_EVERYTHING,
    "rules": {"color-contrast": {"enabled": False}},
}
# Dark pages differ in nothing but their colours, and those neither the width nor the language
# changes. Contrast is what takes longest: it is asked where colours or places are others.
_ASKED: dict[Language, dict[Look, dict[str, Any]]] = {
    "zh": {
        Look("wide", "light"): _EVERYTHING,
        Look("wide", "dark"): _COLOURS,
        Look("narrow", "light"): _EVERYTHING,
    },
    "en": {
        Look("wide", "light"): _EVERYTHING,
        Look("narrow", "light"): _ALL_BUT_CONTRAST,
    },
}
_RUN = "asked => axe.run(document, {...asked, resultTypes: ['violations']})"


@contextmanager
def examined_tab(window: Browser) -> Iterator[Page]:
    """A tab into which axe may be put, which no page of ours would let in."""
    with opened_tab(window, bypass_csp=True) as tab:
        tab.add_init_script((files("axe_playwright_python") / "axe.min.js").read_text())
        yield tab


def barriers(tab: Page, address: str, language: Language) -> list[str]:
    """Every rule the page breaks, with where and how, in all looks that differ."""
    found: list[str] = []
    tab.goto(in_language(address, language))
    for look, asked in _ASKED[language].items():
        look.put_on(tab)
        for rule in tab.evaluate(_RUN, asked)["violations"]:
            found += [f"{look} {rule['id']}: {rule['help']}", *_places(rule)]
    return found


def _places(rule: dict[str, Any]) -> list[str]:
    """Where a rule is broken, and how."""
    return [f"    {node['html'][:200]}\n{node['failureSummary']}" for node in rule["nodes"][:5]]
