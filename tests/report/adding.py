"""Tables of figures whose sums hold, for tests of what sums can prove."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from hypothesis import strategies as st

from indexer.forms.form import forms
from indexer.model import Figure, Status
from indexer.report.identities import instances

FORM = {"t2": "2021", "t3": "2021", "t4": "2021"}
SIX = ("natural_person", "business", "research", "public_welfare", "legal_service", "other_org")
RESULTS = tuple(
    row.key
    for row in forms()["2021"].tables["t3"].rows
    if row.key.startswith("result.") and row.key != "result.total"
)
OUTCOMES = ("upheld", "corrected", "other", "pending")
REMEDIES = ("review", "litigation_direct", "litigation_after_review")

Cells = dict[str, int]


def table_three(parts: Mapping[str, int], carried_in: int = 0, carried_out: int = 0) -> Cells:
    """Table 三 of these results (`granted.business`: 3), every sum made to hold.

    What is carried over is of natural persons; no more comes in than is closed and goes out.
    """
    cells: Cells = {}
    for column in SIX:
        for row in RESULTS:
            cells[f"t3.{row}.{column}"] = parts.get(f"{row.removeprefix('result.')}.{column}", 0)
        total = sum(cells[f"t3.{row}.{column}"] for row in RESULTS)
        natural = column == SIX[0]
        cells[f"t3.result.total.{column}"] = total
        cells[f"t3.carried_in.{column}"] = carried_in if natural else 0
        cells[f"t3.carried_out.{column}"] = carried_out if natural else 0
        new = total + carried_out - carried_in if natural else total
        cells[f"t3.new_received.{column}"] = new
    for row in ("new_received", "carried_in", *RESULTS, "result.total", "carried_out"):
        cells[f"t3.{row}.total"] = sum(cells[f"t3.{row}.{column}"] for column in SIX)
    return cells


def table_four(outcomes: Mapping[str, int]) -> Cells:
    """Table 四 of these outcomes (`review.upheld`: 3), every sum made to hold."""
    cells: Cells = {}
    for remedy in REMEDIES:
        counts = {one: outcomes.get(f"{remedy}.{one}", 0) for one in OUTCOMES}
        counts["total"] = sum(counts.values())
        cells |= {f"t4.{remedy}.{one}": count for one, count in counts.items()}
    return cells


NUMBERS = st.one_of(st.just(0), st.integers(0, 12), st.integers(0, 1200))


@st.composite
def added_up(draw: st.DrawFn) -> Cells:
    """Both tables with some results, as few as real reports have or many."""
    results = st.sampled_from([f"{row[7:]}.{column}" for row in RESULTS for column in SIX])
    outcomes = st.sampled_from([f"{remedy}.{one}" for remedy in REMEDIES for one in OUTCOMES])
    parts = draw(st.dictionaries(results, NUMBERS, max_size=40))
    carried_out = draw(NUMBERS)
    closed = sum(count for key, count in parts.items() if key.endswith(SIX[0]))
    carried_in = draw(st.integers(0, closed + carried_out))
    four = draw(st.dictionaries(outcomes, NUMBERS, max_size=6))
    return table_three(parts, carried_in, carried_out) | table_four(four)


def figures(cells: Mapping[str, int | None]) -> dict[str, Figure]:
    """The figures as they were read; None is a dash."""
    return {
        key: Figure(key, None, Status.UNREADABLE, "件", "-")
        if value is None
        else Figure(key, Decimal(value), Status.REPORTED, "件", str(value))
        for key, value in cells.items()
    }


def holds(cells: Mapping[str, int]) -> bool:
    """Every sum of the form holds."""
    return all(
        sum(cells[key] for key in left) == sum(cells[key] for key in right)
        for left, right, _ in instances(FORM)
    )
