"""What the catalog's places and agencies are called: names to codes, and labels for facets.

Only places that stand in the catalog are known here; the full list of divisions is not loaded to
answer a query.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from indexer.catalog.read import Catalog
from indexer.fields import BY_KEY, Field, Match
from indexer.text import normal
from search_api.kept import Kept
from search_api.notices import shown
from search_api.results import Bucket, Facet
from search_api.values import Understood, labels_of, understand

# What may follow a place's short name: 山东(省), 宁夏(回族自治区), 鄌郚(镇).
_SUFFIX = re.compile(
    r"省|市|地区|盟|州|县|区|旗|林区|特区|特别行政区|镇|乡|街道|街道办事处|地区办事处|办事处|苏木"
    r"|(?:[一-鿿]{1,4}族|维吾尔|蒙古|哈萨克|柯尔克孜|塔吉克)*(?:自治[区州县旗]|乡)"
)
_SHORTEST = 2
_TOLD = 10


@dataclass(frozen=True, slots=True)
class Names:
    """The places of a catalog, code → names from the province down, and its agencies' names.

    `labels` are the places' own names, `above` the nearest code that contains each.
    """

    places: Mapping[str, tuple[str, ...]]
    agencies: tuple[str, ...]
    labels: Mapping[str, str] = field(init=False)
    above: Mapping[str, str | None] = field(init=False)

    def __post_init__(self) -> None:
        labels = {code: chain[-1] for code, chain in self.places.items()}
        object.__setattr__(self, "labels", labels)
        object.__setattr__(self, "above", _containing(labels))


def names_of(catalog: Catalog) -> Names:
    """The names in the reports that are searched."""
    return _NAMES.of(catalog)


def _read(catalog: Catalog) -> Names:
    places: dict[str, tuple[str, ...]] = {}
    agencies: dict[str, None] = {}
    for row in catalog.names():
        for depth, (code, _) in enumerate(row.places):
            places[code] = tuple(name for _, name in row.places[: depth + 1])
        agencies[row.agency_normal] = None
        agencies[normal(row.name_in_report)] = None
    return Names(places, tuple(agencies))


_NAMES = Kept(_read)


def understand_among(names: Names, field: Field, written: str) -> Understood:
    """What a value means where the places and agencies of the catalog are known."""
    if field.key == "region":
        return _region(names, written)
    if field.key == "agency":
        wanted = normal(written)
        if any(wanted in agency for agency in names.agencies):
            return Understood((wanted,))
        message = f"没有名称含“{shown(written)}”的机关"
        return Understood((wanted,), "unknown_value", message, names.agencies)
    return understand(field, written)


def _region(names: Names, written: str) -> Understood:
    wanted = normal(written)
    if wanted.isascii() and wanted.isdigit():
        if any(code.startswith(wanted) for code in names.places):
            return Understood((wanted,))
        message = f"没有区划代码以 {shown(wanted)} 开头的报告"
        return Understood((wanted,), "unknown_value", message)
    found = sorted(code for code, chain in names.places.items() if _called(chain[-1], wanted))
    if not found:
        message = f"报告中没有“{shown(written)}”这个地方"
        known = tuple(dict.fromkeys(chain[-1] for chain in names.places.values()))
        return Understood((wanted,), "unknown_value", message, known)
    if len(found) == 1:
        return Understood((found[0],))
    told = "、".join(f"{code} {''.join(names.places[code])}" for code in found[:_TOLD])
    more = "等" if len(found) > _TOLD else ""
    message = f"叫“{shown(written)}”的地方有 {len(found)} 处，都计入：{told}{more}"
    return Understood(tuple(found), "several_places", message)


def _called(name: str, wanted: str) -> bool:
    """Whether a place is called so, with or without what names its kind."""
    full = normal(name)
    if full == wanted:
        return True
    rest = full.removeprefix(wanted)
    return len(wanted) >= _SHORTEST and rest != full and bool(_SUFFIX.fullmatch(rest))


def facet(field: str, buckets: Sequence[Bucket], names: Names | None = None) -> Facet:
    """A field's counts with labels; parts and places stand inside what contains them."""
    known = BY_KEY[field]
    labels: Mapping[str, str] = labels_of(field)
    above: Mapping[str, str | None] = {}
    if field == "region" and names is not None:
        labels, above = names.labels, names.above
        # 市辖区 and 省直辖县级行政区划 are codes without a place: what is in them stands above.
        buckets = [b for b in buckets if b.value in labels or b.selected]
    inside: Mapping[str | None, Sequence[Bucket]] = {None: buckets}
    if known.match is Match.PREFIX:
        inside = _inside(buckets, above)

    # A catalog has a thousand places, and every search with this facet comes here with all of them.
    def labelled(bucket: Bucket) -> Bucket:
        value, count, selected, _, _, literal = bucket
        below = inside.get(value, ())
        children = tuple(map(labelled, below)) if below else ()
        return Bucket(value, count, selected, labels.get(value, value), children, literal)

    return Facet(field, known.label, tuple(map(labelled, inside.get(None, ()))))


def _inside(
    buckets: Sequence[Bucket], above: Mapping[str, str | None]
) -> Mapping[str | None, Sequence[Bucket]]:
    """By each value the buckets that it contains with none between, order kept; None: the others.

    `above` is used where it knows all the values.
    """
    present = {bucket.value for bucket in buckets}
    if not above.keys() >= present:
        above = _containing(present)
    inside: dict[str | None, list[Bucket]] = {}
    for bucket in buckets:
        outer = above[bucket.value]
        while outer is not None and outer not in present:
            outer = above[outer]
        inside.setdefault(outer, []).append(bucket)
    return inside


def _containing(values: Iterable[str]) -> dict[str, str | None]:
    """Each value with the longest other one that contains it.

    In the order of strings a value stands behind what contains it, with nothing else between.
    """
    around: list[str] = []
    above: dict[str, str | None] = {}
    for value in sorted(values):
        while around and not value.startswith(around[-1]):
            around.pop()
        above[value] = around[-1] if around else None
        around.append(value)
    return above
