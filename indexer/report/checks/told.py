"""What of the prose may be held against the tables: clauses on the reported year and agency."""

from __future__ import annotations

import re

from indexer.model import Aspect, Kind, Scope
from indexer.report.clauses import Clause
from indexer.report.material import Material

_TOLD_OF = frozenset({Aspect.ACCOUNT, Aspect.OTHER, Aspect.BASIS})
_NO_PROSE = frozenset({"signature", "appendix"})
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_BEFORE_COMMA = re.compile(r"\d,$")
_OWN = re.compile(r"本机关|我办|本办|本单位|我局|本局|本级机关|(?:政府)?办公室")
WHOLE = re.compile(r"全[省市县区州旗盟]|各级|各部门|各单位|各乡镇|各镇|各街道|部门和乡镇|系统共")
# Zones are called 区 themselves; whoever sums others may say 全县 of what the tables hold.
_BY_SCOPE = {
    Scope.AGGREGATE: _OWN,
    Scope.OWN: WHOLE,
    Scope.UNKNOWN: re.compile(f"{_OWN.pattern}|{WHOLE.pattern}"),
}


def told(material: Material) -> tuple[Clause, ...]:
    """Clauses that tell what was, for the reported year and in the scope of the tables."""
    of_another_scope = _of_another_scope(material)
    return tuple(
        clause
        for prose in material.prose
        if prose.passage.aspect in _TOLD_OF and prose.passage.slot not in _NO_PROSE
        for clause in prose.clauses
        if not _in_a_number(clause)
        and not _of_another_year(clause, material.identity.year)
        and not of_another_scope.search(clause.sentence)
    )


def _in_a_number(clause: Clause) -> bool:
    """The clause begins inside a number with a comma in it."""
    if not clause.text[0].isdigit():
        return False
    return bool(_BEFORE_COMMA.search(clause.sentence.removesuffix(clause.text)))


def _of_another_year(clause: Clause, year: int) -> bool:
    """The clause names other years only, or none and the one last named in its sentence is
    another."""
    named = _YEAR.findall(clause.text)
    if named:
        return str(year) not in named
    return _YEAR.findall(clause.sentence)[-1:] not in ([], [str(year)])


def _of_another_scope(material: Material) -> re.Pattern[str]:
    if material.identity.kind is Kind.ZONE:
        return _OWN
    return _BY_SCOPE[material.identity.scope]
