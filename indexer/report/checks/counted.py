"""How a count in prose is held against cells: the wording, what spoils it, the sums it may be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from indexer.model import Evidence, Finding, Origin, Severity
from indexer.report.checks.quotes import ground
from indexer.report.clauses import Clause
from indexer.report.derived import formulas
from indexer.report.material import Material, cell, value_of

# The whole of a number; a word of rounding before or behind it keeps the wording away from it.
NUMBER = r"(?<![\d.])(?P<number>\d{1,9})"
CASES = r"(?:件|宗|起|例)"
_COUNT = re.compile(rf"{NUMBER}[件宗起例份条次个]")
"""In every wording of a count; few clauses hold it, so the others are not tried with any."""
# Until the end of the year is the year; until any other day, and what had come together, is not.
_YEAR_END = re.compile(r"截[至止到](?:20\d\d年)?(?:12月31日|年底|年末)")
_NOT_THE_YEAR = re.compile(
    r"(?<!全年)(?<!年度)(?<!本年)(?<!当年)(?<!年内)(?<!\d年)累计|历年|历来|以来|至今|截[至止到]|"
    r"季度|半年|\d月份|上旬|去年|往年|同比|[较比]上年|计划|预计|拟"
)
# Things that are counted like applications and are none.
_OTHER_THINGS = re.compile(
    r"信访|热线|工单|12345|信件|来信|留言|信箱|提案|建议|议案|咨询|投诉|举报|公开属性|发文|公文|拟稿"
)


@dataclass(frozen=True, slots=True)
class Sum:
    """Cells whose sum a count may be. A key of `d.*` stands for the cells it adds up."""

    label: str
    label_en: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A kind of statement with a number, which has its unit right behind it (see `_COUNT`).

    `needs` must be in the sentence unless the passage stands in one of `slots`; `spoils` must be in
    none of it, up to the end of the clause, and `unless` nowhere in the passage.
    """

    label: str
    label_en: str
    patterns: tuple[re.Pattern[str], ...]
    sums: tuple[Sum, ...]
    needs: re.Pattern[str]
    slots: frozenset[str]
    spoils: re.Pattern[str]
    severity: Severity = Severity.ERROR
    unless: re.Pattern[str] | None = None


def with_counts(told: Iterable[Clause]) -> tuple[Clause, ...]:
    """The clauses that may state a count of some kind."""
    return tuple(clause for clause in told if _COUNT.search(clause.text))


def agrees(material: Material, told: Sequence[Clause], counted: Counted) -> bool:
    """One of the numbers stated is one of the sums."""
    sums = [_cells(material, option.keys) for option in counted.sums]
    totals = {_total(material, keys) for keys in sums if keys is not None}
    return any(number in totals for number, _ in _stated(told, counted))


def against(material: Material, told: Sequence[Clause], counted: Counted) -> Iterator[Finding]:
    """The finding that no number stated is any of the sums, all of which have values."""
    stated = list(_stated(told, counted))
    if not stated:
        return
    sums = [(option, _cells(material, option.keys)) for option in counted.sums]
    if any(keys is None for _, keys in sums):
        return
    known = [(option, keys, _total(material, keys)) for option, keys in sums if keys is not None]
    if any(number == total for number, _ in stated for _, _, total in known):
        return
    number, clause = stated[0]
    unit = "件"
    # Of sums that come to the same, the first.
    shown: dict[Decimal, Sum] = {}
    for option, _, total in known:
        shown.setdefault(total, option)
    told_zh = "、".join(f"{option.label}为{total}{unit}" for total, option in shown.items())
    told_en = ", ".join(f"{option.label_en} {total}" for total, option in shown.items())
    yield contradiction(
        ground(material, clause),
        grounds(material, [key for _, keys, _ in known for key in keys]),
        f"正文称{counted.label}{number}{unit}，表中{told_zh}，正文与表格不一致。",
        f"The prose says {counted.label_en} {number}; the tables have {told_en}.",
        counted.severity,
    )


def contradiction(
    prose: Evidence,
    cells: Iterable[Evidence],
    message: str,
    message_en: str,
    severity: Severity = Severity.ERROR,
) -> Finding:
    """The prose on one side, cells on the other."""
    return Finding("prose_vs_table", severity, Origin.REPORT, message, message_en, (prose, *cells))


def grounds(material: Material, keys: Iterable[str]) -> list[Evidence]:
    """The cells above nought as grounds, or all of them if there is none."""
    once = list(dict.fromkeys(keys))
    return [cell(material, key) for key in once if value_of(material, key)] or [
        cell(material, key) for key in once
    ]


def spoilt(clause: Clause) -> bool:
    """The sentence tells of another time than the whole year."""
    return bool(_NOT_THE_YEAR.search(_YEAR_END.sub("", clause.sentence)))


def tells_of_others(clause: Clause) -> bool:
    """The passage counts things that are no applications, and the sentence does not name these."""
    if _OTHER_THINGS.search(clause.sentence):
        return True
    return "申请" not in clause.sentence and _in(_OTHER_THINGS, clause.passage.text)


@lru_cache(maxsize=64)
def _in(words: re.Pattern[str], text: str) -> bool:
    """Remembered, for each of a passage's clauses asks it of the whole passage."""
    return bool(words.search(text))


def _stated(told: Sequence[Clause], counted: Counted) -> Iterator[tuple[Decimal, Clause]]:
    for clause in told:
        match = next(filter(None, (p.search(clause.text) for p in counted.patterns)), None)
        if match and _is_meant(clause, counted):
            yield Decimal(match["number"]), clause


def _is_meant(clause: Clause, counted: Counted) -> bool:
    """The sentence and the passage are on what the wording stands for."""
    if clause.passage.slot not in counted.slots and not counted.needs.search(clause.sentence):
        return False
    if counted.unless and _in(counted.unless, clause.passage.text):
        return False
    return not (counted.spoils.search(clause.sentence) or spoilt(clause) or tells_of_others(clause))


def _cells(material: Material, keys: Iterable[str]) -> tuple[str, ...] | None:
    """The cells behind the keys, None if one of them has no value."""
    found: list[str] = []
    for key in keys:
        groups = next((f.groups for f in formulas() if f.key == key), ((key,),))
        group = next((g for g in groups if all(value_of(material, k) is not None for k in g)), None)
        if group is None:
            return None
        found += group
    return tuple(found)


def _total(material: Material, keys: Iterable[str]) -> Decimal:
    return sum((value_of(material, key) or Decimal(0) for key in keys), Decimal(0))
