"""By what a sample is stratified, and in which stratum each unit of a frame stands.

Strata part the frame: a unit with several values of a field stands in the stratum of them together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from indexer.catalog.read import Catalog
from indexer.errors import WrongUsage
from indexer.fields import FIELDS
from indexer.stores.entries import facts_of
from search_api.engines.base import PASSAGE, REPORT, Ranked
from search_api.places import Names, names_of
from search_api.values import labels_of
from search_api.view_options import AGENCY

TOGETHER = "+"
_NONE = "无"
Key = tuple[str, int]
# The values of each field that a stratum stands for, sorted.
Sides = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class By:
    """A way of parting; `digits` of a code name a place of one level. `of`: see `Field`."""

    key: str
    label: str
    names: tuple[str, ...]
    of: str
    digits: int = 0


BYS: tuple[By, ...] = (
    *(By(f.key, f.label, (*f.names, f.label), f.of) for f in FIELDS if f.facet),
    By("province", "省", ("province", "省", "省级"), REPORT, 2),
    By("prefecture", "市（地级）", ("prefecture", "市", "地市", "市级"), REPORT, 4),
    By("county", "县", ("county", "县", "区县", "县级"), REPORT, 6),
    By("township", "乡镇", ("township", "乡镇", "乡", "镇", "乡级"), REPORT, 9),
)
_BY_NAME = {name: by for by in BYS for name in by.names}
# An agency has one of these whatever its report; a report has many passages.
_OF_AGENCIES = ("region", "level", "kind", "province", "prefecture", "county", "township")
_OF_UNIT = {
    PASSAGE: BYS,
    REPORT: tuple(by for by in BYS if by.of == REPORT),
    AGENCY: tuple(by for by in BYS if by.key in _OF_AGENCIES),
}


def ways_of(written: Iterable[str], unit: str) -> tuple[By, ...]:
    """The ways that are named, several with commas. Raises WrongUsage, telling what there is."""
    found: dict[str, By] = {}
    for name in (w.strip() for text in written for w in text.replace("，", ",").split(",")):
        by = _BY_NAME.get(name)
        if by is None or by not in _OF_UNIT[unit]:
            told = "、".join(f"{by.key} {by.label}" for by in _OF_UNIT[unit])
            raise WrongUsage(
                f"--by {name} 不能给 {unit} 分层 (no such strata).",
                f"{unit} 可用：{told}。",
            )
        found[by.key] = by
    return tuple(found.values())


def sides_of(
    catalog: Catalog, frame: Mapping[Key, Sequence[Ranked]], by: Sequence[By]
) -> dict[Key, Sides]:
    """The stratum of each unit, a unit being what its hits are together."""
    if not by:
        return dict.fromkeys(frame, ())
    versions = {hit.version for hits in frame.values() for hit in hits}
    of_reports = {
        version: tuple(_of_report(one, values) for one in by)
        for version, _, _, _, values in facts_of(catalog, versions)
    }
    own: dict[tuple[int, int], dict[str, tuple[str, ...]]] = {}
    if any(one.of == PASSAGE for one in by):
        own = {
            (version, n): {"section": (slot,), "aspect": (aspect,), "topic": topics}
            for version, n, slot, aspect, topics in catalog.passage_fields(versions)
        }
    nothing: Sides = ((),) * len(by)

    def sides(hit: Ranked) -> Sides:
        known = of_reports.get(hit.version, nothing)
        mine = own.get((hit.version, hit.n), {})
        return tuple(mine.get(one.key, side) for one, side in zip(by, known, strict=True))

    return {key: _together([sides(hit) for hit in hits]) for key, hits in frame.items()}


def _of_report(by: By, values: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """What a report has; its place is the innermost, an agency's name the canonical one."""
    match by.key:
        case _ if by.digits:
            return tuple(code for code in values["region"] if len(code) == by.digits)
        case "region":
            return values["region"][-1:]
        case "agency":
            return values["agency"][:1]
        case _:
            return values.get(by.key, ())


def _together(all_sides: Sequence[Sides]) -> Sides:
    return tuple(
        tuple(sorted({value for side in of_one for value in side}))
        for of_one in zip(*all_sides, strict=True)
    )


def stratum_label(by: Sequence[By], sides: Sides, names: Names) -> str:
    """A stratum as people call it: `2020 · 乡级`."""
    told = []
    for one, values in zip(by, sides, strict=True):
        labels: Mapping[str, str] = labels_of(one.key)
        if one.digits or one.key == "region":
            labels = {code: "".join(names.places.get(code, (code,))) for code in values}
        told.append(TOGETHER.join(labels.get(value, value) for value in values) or _NONE)
    return " · ".join(told)


def place_names(catalog: Catalog, by: Sequence[By]) -> Names:
    """The names of places, where a stratum is one."""
    wanted = any(one.digits or one.key == "region" for one in by)
    return names_of(catalog) if wanted else Names({}, ())
