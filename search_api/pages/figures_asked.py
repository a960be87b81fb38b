"""What is asked of /figures: figures, grouping, filters, as the address and its form write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request

from indexer.labels import SCOPES
from indexer.report.figure_labels import figure_labels
from search_api.figure_search import Sought, sought
from search_api.pages.address import Address
from search_api.pages.filtering import asked, filters, values
from search_api.render.tables import NUMBERS
from search_api.series.groups import BYS, REGION, YEAR
from search_api.series.measures import Measure

USUAL = "t3.new_received.total"
MOST_KEYS = 12
MOST_RANKED = 1000
_BETWEEN = re.compile(r"[，,;；\n]")
_TOTALS = ("t3", "t4")
_OLD = "pre.received.total"
# The figures offered in a list, under their heads. The others are found by a piece of their name.
GROUPS: dict[str, str] = {**NUMBERS, "d": "推算", "n": "正文所述", "pre": "旧式附表"}
BY_LABELS: dict[str, str] = {
    REGION: "地区（下一级）",
    **{by.key: by.label for by in BYS if by.key != YEAR},
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A series or a panel that is asked for. `found` tells of every word that was written."""

    found: tuple[Sought, ...]
    by: tuple[str, ...]
    filters: dict[str, tuple[str, ...]]
    top: int | None
    share: bool
    panel: bool

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The figures that the words name, each once."""
        named = {measure.key: measure for one in self.found for measure in one.measures}
        return tuple(named.values())[:MOST_KEYS]

    @property
    def parameters(self) -> tuple[tuple[str, str], ...]:
        """The same as parameters of the API."""
        pairs = [("key", measure.key) for measure in self.measures]
        if not self.panel:
            pairs += [("by", by) for by in self.by]
            pairs += [("top", str(self.top))] if self.top else []
            pairs += [("share", "true")] if self.share else []
        return (*pairs, *asked(self.filters))

    @property
    def api(self) -> Address:
        """Where a program has the same rows."""
        return Address("/api/figures/panel" if self.panel else "/api/figures", self.parameters)


def asked_of(request: Request) -> Asked:
    """What the address asks for; 新收申请 where it names no figure."""
    written = ",".join(request.query_params.getlist("key"))
    parts = (part.strip() for part in _BETWEEN.split(written))
    words = list(dict.fromkeys(part for part in parts if part)) or [USUAL]
    top = request.query_params.get("top", "").strip()
    number = int(top) if top.isascii() and top.isdigit() and len(top) < 8 else 0
    return Asked(
        found=tuple(map(sought, words)),
        by=values(request, "by")[:3],
        filters=filters(request),
        top=min(number, MOST_RANKED) or None,
        share=request.query_params.get("share") == "true",
        panel=request.query_params.get("view") == "panel",
    )


def offered() -> dict[str, dict[str, str]]:
    """The figures of the list: head → key → name; rows of 表三 and 表四 by their totals."""
    heads: dict[str, dict[str, str]] = {head: {} for head in GROUPS.values()}
    for key, label in figure_labels().items():
        first = key.partition(".")[0]
        part = first in _TOTALS and not key.endswith(".total")
        if not part and (first != "pre" or key == _OLD):
            heads[GROUPS[first]][key] = label
    return heads


def scope_words(scopes: Sequence[str]) -> str:
    """The scopes as they are called."""
    return "、".join(SCOPES.get(scope, scope) for scope in scopes)
