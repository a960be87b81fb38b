"""`search --syntax`: one screen, and every example in it is what it says."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from search_api.cli import command_line
from search_api.syntax import parse
from search_api.syntax_help import CONSTRUCTS, syntax_lines
from search_api.tree import Node, Nothing, walk

LINES, CELLS = 24, 80


def test_it_fits_one_screen() -> None:
    """A terminal of 24 lines and 80 cells, where a Han character takes two."""
    lines = list(syntax_lines())

    assert len(lines) <= LINES
    assert [line for line in lines if cell_len(line) > CELLS] == []


def test_examples_stand_apart_from_what_they_mean() -> None:
    """No example runs into its meaning."""
    lines = [line for line in syntax_lines() if "  " in line]

    assert len(lines) == len(CONSTRUCTS)


@pytest.mark.parametrize("example", [e for c in CONSTRUCTS for e in c.examples])
def test_every_example_is_understood(example: str) -> None:
    """Without a notice."""
    parsed = parse(example)

    assert parsed.notices == ()
    assert not isinstance(parsed.node, Nothing)


def test_every_kind_of_node_has_an_example() -> None:
    """But for those that no query asks for alone."""
    shown: set[type[Node]] = {
        type(node) for c in CONSTRUCTS for e in c.examples for node, _ in walk(parse(e).node)
    }

    assert {kind.__name__ for kind in shown} == {
        *("Words", "Literal", "Near", "Pattern", "Keyword", "Range", "Compare", "FigureStatus"),
        *("Within", "And", "Or", "Not"),
    }


@pytest.mark.parametrize("args", [["--syntax"], ["保密审查", "--syntax"]])
def test_the_command_prints_it(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Wherever it stands; nothing is searched."""
    command_line(args)

    assert capsys.readouterr().out == "\n".join(syntax_lines()) + "\n"
