"""What stands in each cell of a report, known without reading its file.

Grids of strings come from those who made the files, golden files from a person who read the report.
A golden file has a line for each row of the form, its cells in the order of the form:

    form t3 2019
    t3.new_received 1 0 0 0 0 0 1
    t3.carried_in ambiguous

A number is `reported`, one with `*` `recovered`, a word is the status of a cell without a number;
one word alone stands for every cell of the row.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from tests.printing import Generation, row_keys
from tests.printing.forms import APPLICANTS, FORMS, OUTCOMES, REMEDIES
from tests.report.grids import Rows, truth

SPECIMENS = Path(__file__).parents[1] / "specimen_truth.json"
GOLDEN = Path(__file__).parents[1] / "golden" / "figures"


@dataclass(frozen=True, slots=True)
class Known:
    """What a cell holds: a number, or none for the reason that `status` names."""

    value: Decimal | None
    status: str


@dataclass(frozen=True, slots=True)
class Truth:
    """The form of each table that is there, and every cell by its key."""

    forms: Mapping[str, str | None]
    cells: Mapping[str, Known]


def of_string(text: str) -> Known:
    """What a cell of a made file holds, by a rule that has nothing in common with the one tested.

    Whatever is neither a number nor nothing (—, /, 无) is no number, and no 0.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split()).replace(",", "")
    if not plain:
        return Known(None, "blank")
    try:
        return Known(Decimal(plain.removesuffix("万元")), "reported")
    except InvalidOperation:
        return Known(None, "unreadable")


def of_grids(path: Path) -> tuple[list[str | Rows], Truth]:
    """The parts of a made report, as paragraphs and grids, and what its cells hold."""
    blocks = json.loads(path.read_text("utf-8"))
    parts: list[str | Rows] = [b["t"] if b["kind"] == "p" else b["grid"] for b in blocks]
    grids: dict[str, Rows] = {b["name"]: b["grid"] for b in blocks if b["kind"] == "table"}
    old = any(row[0] == "政府集中采购" for row in grids["sec2"])
    generation: Generation = "2019" if old else "2021"
    cells = {key: of_string(text) for key, text in truth(generation, grids).items()}
    return parts, Truth(dict.fromkeys(("t2", "t3", "t4"), generation), cells)


def of_specimens() -> dict[str, Truth]:
    """The specimens that have statutory tables, by file name, as they were written.

    A cell that may be withheld is known with its number, should anyone recover it.
    """
    found = {}
    for name, report in json.loads(SPECIMENS.read_text("utf-8"))["reports"].items():
        cells = {key: of_string(text) for key, text in report["figures"].items()}
        cells |= dict.fromkeys(report["blank"], Known(None, "blank"))
        cells |= {key: of_string(report["if_recovered"][key]) for key in report["ambiguous"]}
        if cells:
            found[name] = Truth(report["forms"], cells)
    return found


def of_golden(path: Path) -> Truth:
    """What a golden file says. Raises ValueError where a row has not the cells of its form."""
    forms: dict[str, str | None] = dict.fromkeys(("t2", "t3", "t4"))
    cells: dict[str, Known] = {}
    rows = {name: rows_of(name) for name in FORMS}
    for line in path.read_text("utf-8").splitlines():
        name, *words = line.split()
        if name == "form":
            forms[words[0]] = words[1]
            continue
        table = forms[name.partition(".")[0]] or forms["t3"] or forms["t2"]
        keys = rows["2021" if table == "2021" else "2019"][name]
        words = words * len(keys) if len(words) == 1 else words
        cells |= {key: _known(word) for key, word in zip(keys, words, strict=True)}
    return Truth(forms, cells)


def rows_of(generation: Generation) -> dict[str, tuple[str, ...]]:
    """Each row of the three tables, by the key its cells share, with the keys of its cells."""
    rows = {
        line.keys[0].rpartition(".")[0]: line.keys
        for article in FORMS[generation].articles
        for line in article.lines
    }
    for row in row_keys(generation):
        rows[row] = tuple(f"{row}.{column}" for column, _ in APPLICANTS)
    for remedy in REMEDIES:
        rows[f"t4.{remedy}"] = tuple(f"t4.{remedy}.{outcome}" for outcome, _ in OUTCOMES)
    return rows


def _known(word: str) -> Known:
    try:
        number = Decimal(word.removesuffix("*"))
    except InvalidOperation:
        return Known(None, word)
    return Known(number, "recovered" if word.endswith("*") else "reported")
