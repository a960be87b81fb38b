"""foreign_agency_word: what an agency calls itself (我镇, 我县) against what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from indexer.model import Finding, Kind, Level, Origin, Severity
from indexer.report.checks.quotes import ground
from indexer.report.clauses import Clause
from indexer.report.material import Material

_TOWNS = frozenset({Kind.TOWNSHIP, Kind.SUBDISTRICT})
_ABOVE = frozenset({Kind.GOVERNMENT, Kind.GOVERNMENT_OFFICE, Kind.DEPARTMENT})
_OF_TOWNS = ("我镇", "我乡", "我街道")
# The end of the own name → what nothing of that name calls itself. 我市 may be the city above.
_BY_TOWN = {"镇": ("我乡", "我街道"), "乡": ("我镇", "我街道"), "街道": ("我镇", "我乡")}
_BY_COUNTY = {"县": ("我区",), "区": ("我县",), "市": ("我县", "我区"), "旗": ("我县",)}
# There 我区 is the autonomous region.
_REGIONS = ("内蒙古", "广西", "西藏", "宁夏", "新疆")
_ACCOUNTS = frozenset({"preamble", "signature", "appendix"})


def misfit_self_names(material: Material) -> Iterator[Finding]:
    """Each self-name that does not fit the agency's own name or its county's."""
    agency = material.identity
    for word in _foreign(material):
        said = re.compile(rf"(?<!自){word}")
        places = [
            clause
            for prose in material.prose
            if prose.passage.slot not in _ACCOUNTS
            for clause in prose.clauses
            if word in clause.text and _says(clause, said)
        ]
        if places:
            yield Finding(
                "foreign_agency_word",
                Severity.WARNING,
                Origin.REPORT,
                f"正文自称“{word}”（{len(places)}处），与报告机关“{agency.name_in_report}”不符，请核对。",
                f"The prose says {word} {len(places)} time(s), unlike the name of the agency.",
                tuple(ground(material, clause) for clause in places),
            )


def _says(clause: Clause, said: re.Pattern[str]) -> bool:
    """Outside quotation marks, where a column's title or somebody else may speak."""
    return any(
        not re.search(r"[“「‘][^”」’]*$", clause.text[: match.start()])
        for match in said.finditer(clause.text)
    )


def _foreign(material: Material) -> Iterator[str]:
    agency = material.identity
    if agency.kind in _TOWNS:
        yield from _of(agency.township, _BY_TOWN)
    elif agency.kind in _ABOVE and agency.level is Level.COUNTY:
        yield from _OF_TOWNS
    else:
        return
    in_region = (agency.province or "").startswith(_REGIONS)
    for word in _of(agency.county, _BY_COUNTY):
        if not (word == "我区" and in_region):
            yield word


def _of(name: str | None, words: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return next((foreign for end, foreign in words.items() if name and name.endswith(end)), ())
