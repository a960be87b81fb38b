"""规章 of the year in the table of a county or town are worth a look."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from indexer.document import Document
from indexer.model import Figure, Kind, Level, Severity, Status
from indexer.report.checks.powers import rules_without_power
from indexer.report.material import Material
from tests.make import report


@pytest.mark.parametrize(
    ("level", "kind", "told"),
    [
        (Level.TOWNSHIP, Kind.TOWNSHIP, 1),
        (Level.COUNTY, Kind.GOVERNMENT, 1),
        (Level.COUNTY, Kind.DEPARTMENT, 1),
        (Level.COUNTY, Kind.ENTERPRISE, 0),
        (Level.PREFECTURE, Kind.GOVERNMENT, 0),
        (Level.PROVINCE, Kind.DEPARTMENT, 0),
        (Level.ZONE, Kind.ZONE, 0),
    ],
)
def test_who_makes_none(level: Level, kind: Kind, told: int) -> None:
    """By level; a nought or a blank says nothing."""
    key = "t2.regulations.issued"
    identity = replace(report(["正文。"]).identity, level=level, kind=kind)

    def found(value: int | None) -> list[Severity]:
        number = None if value is None else Decimal(value)
        figure = Figure(key, number, Status.BLANK if value is None else Status.REPORTED)
        material = Material(
            identity, (), (), {key: figure}, {}, Document("txt", "", ()), lambda _: False
        )
        return [finding.severity for finding in rules_without_power(material)]

    assert found(2) == [Severity.INFO] * told
    assert found(0) == found(None) == []
