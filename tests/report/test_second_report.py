"""Of two reports in one file the first is read as if it stood alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.divisions import load_divisions
from indexer.model import Given, Report
from indexer.reading.report import report_of
from indexer.report.second_report import first_report
from tests.report.built import CORPUS
from tests.report.identified import document_of, identified, report_text

DIVISIONS = load_divisions((CORPUS / "divisions.csv",))
FILES = sorted(CORPUS.glob("*.txt"))
TITLE = "昌乐县水利局2020年政府信息公开工作年度报告"


def read(data: bytes) -> Report:
    """The report of a text."""
    report = report_of("report.txt", data, Given(), DIVISIONS)
    assert isinstance(report, Report)
    return report


@pytest.mark.parametrize("first", FILES, ids=lambda path: path.stem)
def test_the_first_is_read_as_if_it_stood_alone(first: Path) -> None:
    """Nothing of the other is its own, and where that begins is told.

    How lines are read is settled for a whole file: where the other is printed otherwise figures may
    be withheld, and none is another.
    """
    alone = read(first.read_bytes())
    others = [other for other in FILES if other != first]
    found = [read(first.read_bytes() + b"\n\n" + other.read_bytes()) for other in others[:4]]
    alike = [both for both in found if both.notices[1:] == alone.notices]

    assert len(alike) > 1
    assert all(both.notices[0].code == "two_reports" for both in found)
    assert all(both.identity == alone.identity for both in found)
    assert all(both.figures == alone.figures for both in alike)
    assert all(both.passages == alone.passages for both in alike)
    assert all(both.findings == alone.findings for both in alike)
    for both in found:
        for key, figure in both.figures.items():
            assert figure.value in (None, alone.figures[key].value)


def begins(text: str) -> str | None:
    """The first words of what is left out; None where nothing is."""
    document = document_of(text)
    found = first_report(document, identified(text).title_spans)
    if found is None:
        return None
    return document.slice(document.blocks[len(found[0].blocks)].spans)


@pytest.mark.parametrize(
    ("second", "begin"),
    [
        (report_text("昌乐县水利局2021年政府信息公开工作年度报告"), "昌乐县水利局2021年"),
        (report_text("昌乐县教育局\n\n2021年政府信息公开工作年度报告"), "昌乐县教育局"),
        (report_text(TITLE), TITLE),
    ],
)
def test_another_begins_at_its_title(second: str, begin: str) -> None:
    """With the name that stands above it."""
    end = f"昌乐县水利局\n\n2021年1月20日\n\n{second}"
    left = begins(report_text(TITLE, end=end))

    assert left is not None
    assert left.startswith(begin)


@pytest.mark.parametrize(
    "text",
    [
        report_text(TITLE, end="相关链接\n\n昌乐县水利局2019年政府信息公开工作年度报告"),
        report_text(f"{TITLE}\n\n昌乐县水利局2019年政府信息公开工作年度报告"),
        report_text(TITLE).replace(
            "三、收到", "昌乐县水利局2019年政府信息公开工作年度报告\n\n三、收到"
        ),
        report_text(TITLE, end="一、另一种附件的编号"),
    ],
)
def test_a_title_alone_is_no_report(text: str) -> None:
    """A link, a slip, a title amid the parts, or parts that are numbered anew without one."""
    assert begins(text) is None
