"""What has to be said about rows: overlaps, units, unknown scopes, breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from search_api.notices import Notice
from search_api.series.rows import CONTAINED, NOTHING_UNDER, UNITS, Row

_TOLD = 3


def name_of(row: Row) -> str:
    """A row as messages name it."""
    return " ".join((row.measure.key, *(side.label for side in row.group)))


def reason(row: Row) -> str:
    """Why a row that has figures has no value, for a person."""
    match row.refused:
        case str(code) if code == CONTAINED:
            pairs = row.overlap.contained
            told = "；".join(f"{inner} 在 {outer} 之内" for outer, inner in pairs[:_TOLD])
            more = f" 等 {len(pairs)} 处" if len(pairs) > _TOLD else ""
            return f"本级汇总互相包含，不能相加：{told}{more}"
        case str(code) if code == UNITS:
            told = "、".join(f"{unit or '未写'} {count}" for unit, count in row.units.items())
            return f"单位不一，不能相加：{told}"
        case str(code) if code == NOTHING_UNDER:
            return "分母为 0，不能计算"
        case _:
            return ""


def remarks(rows: Sequence[Row]) -> Iterator[Notice]:
    """One notice for each thing to be known, naming the first rows that it is about."""
    contained = [row for row in rows if row.refused == CONTAINED]
    if contained:
        yield Notice(
            "contained",
            f"{_some(contained)}：{reason(contained[0])}。请只选一个层级，或按层级分组 "
            "(an aggregate contains another; choose a level)。",
        )
    mixed_units = [row for row in rows if row.refused == UNITS]
    if mixed_units:
        yield Notice("units", f"{_some(mixed_units)}：{reason(mixed_units[0])} (units differ)。")
    same = sorted({pair for row in rows for pair in row.overlap.same})
    if same:
        told = "；".join(f"{lost} 与 {kept}" for kept, lost in same[:_TOLD])
        yield Notice(
            "one_organ", f"政府与其办公室同年同口径的报告只计一份，未计前者：{told} (one organ)。"
        )
    unplaced = sorted({name for row in rows for name in row.overlap.unplaced})
    if unplaced:
        told = "、".join(unplaced[:_TOLD])
        yield Notice("unplaced", f"地区未定的汇总，不知包含哪些，未计：{told} (place unknown)。")
    unknown = [row for row in rows if row.unknown_scope]
    if unknown:
        yield Notice(
            "unknown_scope", f"{_some(unknown)}：统计范围未定的报告未计，已列入“未计” (left out)。"
        )
    unitless = [row for row in rows if row.unitless]
    if unitless:
        yield Notice(
            "no_unit", f"{_some(unitless)}：没有写单位的金额未计，已列入“未计” (no unit printed)。"
        )
    broken = {item: row for row in rows for item in (*row.breaks, *row.mixed)}
    for item, row in broken.items():
        message = f"口径变化 {row.measure.key}：{item.reason} (break: {item.reason_en})。"
        yield Notice("break", message)


def _some(rows: Sequence[Row]) -> str:
    told = "、".join(name_of(row) for row in rows[:_TOLD])
    return f"{told} 等 {len(rows)} 行" if len(rows) > _TOLD else told
