"""A hit carries the figures that belong to it, and none where none belongs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indexer.forms.form import TABLES, canonical_keys
from indexer.model import Evidence, Figure, Finding, Origin, Severity, Status
from search_api.headline import BY_SLOT, BY_TOPIC, disputed_keys, headline
from search_api.values import labels_of
from tests.make import figure

FIGURES = {
    item.key: item
    for item in (
        figure("t3.new_received.total", "3"),
        figure("t3.result.denied.state_secret.total", "0"),
        figure("d.denied", "1"),
        figure("t4.review.total", "2"),
        figure("t2.fees.amount_10k_yuan", "9.5"),
        Figure("n.processing_fee", None, Status.MISSING),
        Figure("t2.normative_documents.issued", None, Status.NOT_IN_FORM),
        Figure("t2.normative_documents.newly_made", None, Status.BLANK),
    )
}


def keys(slot: str, *topics: str) -> list[str]:
    """The figures shown for a passage."""
    return [shown.key for shown in headline(slot, topics, FIGURES)]


@pytest.mark.parametrize(
    ("slot", "topics", "expected"),
    [
        ("overview.on_request", (), ["t3.new_received.total", "d.denied"]),
        ("overview.review", (), ["t4.review.total"]),
        ("overview.supervision", (), []),
        ("overview.organisation", ("staff_training",), []),
        ("preamble", (), []),
        ("other.fee", (), []),
        ("overview.proactive", (), ["t2.normative_documents.newly_made"]),
        ("overview", ("admin_charges",), ["t2.fees.amount_10k_yuan"]),
        (
            "overview.supervision",
            ("secrecy_review",),
            ["t3.result.denied.state_secret.total", "t3.new_received.total", "d.denied"],
        ),
    ],
)
def test_the_figures_of_slot_and_topics(
    slot: str, topics: tuple[str, ...], expected: list[str]
) -> None:
    """In their order, each once; what the form does not have is left out."""
    assert keys(slot, *topics) == expected


def test_a_passage_on_processing_fees_carries_no_other_charges() -> None:
    """行政事业性收费 are all charges of the agency: another thing."""
    fee = {"n.processing_fee": Figure("n.processing_fee", Decimal(0), Status.STATED)}
    shown = headline("other.fee", ("processing_fee",), {**FIGURES, **fee})

    assert [item.key for item in shown] == ["n.processing_fee"]


def test_a_figure_keeps_status_and_dispute() -> None:
    """A blank has no value; a broken identity disputes the cells it covers."""
    finding = Finding(
        "t3_flow",
        Severity.ERROR,
        Origin.REPORT,
        "不平",
        "off",
        (Evidence("figure", "3", None, "t3.new_received.total"), Evidence("passage", "x")),
    )
    shown = headline("overview.on_request", (), FIGURES, disputed_keys([finding]))

    assert [(item.value, item.status, item.disputed) for item in shown] == [
        (Decimal(3), "reported", True),
        (Decimal(1), "reported", False),
    ]


def test_every_slot_topic_and_cell_of_the_table_exists() -> None:
    """A key that nothing bears would never be shown."""
    assert BY_SLOT.keys() <= labels_of("section").keys()
    assert BY_TOPIC.keys() <= labels_of("topic").keys()
    cells = {key for table in TABLES for key in canonical_keys(table)}
    keys = {key for group in (*BY_SLOT.values(), *BY_TOPIC.values()) for key, _ in group}
    assert {key for key in keys if key.startswith("t")} <= cells
