"""t3_flow, t3_result_sum, t3_row_sum, t4_sum: the arithmetic that the form prints or implies.

Only identities all of whose cells have values are assessed. Flattened tables leave it open whether
the report or its conversion is at fault.
"""

from __future__ import annotations

from collections.abc import Iterator

from indexer.document import Table
from indexer.model import Finding, Origin, Severity
from indexer.report.identities import Broken, broken_identities, place_of
from indexer.report.material import Material, cell

_SIDES = {
    "t3_flow": ("新收与上年结转之和", "办理结果总计与结转下年度之和"),
    "t3_result_sum": ("各项办理结果之和", "办理结果总计"),
    "t3_row_sum": ("各类申请人之和", "总计"),
    "t4_sum": ("各类结果之和", "总计"),
}
_MEANT = {
    "t3_flow": "new and carried in against results and carried out",
    "t3_result_sum": "the results against their total",
    "t3_row_sum": "the kinds of applicants against their total",
    "t4_sum": "the outcomes against their total",
}


def t3_flow(material: Material) -> Iterator[Finding]:
    """一 + 二 = 三（七） + 四 in every column."""
    return _broken(material, "t3_flow")


def t3_result_sum(material: Material) -> Iterator[Finding]:
    """三（七） is the sum of the results in every column."""
    return _broken(material, "t3_result_sum")


def t3_row_sum(material: Material) -> Iterator[Finding]:
    """总计 is the sum of the kinds of applicants in every row."""
    return _broken(material, "t3_row_sum")


def t4_sum(material: Material) -> Iterator[Finding]:
    """总计 is the sum of the outcomes in every block."""
    return _broken(material, "t4_sum")


def _broken(material: Material, check: str) -> Iterator[Finding]:
    for failure in broken_identities(material.figures, material.forms, check):
        yield _finding(material, check, failure, *_SIDES[check])


def _finding(material: Material, check: str, failure: Broken, left: str, right: str) -> Finding:
    place = place_of(check, failure.right[0])
    # Cells of nought say nothing; those that make the sums do.
    grounds = [k for k in (*failure.left, *failure.right) if material.figures[k].value]
    return Finding(
        check,
        Severity.ERROR,
        _origin(material, failure),
        f"{place}：{left}为{failure.left_sum}，{right}为{failure.right_sum}，两者不等。",
        f"{place}: {_MEANT[check]}, {failure.left_sum} ≠ {failure.right_sum}.",
        tuple(cell(material, k) for k in dict.fromkeys((*grounds, *failure.right))),
    )


def _origin(material: Material, failure: Broken) -> Origin:
    """A table whose columns the source told is the report's own."""
    tables = [block for block in material.document.blocks if isinstance(block, Table)]
    for key in failure.right:
        locator = material.figures[key].locator
        if locator is None or locator.table is None or locator.table >= len(tables):
            return Origin.UNDECIDED
        if not tables[locator.table].grid.exact:
            return Origin.UNDECIDED
    return Origin.REPORT
