"""Of every file whose cells are known, no cell is read wrong, and little is withheld."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from indexer.document import Refusal
from indexer.model import Figure, Status
from indexer.readers.read import read
from tests.accuracy.files import files, goldens, reading, report_of
from tests.accuracy.score import Score, added, score
from tests.accuracy.truth import Known, of_golden, rows_of
from tests.bench import accuracy

KNOWN = [file for file in files() if file.truth]
# Printed pages show where cells are by lines; this one has none, and nothing is read from a table.
UNRULED = {"tpl2021_easyofd.ofd"}


# Groups that a word processor reads.
BY_PROGRAM = (".doc", ".wps", ".rtf")
BY_CONTENT = ("originals fake_docx.doc", "originals fake_html.doc")
GROUPS = [
    pytest.param(
        group,
        marks=[pytest.mark.slow] if group.endswith(BY_PROGRAM) and group not in BY_CONTENT else [],
    )
    for group in dict.fromkeys(file.group for file in KNOWN)
]


@pytest.mark.parametrize("group", GROUPS)
def test_no_cell_is_wrong(group: str) -> None:
    """A number is the cell's number, and a blank, a stroke and an absent table are told as such.

    A format that is not read yet is refused as such.
    """
    for file in KNOWN:
        if file.group != group:
            continue
        found = reading(file.path)
        assert file.truth

        if found is None:
            refusal = read(file.path.read_bytes(), file.path.name)
            assert isinstance(refusal, Refusal)
            assert refusal.code in ("format_unsupported", "scan")
        else:
            assert score(found.figures, file.truth.cells).wrong == ()
            told = (
                dict.fromkeys(file.truth.forms) if file.path.name in UNRULED else file.truth.forms
            )
            assert dict(found.forms) == dict(told)


@pytest.mark.skipif(not goldens(), reason="../shared is not here")
@pytest.mark.parametrize("golden", goldens(), ids=lambda path: path.stem)
def test_a_real_report_cell_by_cell(golden: Path) -> None:
    """Value and status of every cell are those that a person read; short rows stay ambiguous."""
    told, truth = reading(report_of(golden)), of_golden(golden)
    assert told

    found = {key: told.figures.get(key) for key in truth.cells}
    assert dict(truth.cells) == {
        key: figure and Known(figure.value, figure.status.value) for key, figure in found.items()
    }


def test_a_golden_file_has_every_cell_of_its_form(tmp_path: Path) -> None:
    """One word stands for a row; a row of another length is refused."""
    path = tmp_path / "a.txt"
    lines = ["form t3 2019", "t3.new_received 1 0 0 0 0 0 1*", "t3.carried_in blank"]
    path.write_text("\n".join(lines))
    cells = of_golden(path).cells

    assert list(cells) == [
        key for row in ("t3.new_received", "t3.carried_in") for key in rows_of("2019")[row]
    ]
    assert cells["t3.new_received.total"] == Known(Decimal(1), "recovered")
    assert cells["t3.carried_in.total"] == Known(None, "blank")
    path.write_text("form t3 2019\nt3.new_received 1 0 0")
    with pytest.raises(ValueError, match="zip"):
        of_golden(path)


@pytest.mark.parametrize(
    ("cell", "value", "status", "verdict"),
    [
        ("1", 1, Status.REPORTED, "right"),
        ("1", 1, Status.RECOVERED, "right"),
        ("1", 2, Status.REPORTED, "wrong"),
        ("1", None, Status.AMBIGUOUS, "ambiguous"),
        ("1", None, Status.UNREADABLE, "unreadable"),
        ("1", None, Status.BLANK, "wrong"),
        ("1", None, Status.MISSING, "wrong"),
        ("1", None, Status.NOT_IN_FORM, "wrong"),
        ("blank", None, Status.BLANK, "right"),
        ("blank", 0, Status.REPORTED, "wrong"),
        ("blank", None, Status.AMBIGUOUS, "ambiguous"),
        ("unreadable", None, Status.UNREADABLE, "right"),
        ("unreadable", None, Status.BLANK, "wrong"),
        ("missing", None, Status.MISSING, "right"),
        ("missing", 0, Status.REPORTED, "wrong"),
        ("ambiguous", None, Status.AMBIGUOUS, "ambiguous"),
        ("ambiguous", 0, Status.RECOVERED, "wrong"),
        ("ambiguous", None, Status.BLANK, "wrong"),
    ],
)
def test_what_counts_as_right(cell: str, value: int | None, status: Status, verdict: str) -> None:
    """A false reason is as wrong as a false number; what claims nothing is withheld."""
    key = "t3.new_received.total"
    number = None if value is None else Decimal(value)
    known = Known(Decimal(cell), "reported") if cell.isdigit() else Known(None, cell)
    found = score({key: Figure(key, number, status)}, {key: known})

    assert found == {
        "right": Score(1),
        "wrong": Score(0, (key,)),
    }.get(verdict, Score(0, (), {verdict: (key,)}))


def test_a_cell_that_is_not_found_and_one_that_is_not_there() -> None:
    """The first is withheld; a number where the report has no cell is wrong, prose is no cell."""
    extra = {key: Figure(key, Decimal(0), Status.REPORTED) for key in ("t4.review.total", "n.x")}
    found = score(extra, {"t2.a.b": Known(Decimal(1), "reported")})

    assert found == Score(0, ("t4.review.total",), {"not found": ("t2.a.b",)})
    assert added([found, found]).cells == 4


@pytest.mark.slow
def test_the_bench_tells_the_same() -> None:
    """Its last row sums all files, and no row tells of a wrong cell."""
    head, *rows = accuracy.lines()

    assert head == accuracy.HEAD
    assert rows[-1].startswith("all ")
    assert int(rows[-1].split()[5]) == 0
