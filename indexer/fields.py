"""Every field an index knows, once: what it holds, how it is matched, and where it comes from.

Stores write these, engines read them, the query language names them. A field of a report holds for
all its passages.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Match(StrEnum):
    """How a filter on a field is decided."""

    EXACT = "exact"
    CONTAINS = "contains"
    RANGE = "range"
    PREFIX = "prefix"


@dataclass(frozen=True, slots=True)
class Field:
    """One filterable field. `names` are what a query may call it, Chinese and English.

    `facet`: counts are offered on it. `of` is "passage" or "report".
    """

    key: str
    names: tuple[str, ...]
    match: Match
    of: str
    label: str
    facet: bool = True


FIELDS: tuple[Field, ...] = (
    Field("year", ("year", "年", "年份", "年度"), Match.RANGE, "report", "年份"),
    Field("region", ("region", "地区", "地方", "区划"), Match.PREFIX, "report", "地区"),
    Field("agency", ("agency", "机关", "单位"), Match.CONTAINS, "report", "机关"),
    Field("level", ("level", "层级", "级别"), Match.EXACT, "report", "层级"),
    Field("kind", ("kind", "类型", "机关类型"), Match.EXACT, "report", "机关类型"),
    Field("scope", ("scope", "范围", "统计范围"), Match.EXACT, "report", "统计范围"),
    Field("form", ("form", "表式"), Match.EXACT, "report", "表式"),
    Field("published", ("published", "公布", "公布时间"), Match.RANGE, "report", "公布时间", False),
    Field("section", ("section", "部分", "栏目"), Match.PREFIX, "passage", "部分"),
    Field("aspect", ("aspect", "性质"), Match.EXACT, "passage", "性质"),
    Field("topic", ("topic", "主题"), Match.EXACT, "passage", "主题"),
    Field("finding", ("finding", "核查", "findings", "问题线索"), Match.EXACT, "report", "核查"),
)

BY_KEY: dict[str, Field] = {field.key: field for field in FIELDS}
BY_NAME: dict[str, Field] = {name: field for field in FIELDS for name in field.names}
