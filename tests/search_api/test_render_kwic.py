"""Keywords stand one below the other whatever stands around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from search_api.kwic import SORT_KEYS, Occurrence
from search_api.render.kwic import kwic_lines
from search_api.render.width import first_cells, last_cells

HOSTILE = st.text("保密ab １Ａ，。\u0301\u200b\ufe0f\u200d👩ｶﾞ\u3099\U00020000", max_size=80)


def occurrence(left: str, keyword: str, right: str, *, specimen: bool = False) -> Occurrence:
    """In a report of an agency with a long name."""
    report = "990121101-39fd8ed2-own-2020"
    agency = "溟州省霁川市林峪县青芷镇人民政府便民服务中心"
    return Occurrence(left, keyword, right, report, f"{report}#p1", 2020, agency, specimen)


def test_without_a_terminal_each_side_has_room_for_its_characters() -> None:
    """Two cells each; then agency, year, id."""
    found = [occurrence("做好", "保密", "审查"), occurrence("ab", "保密", "")]
    lines = [line.plain for line in kwic_lines(found, None, 3)]

    assert lines[0].startswith("  做好保密审查    溟州省霁川市")
    assert lines[1].startswith("    ab保密        溟州省霁川市")
    assert lines[0].endswith(" 2020 990121101-39fd8ed2-own-2020#p1")


@given(
    st.lists(st.tuples(HOSTILE, HOSTILE, HOSTILE), min_size=1, max_size=5),
    st.sampled_from([60, 80, 109, 110, 160, 300]),
    st.booleans(),
)
def test_lines_are_cut_to_the_terminal(
    texts: list[tuple[str, str, str]], width: int, specimen: bool
) -> None:
    """No line is wider; every keyword begins in one column, and so does what tells the place."""
    found = [occurrence(*text, specimen=specimen) for text in texts]
    lines = list(kwic_lines(found, width, width))

    assert all(cell_len(line.plain) <= max(width, 75) for line in lines)
    starts = set()
    for line, one in zip(lines, found, strict=True):
        mark = next((span for span in line.spans if span.style == "bold red"), None)
        if mark is not None:
            assert line.plain[mark.start : mark.end].strip("\u0301\u3099")[:1] in one.keyword
            starts.add(cell_len(line.plain[: mark.start]))
    assert len(starts) <= 1
    assert len({cell_len(line.plain.partition("9901")[0]) for line in lines}) == 1


@pytest.mark.parametrize(("width", "named"), [(80, False), (110, True), (200, True)])
def test_a_wide_terminal_has_room_for_the_agency(width: int, named: bool) -> None:
    """Where it has not, the id alone tells the place: it holds the year."""
    (line,) = kwic_lines([occurrence("做好", "保密", "审查")], width, width)

    assert ("溟州省" in line.plain) == named
    assert line.plain.endswith("990121101-39fd8ed2-own-2020#p1")


@given(HOSTILE, st.integers(0, 30))
def test_a_text_is_cut_by_cells(text: str, width: int) -> None:
    """No wider than allowed, as long as possible, and no letter loses what is written onto it."""
    first, last = first_cells(text, width), last_cells(text, width)

    assert text.startswith(first)
    assert text.endswith(last)
    assert cell_len(first) <= width
    assert cell_len(last) <= width
    assert not last or cell_len(last[0])
    if first != text:
        assert cell_len(text[len(first)])
        assert sum(map(cell_len, text[: len(first) + 1])) > width


def test_sorting_reads_away_from_the_keyword() -> None:
    """Left contexts from their last character, right ones from their first; widths are alike."""
    texts = [("乙甲", "丁"), ("甲乙", "丙"), ("丙甲", "丁"), ("ａ乙", "丙"), ("a乙", "丁")]
    found = [occurrence(left, "保密", right) for left, right in texts]

    def by(order: str) -> list[tuple[str, str]]:
        return [(one.left, one.right) for one in sorted(found, key=SORT_KEYS[order])]

    assert by("left") == [
        ("a乙", "丁"),
        ("ａ乙", "丙"),
        ("甲乙", "丙"),
        ("丙甲", "丁"),
        ("乙甲", "丁"),
    ]
    assert [right for _, right in by("right")] == ["丁", "丁", "丁", "丙", "丙"]
