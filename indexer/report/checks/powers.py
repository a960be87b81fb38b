"""rules_without_power: 规章 issued by an agency of a level that makes none."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.model import Finding, Kind, Level, Origin, Severity
from indexer.report.material import Material, cell, value_of

# 规章 are made by ministries, provinces, cities with districts and autonomous prefectures (立法法).
_WITHOUT = frozenset({Level.COUNTY, Level.TOWNSHIP})
_KINDS = frozenset(
    {
        Kind.GOVERNMENT,
        Kind.GOVERNMENT_OFFICE,
        Kind.DEPARTMENT,
        Kind.TOWNSHIP,
        Kind.SUBDISTRICT,
    }
)
_ISSUED = ("t2.regulations.issued", "t2.regulations.newly_made")


def rules_without_power(material: Material) -> Iterator[Finding]:
    """A county or a town with 规章 of the year in table 二."""
    if material.identity.level not in _WITHOUT or material.identity.kind not in _KINDS:
        return
    for key in _ISSUED:
        if issued := value_of(material, key):
            yield Finding(
                "rules_without_power",
                Severity.INFO,
                Origin.UNDECIDED,
                f"表二填有本年规章{issued}件；县级、乡级机关没有规章制定权，请核对。",
                f"Table two has {issued} regulations of the year; an agency of a county or town"
                " has no power to make them.",
                (cell(material, key),),
            )
