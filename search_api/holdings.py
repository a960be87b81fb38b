"""What a home holds, counted by what readers come in by: years, places, levels, kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.catalog.read import Catalog
from indexer.catalog.rows import FactsRow
from indexer.labels import KINDS, LEVELS
from search_api.every_report import every_report
from search_api.kept import Kept
from search_api.results import Bucket

_MOST_PLACES = 40


@dataclass(frozen=True, slots=True)
class Holdings:
    """How many agencies there are, and how many reports of each year, place, level and kind.

    Years are in order; of the others what has most comes first. `places` are of one depth: the
    first below which they differ.
    """

    agencies: int
    years: tuple[Bucket, ...]
    places: tuple[Bucket, ...]
    levels: tuple[Bucket, ...]
    kinds: tuple[Bucket, ...]


def _counted(catalog: Catalog) -> Holdings:
    reports = [known.row for known in every_report(catalog)]
    years = Counter(str(report.year) for report in reports)
    return Holdings(
        agencies=len({report.agency_normal for report in reports}),
        years=tuple(Bucket(year, count, False, year) for year, count in sorted(years.items())),
        places=_places(reports),
        levels=_most(Counter(report.level for report in reports), LEVELS),
        kinds=_most(Counter(report.kind for report in reports), KINDS),
    )


def _places(reports: Sequence[FactsRow]) -> tuple[Bucket, ...]:
    deepest = max((len(report.places) for report in reports), default=0)
    places: Counter[str] = Counter()
    for depth in range(deepest):
        at = [report.places[depth] for report in reports if len(report.places) > depth]
        labels = dict(at)
        places = Counter(code for code, _ in at)
        if len(places) > 1:
            break
    return _most(places, labels)[:_MOST_PLACES] if places else ()


def _most(counts: Counter[str], labels: dict[str, str]) -> tuple[Bucket, ...]:
    return tuple(
        Bucket(value, count, False, labels.get(value, value))
        for value, count in counts.most_common()
    )


HOLDINGS: Kept[Holdings] = Kept(_counted)
