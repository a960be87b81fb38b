"""Spoiling one cell of tables 三 and 四 is found by the identities that cover it, and no other.

Which identities cover a cell is written here after the official form, apart from the code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from indexer.model import Figure, Finding, Status
from indexer.report.identities import Broken, broken_identities, disputed_keys
from search_api.headline import disputed_keys as disputed_in_search
from tests.printing import Generation, row_keys
from tests.printing.forms import APPLICANTS, OUTCOMES, REMEDIES
from tests.report.checked import PARTS, findings

GENERATIONS: tuple[Generation, ...] = ("2019", "2021")
AMOUNTS = ("1", "-1", "0.5", "1000000", "1e30")
PARTIES = [column for column, _ in APPLICANTS if column != "total"]
SUMS = ("t3_flow", "t3_result_sum", "t3_row_sum", "t4_sum")

Sides = tuple[tuple[str, ...], tuple[str, ...]]


def printed_identities(generation: Generation) -> dict[Sides, str]:
    """Both sides of every identity that the form prints or implies → its name."""
    rows = list(row_keys(generation))
    leaves = [row for row in rows if row.startswith("t3.result.") and row != "t3.result.total"]
    found: dict[Sides, str] = {}
    for column, _ in APPLICANTS:
        total = f"t3.result.total.{column}"
        come = (f"t3.new_received.{column}", f"t3.carried_in.{column}")
        found[come, (total, f"t3.carried_out.{column}")] = "T3.flow"
        found[tuple(f"{leaf}.{column}" for leaf in leaves), (total,)] = "T3.result_sum"
    for row in rows:
        found[tuple(f"{row}.{party}" for party in PARTIES), (f"{row}.total",)] = "T3.row_sum"
    outcomes = [outcome for outcome, _ in OUTCOMES if outcome != "total"]
    for remedy in REMEDIES:
        parts = tuple(f"t4.{remedy}.{outcome}" for outcome in outcomes)
        found[parts, (f"t4.{remedy}.total",)] = "T4.block_sum"
    return found


def complete(generation: Generation, seed: int) -> dict[str, Figure]:
    """Tables 三 and 四 that add up, every cell filled; seed 0 is the form of noughts."""
    random = Random(seed)
    values: dict[str, int] = {}
    rows = list(row_keys(generation))
    leaves = [row for row in rows if row.startswith("t3.result.") and row != "t3.result.total"]
    for party in PARTIES:
        for leaf in leaves:
            values[f"{leaf}.{party}"] = random.randrange(90) if seed else 0
        total = sum(values[f"{leaf}.{party}"] for leaf in leaves)
        carried = random.randrange(total + 1)
        values[f"t3.result.total.{party}"] = total
        values[f"t3.carried_in.{party}"] = carried
        values[f"t3.carried_out.{party}"] = out = random.randrange(30) if seed else 0
        values[f"t3.new_received.{party}"] = total + out - carried
    for row in rows:
        values[f"{row}.total"] = sum(values[f"{row}.{party}"] for party in PARTIES)
    for remedy in REMEDIES:
        parts = [f"t4.{remedy}.{outcome}" for outcome, _ in OUTCOMES if outcome != "total"]
        values |= {part: random.randrange(90) if seed else 0 for part in parts}
        values[f"t4.{remedy}.total"] = sum(values[part] for part in parts)
    return {key: Figure(key, Decimal(v), Status.REPORTED, "件") for key, v in values.items()}


def broken(figures: Mapping[str, Figure], generation: Generation) -> tuple[Broken, ...]:
    """What fails in a report of one generation."""
    return broken_identities(figures, {"t2": None, "t3": generation, "t4": generation})


def covering(identities: Mapping[Sides, str], key: str) -> dict[Sides, str]:
    """The identities in which a cell takes part."""
    return {sides: name for sides, name in identities.items() if key in (*sides[0], *sides[1])}


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("generation", GENERATIONS)
@pytest.mark.parametrize("amount", AMOUNTS)
def test_spoiling_one_cell(generation: Generation, amount: str, seed: int) -> None:
    """Every cell, by any amount: just its identities break, and just their cells are disputed."""
    figures, identities = complete(generation, seed), printed_identities(generation)
    assert not broken(figures, generation)
    for key, figure in figures.items():
        assert figure.value is not None
        spoiled = {**figures, key: replace(figure, value=figure.value + Decimal(amount))}
        found, expected = broken(spoiled, generation), covering(identities, key)

        assert expected == {(fault.left, fault.right): fault.identity for fault in found}
        assert disputed_keys(found) == {
            cell for left, right in expected for cell in (*left, *right)
        }


@pytest.mark.parametrize("generation", GENERATIONS)
def test_a_cell_is_covered_more_than_once(generation: Generation) -> None:
    """In table 三 by its row and its column; the total of results by both sums of its column."""
    identities = printed_identities(generation)
    counts = {
        key: len(covering(identities, key))
        for key in complete(generation, 0)
        if key.startswith("t3.")
    }

    assert set(counts.values()) == {2, 3}
    assert {key for key, count in counts.items() if count == 3} == {
        f"t3.result.total.{column}" for column, _ in APPLICANTS
    }


@pytest.mark.parametrize("generation", GENERATIONS)
def test_a_blank_cell_makes_its_identities_not_assessable(generation: Generation) -> None:
    """Nothing fails for a cell without a value, and what it covers hides another spoiled cell."""
    figures, identities = complete(generation, 1), printed_identities(generation)
    for key in figures:
        blank = {**figures, key: Figure(key, None, Status.BLANK)}
        assert not broken(blank, generation)
    blank = {**figures, "t3.carried_in.total": Figure("t3.carried_in.total", None, Status.BLANK)}
    total = blank["t3.result.total.total"]
    blank[total.key] = replace(total, value=(total.value or Decimal(0)) + 1)

    assert set(covering(identities, total.key).values()) - {"T3.flow"} == {
        fault.identity for fault in broken(blank, generation)
    }


@pytest.mark.parametrize("generation", GENERATIONS)
@pytest.mark.parametrize("seed", [0, 1])
def test_what_search_shows_as_disputed(generation: Generation, seed: int) -> None:
    """The findings' grounds leave cells of 0 out; disputed are all cells of a broken identity."""
    figures, identities = complete(generation, seed), printed_identities(generation)
    for key in ("t3.carried_in.total", "t3.result.total.research", "t4.review.upheld"):
        cells = {name: int(figure.value or 0) for name, figure in figures.items()}
        cells[key] += 1
        forms = {"t2": None, "t3": generation, "t4": generation}
        found: list[Finding] = [
            finding
            for finding in findings(*PARTS, cells=cells, forms=forms)
            if finding.check in SUMS
        ]
        expected = covering(identities, key)

        assert len(found) == len(expected)
        assert disputed_in_search(found) & set(figures) == {
            cell for left, right in expected for cell in (*left, *right)
        }
