"""Sorting a command line out: what is the query, what an option, what a command."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import WrongUsage
from search_api.arguments import EVERY_FACET, Command, Query, arrange, facet_names

COMMANDS = ("show", "figures", "agency", "cite")
OPTIONS = {
    "--help": False,
    "--year": True,
    "--limit": True,
    "--facets": True,
    "--json": False,
    "--home": True,
}


def arranged(*words: str) -> Command | Query:
    """The line as it is understood."""
    return arrange(words, COMMANDS, OPTIONS)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (("保密审查",), ("保密审查",)),
        (("审查", "-保密"), ("审查", "-保密")),
        (("审查", "-x"), ("审查", "-x")),
        (("-",), ("-",)),
        (("保密", "show"), ("保密", "show")),
        (("--", "show"), ("show",)),
        (("--", "--year"), ("--year",)),
        (("a", "--", "-h", "--json"), ("a", "-h", "--json")),
    ],
)
def test_what_is_no_option_belongs_to_the_query(
    line: tuple[str, ...], words: tuple[str, ...]
) -> None:
    """One dash, a command's name after a word, and all that follows `--` are searched."""
    assert arranged(*line) == Query(words, {})


def test_options_stand_anywhere() -> None:
    """Before, between and after the words; repeated ones keep every value."""
    line = ("--year", "2018..2021", "保密", "--json", "审查", "--year=2023", "--limit", "-3")
    wanted = {"--year": ("2018..2021", "2023"), "--json": ("",), "--limit": ("-3",)}

    assert arranged(*line) == Query(("保密", "审查"), wanted)


def test_the_first_word_may_be_a_command() -> None:
    """Options before the command's name are the command's too; a value is no command."""
    assert arranged("show", "x", "--json") == Command("show", ("x", "--json"))
    assert arranged("--home", "d", "show", "x") == Command("show", ("x", "--home", "d"))
    assert arranged("--year", "show") == Query((), {"--year": ("show",)})


@pytest.mark.parametrize("line", [(), ("--help",), ("保密", "-h"), ("-h",)])
def test_nothing_or_a_cry_for_help_is_help(line: tuple[str, ...]) -> None:
    """`search` alone prints help."""
    assert arranged(*line) == Command("query", ("--help",))


@pytest.mark.parametrize(("wrong", "near"), [("--yaer", "--year"), ("--jsn=1", "--json")])
def test_an_unknown_option_names_the_nearest(wrong: str, near: str) -> None:
    """And says how to search for it."""
    with pytest.raises(WrongUsage) as raised:
        arranged("保密", wrong)

    assert near in raised.value.next_step
    assert f"search -- {wrong}" in raised.value.next_step
    assert raised.value.exit_code == 2


def test_a_long_unknown_option_is_quoted_shortly() -> None:
    """Twice, and each time its beginning."""
    with pytest.raises(WrongUsage) as raised:
        arranged("--" + "x" * 100_000)

    assert len(str(raised.value)) < 300


def test_an_option_like_no_other_is_not_taken_for_one() -> None:
    """Two dashes do not make two options alike."""
    with pytest.raises(WrongUsage) as raised:
        arranged("保密", "--bad")

    assert "最接近" not in raised.value.next_step
    assert "--help" in raised.value.next_step


@pytest.mark.parametrize("line", [("a", "--year"), ("a", "--json=1"), ("--保密",)])
def test_an_option_with_a_wrong_value_is_wrong_usage(line: tuple[str, ...]) -> None:
    """A missing value, a value that is not taken, two dashes before a word."""
    with pytest.raises(WrongUsage):
        arranged(*line)


def test_facets_take_names_of_facets_only() -> None:
    """What follows --facets is its value if it names facets, else a word of the query."""
    assert arranged("--facets", "保密") == Query(("保密",), {"--facets": (EVERY_FACET,)})
    assert arranged("保密", "--facets") == Query(("保密",), {"--facets": (EVERY_FACET,)})
    named = Query(("保密",), {"--facets": ("年份,region",)})
    assert arranged("--facets", "年份,region", "保密") == named
    assert facet_names("年份，region，年") == ("year", "region")
    assert facet_names("published") is None


@given(st.lists(st.text(max_size=8), max_size=6))
def test_any_line_is_understood_or_wrong_usage(words: list[str]) -> None:
    """Whatever the bytes, nothing else is raised, and no word is lost."""
    try:
        found = arrange(words, COMMANDS, OPTIONS)
    except WrongUsage:
        return
    if isinstance(found, Query):
        held = [*found.words, *(value for values in found.given.values() for value in values)]
        assert all(word in held for word in words if not word.startswith("--"))
