"""A publication date is held against the law of its year, and only a date of publication is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indexer.document import Document
from indexer.model import Kind, Level, Published, Scope, Severity
from indexer.report.checks.late import late
from indexer.report.material import Material
from tests.make import report


def findings(
    kind: Kind, year: int, published: Published | None, scope: Scope = Scope.OWN, code: str = "9901"
) -> list[tuple[Severity, str]]:
    """Severity and message for an agency that published on a day."""
    identity = replace(
        report(["正文。"]).identity,
        kind=kind,
        level=Level.COUNTY,
        year=year,
        scope=scope,
        code=code,
        published=published,
    )
    material = Material(identity, (), (), {}, {}, Document("txt", "", ()), lambda _: False)
    return [(finding.severity, finding.message) for finding in late(material)]


@pytest.mark.parametrize(
    ("kind", "year", "date", "severity"),
    [
        (Kind.DEPARTMENT, 2020, "2021-01-31", None),
        (Kind.DEPARTMENT, 2020, "2021-02-01", Severity.WARNING),
        (Kind.DEPARTMENT, 2018, "2019-03-31", None),
        (Kind.DEPARTMENT, 2018, "2019-04-01", Severity.WARNING),
        (Kind.TOWNSHIP, 2020, "2021-02-03", Severity.INFO),
        (Kind.TOWNSHIP, 2018, "2019-02-03", None),
        (Kind.ZONE, 2021, "2022-02-08", Severity.INFO),
        (Kind.GOVERNMENT_OFFICE, 2021, "2022-03-31", None),
        (Kind.GOVERNMENT, 2021, "2022-04-01", Severity.WARNING),
        (Kind.UNKNOWN, 2021, "2023-01-01", None),
    ],
)
def test_each_kind_has_its_day(kind: Kind, year: int, date: str, severity: Severity | None) -> None:
    """On the day is in time, the day after is not; towns and zones are at most a hint."""
    told = findings(kind, year, Published(date, "given"))

    assert [weight for weight, _ in told] == ([] if severity is None else [severity])
    assert all(date in message for _, message in told)


@pytest.mark.parametrize(("code", "date"), [("990101", "2022-02-21"), ("9901", "2022-03-11")])
def test_the_notices_days_are_a_hint(code: str, date: str) -> None:
    """For the aggregate of a county or prefecture; its office's own report is not meant."""
    published = Published(date, "page_head")

    assert [
        weight for weight, _ in findings(Kind.GOVERNMENT, 2021, published, Scope.AGGREGATE, code)
    ] == [Severity.INFO]
    assert findings(Kind.GOVERNMENT_OFFICE, 2021, published, Scope.OWN, code) == []


def test_a_signature_or_no_date_says_nothing() -> None:
    """The date under a report is when it was signed."""
    assert findings(Kind.DEPARTMENT, 2020, Published("2021-12-01", "signature")) == []
    assert findings(Kind.DEPARTMENT, 2020, None) == []
