"""The table of cells: right, wrong and withheld, over every file whose cells are known."""

from __future__ import annotations

from collections.abc import Iterator

from tests.accuracy.files import Told, told
from tests.accuracy.score import Score, added
from tests.shared import SHARED

HEAD = f"{'':<40} {'files':>5} {'unread':>6} {'cells':>6} {'right':>6} {'wrong':>5}  withheld"


def lines() -> Iterator[str]:
    """A row for each group, then the sum, then every wrong cell by its key."""
    yield HEAD
    groups = list(told())
    yield from map(_line, groups)
    if not SHARED.is_dir():
        yield f"made and real reports are left out: {SHARED} is not here"
    whole = Told(
        "all",
        sum(group.read for group in groups),
        sum(group.unread for group in groups),
        added(group.score for group in groups),
    )
    yield _line(whole)
    yield from (f"  wrong: {group.group} {key}" for group in groups for key in group.score.wrong)


def _line(group: Told) -> str:
    score = group.score
    told_of = _withheld(score) + (f"{group.unjudged} not judged" if group.unjudged else "")
    return (
        f"{group.group:<40} {group.read:>5} {group.unread:>6} {score.cells:>6} {score.right:>6} "
        f"{len(score.wrong):>5}  {told_of}"
    ).rstrip()


def _withheld(score: Score) -> str:
    return " ".join(f"{len(keys)} {status}" for status, keys in sorted(score.withheld.items()))
