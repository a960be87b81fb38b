"""foreign_place and foreign_agency_word: names and self-names that do not fit a town's report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.model import Finding, Kind, Origin, Severity
from indexer.report.checks.quotes import ground
from indexer.report.checks.self_names import misfit_self_names
from indexer.report.clauses import Clause
from indexer.report.material import Material
from indexer.text import normal

_TOWNS = frozenset({Kind.TOWNSHIP, Kind.SUBDISTRICT})
_TOWN = re.compile(r"(?=([\u4e00-\u9fff]{2,5}[镇乡]))")
_SHORTEST = 2
# Ordinary words that end like a town's name, and are towns' names somewhere.
_WORDS = (
    *("城镇", "乡镇", "村镇", "集镇", "小镇", "市镇", "强镇", "中心镇", "重点镇", "建制镇"),
    *("本镇", "全镇", "我镇", "各镇", "邻镇", "本乡", "全乡", "我乡", "各乡", "邻乡"),
    *("家乡", "城乡", "返乡", "下乡", "回乡"),
)
# Before the name or right after it: the place is told about, not taken for the agency's own.
_TOLD = re.compile(
    r"学习|借鉴|考察|转发|来自|观摩|参观|交流|对接|结对|帮扶|毗邻|邻近|相邻|相连|合并|原(?![则因有本来])|撤并|划归|"
    r"联合|兄弟|地址|位于|邮编|途经|挂职|调任|调入"
)
_ACCOUNTS = frozenset({"preamble", "signature", "appendix"})
_BUREAU = re.compile(
    r"(?:(?<=[与和及由经对在向报将把以入至到请给使为受,、:我本])|^)(?:局机关|局党组)|我局|本局"
)


def foreign_place(material: Material) -> Iterator[Finding]:
    """Another town's name in a town's report, as its own place."""
    if material.identity.kind not in _TOWNS:
        return
    own = _own_names(material)
    found: dict[str, list[Clause]] = {}
    for prose in material.prose:
        if prose.passage.slot in _ACCOUNTS:
            continue
        for clause in prose.clauses:
            for name in _towns(material, clause.text):
                if name not in own:
                    found.setdefault(name, []).append(clause)
    for name, places in found.items():
        yield Finding(
            "foreign_place",
            Severity.WARNING,
            Origin.REPORT,
            f"正文出现其他地方的名称“{name}”（{len(places)}处），请核对。",
            f"The prose names another place, {name}, {len(places)} time(s).",
            tuple(ground(material, clause) for clause in places),
        )


def _own_names(material: Material) -> str:
    """The agency's names and the places it lies in, in normal form."""
    agency = material.identity
    places = (agency.township, agency.county, agency.prefecture, agency.province)
    return normal(" ".join(filter(None, (agency.agency, agency.name_in_report, *places))))


def _towns(material: Material, text: str) -> Iterator[str]:
    """Names of towns in a clause, longest reading first, but for those told about, not meant."""
    if "镇" not in text and "乡" not in text:
        return
    end = 0
    for match in _TOWN.finditer(text):
        for name in _readings(match.group(1)):
            start = match.start() + match.group(1).index(name)
            if start < end or name.endswith(_WORDS) or not material.is_place(name):
                continue
            end = start + len(name)
            if not _TOLD.search(text[max(0, start - 16) : start] + text[end : end + 2]):
                yield name
            break


def _readings(run: str) -> Iterator[str]:
    """The names a run of characters may begin with: up to each 镇 or 乡 in it, longest first."""
    ends = [
        place + 1 for place, char in enumerate(run) if char in "镇乡" and place >= _SHORTEST - 1
    ]
    yield from (run[:end] for end in reversed(ends))


def foreign_agency_word(material: Material) -> Iterator[Finding]:
    """A town that speaks of itself as a bureau, and any that calls itself what it is not."""
    yield from misfit_self_names(material)
    if material.identity.kind not in _TOWNS:
        return
    places = [
        clause
        for prose in material.prose
        if prose.passage.slot not in _ACCOUNTS
        for clause in prose.clauses
        if _BUREAU.search(clause.text)
    ]
    if places:
        yield Finding(
            "foreign_agency_word",
            Severity.WARNING,
            Origin.REPORT,
            f"乡镇、街道的报告中出现部门用语（{len(places)}处），请核对。",
            f"The report of a town or subdistrict uses a bureau's words {len(places)} time(s).",
            tuple(ground(material, clause) for clause in places),
        )
