"""What persons set right in a report, as part of its page: what, who, when, why."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from indexer.correction_words import correction_told
from indexer.labels import CHECKS, STATUSES
from indexer.model import Signed, Status
from search_api.render.lines import HEAD, QUIET, paragraph
from search_api.whole import WholeReport

_DISMISSED, _UNFOUNDED = "已排除·人工", "更正后不再成立"


def correction_lines(whole: WholeReport, width: int | None) -> Iterator[Text]:
    """The findings that were set aside, and every correction that is not undone."""
    for place, aside in enumerate(whole.set_aside):
        if place == 0:
            yield Text("\n不列入核查 findings set aside", HEAD)
        label = CHECKS.get(aside.finding.check, aside.finding.check)
        why = _DISMISSED if aside.dismissed else _UNFOUNDED
        yield from paragraph(f"{label}〔{why}〕：{aside.finding.message}", width, "  ", style=QUIET)
        yield from paragraph(_signed(aside.by.signed), width, "    ", style=QUIET)
    for place, one in enumerate(whole.corrections):
        if place == 0:
            yield Text(f"\n{STATUSES[Status.CORRECTED]} corrections", HEAD)
        yield from paragraph(f"#{one.id} {correction_told(one)}", width, "  ")
        yield from paragraph(_signed(one.signed), width, "    ", style=QUIET)


def _signed(signed: Signed) -> str:
    return f"{signed.by} {signed.when}：{signed.why}"
