"""Near finds what two loops over every place find, and nothing grows with the square of a text."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from indexer.text import normal
from search_api.near import is_near, near_pairs, starts
from search_api.snippets import marks_on
from search_api.tree import Near

texts = st.text("一二三。a", max_size=30)
needles = st.text("一二三。a", min_size=1, max_size=3)
distances = st.integers(0, 6)


def places(needle: str, text: str) -> list[int]:
    """Every place of a needle, by looking at each."""
    return [place for place in range(len(text)) if text.startswith(needle, place)]


def between(one: tuple[int, int], other: tuple[int, int]) -> int:
    """How many characters stand between two spans; below zero where they overlap."""
    return max(other[0] - one[1], one[0] - other[1])


def plain_pairs(
    first: str, second: str, distance: int, text: str
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Every pair that counts as near, by looking at each place of both."""
    return [
        (one, other)
        for one in ((place, place + len(first)) for place in places(first, text))
        for other in ((place, place + len(second)) for place in places(second, text))
        if 0 <= between(one, other) <= distance
    ]


@given(needles, texts)
def test_a_needle_begins_wherever_it_stands(needle: str, text: str) -> None:
    """Overlapping places too."""
    assert list(starts(needle, text)) == places(needle, text)


@given(needles, needles, distances, texts)
@example("一", "一", 0, "一")
@example("一一", "一", 0, "一一")
@example("一一", "一一", 0, "一一一")
@example("一一", "一一", 0, "一一一一")
def test_near_is_what_two_loops_find(first: str, second: str, distance: int, text: str) -> None:
    """In either order, never with itself, never overlapping, exactly up to the distance."""
    expected = bool(plain_pairs(first, second, distance, text))

    assert is_near(first, second, distance, text) == expected
    assert is_near(second, first, distance, text) == expected


@given(needles, needles, distances, texts)
def test_the_nearest_on_either_side_is_told(
    first: str, second: str, distance: int, text: str
) -> None:
    """For each place of the first: of the pairs with it, the nearest after and before it."""
    expected = set()
    pairs = plain_pairs(first, second, distance, text)
    for one in {one for one, _ in pairs}:
        others = [other for this, other in pairs if this == one]
        after = [other for other in others if other[0] >= one[1]]
        before = [other for other in others if other[1] <= one[0]]
        expected |= {(one, other) for other in (*sorted(after)[:1], *sorted(before)[-1:])}

    assert sorted(near_pairs(first, second, distance, text)) == sorted(expected)


@given(needles, needles, distances, st.text("一二三。a １Ａ\n", max_size=30))
def test_what_is_near_is_marked(first: str, second: str, distance: int, text: str) -> None:
    """Marked is what stands in some near pair, no more; where nothing is near, nothing is."""
    shown = normal(text)
    pairs = list(near_pairs(first, second, distance, shown))
    marked = "".join(
        normal(text[mark.start : mark.end])
        for mark in marks_on(text, Near(first, second, distance))
    )
    covered = sorted({place for pair in pairs for span in pair for place in range(*span)})

    assert marked == "".join(shown[place] for place in covered)


def test_a_long_run_of_one_character_takes_steps_in_proportion() -> None:
    """Each place looks for its two neighbours, not at every other place."""
    text = "一" * 200_000

    assert sum(1 for _ in near_pairs("一", "一", 10, text)) == 2 * (len(text) - 1)
    assert is_near("一" * 50_000, "二", 10, text) is False
    assert len(marks_on(text, Near("一", "一", 10))) == 502  # of a thousand pairs
