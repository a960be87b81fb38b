"""What is asked of /figures: figures, grouping, filters, as the address and its form write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.requests import Request

from indexer.report.figure_labels import figure_labels
from search_api.figure_search import Sought, sought
from search_api.pages.address import Address
from search_api.pages.filtering import asked, filters, values
from search_api.render.tables import NUMBERS
from search_api.series.groups import BYS, REGION, YEAR
from search_api.series.measures import Measure

USUAL = "t3.new_received.total"
_SHARED = "d.denied"
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
        measures = self.measures[:1] if self.panel else self.measures
        pairs = [("key", measure.key) for measure in measures]
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
    """What the address asks for; 新收申请, or for shares 不予公开, where no figure is named."""
    written = ",".join(request.query_params.getlist("key"))
    parts = (part.strip() for part in _BETWEEN.split(written))
    share = request.query_params.get("share") == "true"
    words = list(dict.fromkeys(part for part in parts if part)) or [_SHARED if share else USUAL]
    top = request.query_params.get("top", "").strip()
    number = int(top) if top.isascii() and top.isdigit() and len(top) < 8 else 0
    return Asked(
        found=tuple(map(sought, words)),
        # As of the command: the largest are agencies where nothing else is said.
        by=values(request, "by")[:3] or (("agency",) if number else ()),
        filters=filters(request),
        top=min(number, MOST_RANKED) or None,
        share=share,
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
