"""versions_differ: two sources of one report that do not say the same.

Figures differ where both sources have a number in the same unit. A passage differs where its
letters stand nowhere in the other's narrative, so that another layout, numbering or cut of the same
text is no difference. The dates of publication are told beside a difference, and are none by
themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.across.told import Told, cell, quoted
from indexer.forms.form import figure_labels
from indexer.labels import SLOTS
from indexer.model import Evidence, Figure, Finding, Origin, Passage, Severity
from indexer.report.material import number_of
from indexer.text import normal

QUOTED = 3  # passages of one source only are shown from each, the first ones
NAMED = 8  # figures are named in the sentence; the evidence has all of them
_SHORTEST = 6  # letters of a passage below which a residue of the layout is likely
_LETTERS = re.compile(r"[^\W_]+")
_DERIVED = ("d.", "n.")  # sums of cells, and counts that the passages already show


def versions_differ(other: Told, stands: Told) -> Iterator[Finding]:
    """What another source of the report says differently from the one that stands."""
    pairs = list(_figures(other, stands))
    here, there = _only_in(stands, other), _only_in(other, stands)
    if not pairs and not here and not there:
        return
    labels = figure_labels()
    told, told_en = [], []
    if pairs:
        named = "，".join(
            f"{labels.get(one.key, one.key)}（{one.value:f}与{two.value:f}）"
            for one, two in pairs[:NAMED]
        )
        more = f"等{len(pairs)}项" if len(pairs) > NAMED else ""
        told.append(f"数据{named}{more}不同")
        told_en.append(f"{len(pairs)} figures differ")
    if here or there:
        told.append(
            f"本来源有{len(here)}段、另一来源有{len(there)}段文字为对方所无"
            f"（见{'、'.join(_sections(*here, *there))}）"
        )
        told_en.append(
            f"{len(here)} passages stand only here, {len(there)} only there "
            f"(in {', '.join(dict.fromkeys(passage.slot for passage in (*here, *there)))})"
        )
    dates = _dates(stands, other)
    if dates:
        told.append(f"公布日期为{dates[0].quote}与{dates[1].quote}")
        told_en.append(f"published {dates[0].quote} and {dates[1].quote}")
    yield Finding(
        "versions_differ",
        Severity.WARNING if pairs else Severity.INFO,
        Origin.UNDECIDED,
        f"同一报告的两个来源（本来源与{other.address}）：{'；'.join(told)}。",
        f"Two sources of one report (this and {other.address}): {'; '.join(told_en)}.",
        (
            *(ground for one, two in pairs for ground in (cell(stands, one), cell(other, two))),
            *(quoted(stands, passage) for passage in here[:QUOTED]),
            *(quoted(other, passage) for passage in there[:QUOTED]),
            *dates,
        ),
    )


def _figures(other: Told, stands: Told) -> Iterator[tuple[Figure, Figure]]:
    ours, theirs = stands.figures(), other.figures()
    for key, one in ours.items():
        two = theirs.get(key)
        if two is None or key.startswith(_DERIVED) or one.unit != two.unit:
            continue
        values = number_of(one), number_of(two)
        if None not in values and values[0] != values[1]:
            yield one, two


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(normal(text)))


def _only_in(told: Told, other: Told) -> Sequence[Passage]:
    """The passages of `told` whose letters do not stand in `other`, one after another."""
    whole = "".join(_letters(passage.text) for passage in other.passages)
    return [
        passage
        for passage in told.passages
        if len(letters := _letters(passage.text)) >= _SHORTEST and letters not in whole
    ]


def _sections(*passages: Passage) -> tuple[str, ...]:
    """The labels of the parts that passages stand in, each once."""
    return tuple(dict.fromkeys(SLOTS.get(passage.slot, passage.slot) for passage in passages))


def _dates(stands: Told, other: Told) -> tuple[Evidence, ...]:
    """Both dates of publication, where both are known and differ."""
    if not stands.published or not other.published or stands.published[0] == other.published[0]:
        return ()
    return tuple(
        Evidence(told.published[1], told.published[0], None, None, told.address)
        for told in (stands, other)
        if told.published
    )
