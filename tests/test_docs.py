"""The documentation is true: every command, option, field and check is in it, its examples run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from indexer import labels
from indexer.check_words import CHECK_WORDS
from indexer.cli import app as indexer_app
from indexer.fields import FIELDS, Field
from indexer.ingest.outcomes_file import HEADS
from indexer.outcome import OutcomeStatus
from search_api.cli import QUERY_OPTIONS
from search_api.cli import app as search_app
from search_api.options import option_names
from search_api.syntax import parse
from search_api.tree import Nothing

ROOT = Path(__file__).parents[1]
COMMANDS = (ROOT / "docs" / "commands.md").read_text("utf-8")
ORIGINALS = (ROOT / "docs" / "originals.md").read_text("utf-8")
QUERY = (ROOT / "docs" / "query.md").read_text("utf-8")
CHECKS = (ROOT / "docs" / "checks.md").read_text("utf-8")
READMES = [(ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh-CN.md")]


def options() -> list[tuple[str, str]]:
    """(command, option) for every option of both programs."""
    found = [("search QUERY", name) for name in option_names(*QUERY_OPTIONS) if name != "--help"]
    for program, app in (("indexer", indexer_app), ("search", search_app)):
        command = get_command(app)
        assert isinstance(command, TyperGroup)
        for name, part in commands(program, command):
            flags = [flag for p in part.params for flag in p.opts if flag.startswith("--")]
            found += [(name, flag) for flag in flags if flag != "--help"]
    return found


def commands(program: str, group: TyperGroup) -> Iterator[tuple[str, Any]]:
    """Every command of a program, those in groups by their whole name."""
    for name, part in group.commands.items():
        if isinstance(part, TyperGroup):
            yield from commands(f"{program} {name}", part)
        else:
            yield f"{program} {name}", part


def section(title: str) -> str:
    """The part of docs/commands.md under a command's heading."""
    match = re.search(rf"^## `{re.escape(title)}.*?(?=^## |\Z)", COMMANDS, re.M | re.S)
    assert match, f"docs/commands.md has no section on {title}"
    return match.group()


@pytest.mark.parametrize(("command", "option"), options())
def test_every_option_is_documented(command: str, option: str) -> None:
    """Under its command."""
    assert f"`{option}" in section(command)


def test_no_option_is_documented_that_is_not_there() -> None:
    """Nothing is promised that the programs do not have."""
    known = {option for _, option in options()} | {"--help", "--syntax"}

    assert set(re.findall(r"`(--[a-z-]+)", COMMANDS)) <= known


@pytest.mark.parametrize("field", FIELDS, ids=[field.key for field in FIELDS])
def test_every_field_is_documented(field: Field) -> None:
    """With its Chinese name."""
    assert f"| `{field.key}` {field.names[1]} |" in QUERY


@pytest.mark.parametrize("check", labels.CHECKS)
def test_every_check_is_documented(check: str) -> None:
    """With its label."""
    words = CHECK_WORDS[check]
    cells = (
        f"`{check}`",
        labels.CHECKS[check],
        "<br>".join(words.finds),
        "<br>".join(words.silent),
    )

    assert f"| {' | '.join(cells)} |" in CHECKS


@pytest.mark.parametrize("status", labels.STATUSES)
def test_every_status_is_documented(status: str) -> None:
    """With its label, as a query may ask for it."""
    assert f"| {labels.STATUSES[status]} | `{status}` |" in QUERY


def examples() -> list[str]:
    """Every query in docs/query.md."""
    blocks = re.findall(r"```query\n(.*?)```", QUERY, re.S)
    return [line for block in blocks for line in block.splitlines() if line]


@pytest.mark.parametrize("query", examples())
def test_every_example_is_understood(query: str) -> None:
    """Without a notice, and as something that can be found."""
    parsed = parse(query)

    assert parsed.notices == ()
    assert not isinstance(parsed.node, Nothing)


@pytest.mark.parametrize("readme", READMES, ids=["en", "zh"])
def test_the_readme_has_the_two_lines(readme: str) -> None:
    """One installs and answers, one installs and tests; they are the same in both languages."""
    lines = [line for line in readme.splitlines() if line.startswith("python3 -m venv")]

    assert len(lines) == 2
    assert lines[0].endswith('.venv/bin/search "保密审查"')
    assert lines[1].endswith(".venv/bin/python -m pytest")
    assert lines == [line for line in READMES[0].splitlines() if line.startswith("python3 -m")]


@pytest.mark.parametrize("readme", READMES, ids=["en", "zh"])
def test_links_lead_somewhere(readme: str) -> None:
    """Every relative link names a file that is there."""
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", readme)

    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_changelog_and_package_have_one_version() -> None:
    """The newest entry is the version that is built."""
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text("utf-8"), re.M)
    newest = re.search(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert version
    assert newest

    assert newest.group(1) == version.group(1)


@pytest.mark.parametrize("name", [*HEADS, *OutcomeStatus])
def test_what_a_sheet_of_outcomes_holds_is_told(name: str) -> None:
    """Its columns, and what can become of a file."""
    assert f"`{name}`" in ORIGINALS
