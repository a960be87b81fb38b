"""One report is the same report in whatever format it comes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from indexer.document import Refusal
from indexer.model import Figure, Status
from indexer.readers import soffice
from tests.accuracy.formats import FORMATS, Compared, Format, compared, files, lines
from tests.accuracy.same import Difference, Said, difference

BY_PROGRAM = (".doc", ".wps", ".rtf")
CASES = [
    pytest.param(format, path, id=path.name, marks=[pytest.mark.slow] if format.slow else [])
    for format in FORMATS
    for path in files(format)
]

pytestmark = pytest.mark.skipif(not CASES, reason="../shared/originals is not here")


@pytest.mark.slow
@pytest.mark.parametrize(("format", "path"), CASES)
def test_the_same_report_as_the_docx(format: Format, path: Path) -> None:
    """Identity, sections, passages and figures; what a format cannot tell is withheld."""
    one = compared(path, format.lost)
    if isinstance(one, Refusal) and soffice.found() is None and path.suffix in BY_PROGRAM:
        pytest.skip(one.message)
    assert isinstance(one, Compared), one
    found = one.difference

    assert (found.wrong, one.missed) == ((), ())
    assert found.identity == ()
    assert set(found.withheld) <= format.withheld
    if format.passages == 1:
        assert (found.sections, found.lost) == (False, ())
        assert {text for text, _, _ in found.added} <= format.added
    assert len(found.lost) <= (1 - format.passages) * one.of_passages


def test_every_row_has_its_files() -> None:
    """A pattern that finds nothing proves nothing."""
    assert [format.name for format in FORMATS if not files(format)] == []
    assert len(files(FORMATS[0])) == 20


def test_the_table_tells_nothing_wrong() -> None:
    """Its last column is 0 in each row of the quick formats."""
    head, *rows = lines(slow=False)

    assert head.split()[-1] == "wrong"
    assert {row.split()[-1] for row in rows if not row.startswith("  ")} == {"0"}


REPORTED = Figure("t2.a.b", Decimal(3), Status.REPORTED, "件")
FIRST = Said({"id": "a"}, (("other", "一"),), (("甲", "other", "account"),), {"t2.a.b": REPORTED})


@pytest.mark.parametrize(
    ("second", "found"),
    [
        (FIRST, Difference()),
        (replace(FIRST, identity={"id": "b"}), Difference(identity=("id",))),
        (replace(FIRST, sections=()), Difference(sections=True)),
        (replace(FIRST, passages=()), Difference(lost=FIRST.passages)),
        (replace(FIRST, passages=FIRST.passages * 2), Difference(added=FIRST.passages)),
        (replace(FIRST, figures={}), Difference(withheld=("t2.a.b",))),
    ],
)
def test_what_differs_is_told(second: Said, found: Difference) -> None:
    """Each part on its own."""
    assert difference(FIRST, second) == found


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        ((3, Status.REPORTED), (3, Status.RECOVERED), "equal"),
        ((3, Status.REPORTED), (4, Status.REPORTED), "wrong"),
        ((3, Status.REPORTED), (None, Status.AMBIGUOUS), "withheld"),
        ((3, Status.REPORTED), (None, Status.BLANK), "wrong"),
        ((3, Status.DERIVED), (None, Status.DERIVED), "withheld"),
        ((None, Status.BLANK), (0, Status.REPORTED), "wrong"),
        ((None, Status.BLANK), (None, Status.MISSING), "wrong"),
        ((None, Status.BLANK), (None, Status.AMBIGUOUS), "withheld"),
        ((None, Status.UNREADABLE), (None, Status.UNREADABLE), "equal"),
    ],
)
def test_what_counts_as_wrong(
    first: tuple[int | None, Status], second: tuple[int | None, Status], verdict: str
) -> None:
    """Another number or a false reason; what claims nothing is withheld."""
    figures = [
        {"k": Figure("k", None if value is None else Decimal(value), status)}
        for value, status in (first, second)
    ]
    found = difference(replace(FIRST, figures=figures[0]), replace(FIRST, figures=figures[1]))

    assert (found.withheld, found.wrong) == (
        ("k",) if verdict == "withheld" else (),
        ("k",) if verdict == "wrong" else (),
    )
