"""Places of a facet stand inside the nearest one that contains them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from search_api.places import Names, facet
from search_api.results import Bucket

PLACES = ("99", "9901", "990121", "990122", "990121101", "98", "980101")


def nested(buckets: Sequence[Bucket], outer: str | None = None) -> Iterator[tuple[str, str | None]]:
    """Every value with the one it stands in."""
    for bucket in buckets:
        yield bucket.value, outer
        yield from nested(bucket.children, bucket.value)


def test_places_stand_inside_the_nearest_that_is_counted() -> None:
    """Also where it has no name, is one that was selected, or some between are not counted."""
    random = Random(0)
    for _ in range(200):
        named = random.sample(PLACES, random.randint(0, len(PLACES)))
        names = Names({code: (f"{code}县",) for code in named}, ())
        counted = random.sample(PLACES, random.randint(0, len(PLACES)))
        selected = random.sample((*PLACES, "9"), 2)
        values = list(dict.fromkeys((*counted, *selected)))
        random.shuffle(values)
        buckets = [Bucket(value, 1, value in selected) for value in values]
        shown = [value for value in values if value in named or value in selected]
        found = dict(nested(facet("region", buckets, names).buckets))

        assert sorted(found) == sorted(shown)
        for value, outer in found.items():
            around = [one for one in shown if value.startswith(one) and one != value]
            assert outer == max(around, key=len, default=None)
