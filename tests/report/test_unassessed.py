"""What could not be assessed is told with the cells that are why, and is no failure."""

from __future__ import annotations

from decimal import Decimal

from indexer.model import Figure, Status
from indexer.report.identities import broken_identities
from indexer.report.unassessed import Unassessed, unassessed
from tests.report.built import built
from tests.shared import SEEDS, needs_seeds

FORMS: dict[str, str | None] = {"t2": None, "t3": None, "t4": "2021"}
BLOCKS = ("review", "litigation_direct", "litigation_after_review")
COLUMNS = ("upheld", "corrected", "other", "pending", "total")


def cells(*blank: str) -> dict[str, Figure]:
    """Table four with noughts, but for the cells that are blank."""
    keys = [f"t4.{block}.{column}" for block in BLOCKS for column in COLUMNS]
    return {
        key: Figure(key, None, Status.BLANK)
        if key in blank
        else Figure(key, Decimal(0), Status.REPORTED)
        for key in keys
    }


def test_a_blank_leaves_its_block_open() -> None:
    """The block is named as the form names it; the others are assessed."""
    figures = cells("t4.review.upheld", "t4.review.other")

    assert unassessed(figures, {**FORMS, "t3": "2021"}) == (
        Unassessed("t4_sum", "行政复议", ("t4.review.upheld", "t4.review.other")),
    )
    assert broken_identities(figures, FORMS) == ()
    assert unassessed(cells(), FORMS) == ()


def test_a_table_whose_form_is_not_known() -> None:
    """Nothing of it can be assessed, and no cell is why."""
    unknown = dict.fromkeys(FORMS)

    assert unassessed(cells(), unknown) == (Unassessed("t4_sum", "表四", ()),)


def test_a_table_that_is_not_there_is_not_called_unassessed() -> None:
    """Its absence is a part that is missing."""
    figures = {key: Figure(key, None, Status.MISSING) for key in cells()}

    assert unassessed(figures, FORMS) == ()


@needs_seeds
def test_the_short_rows_and_the_blank_block_of_real_reports() -> None:
    """001: eleven short rows and five blank cells; 004 can be assessed throughout."""
    open_ones, whole = (built(next(SEEDS.glob(f"{n}_*"))).material for n in ("001", "004"))
    told = unassessed(open_ones.figures, open_ones.forms)

    assert sum(one.check == "t3_row_sum" for one in told) == 11
    assert [one.place for one in told if one.check == "t4_sum"] == ["行政复议"]
    assert unassessed(whole.figures, whole.forms) == ()
