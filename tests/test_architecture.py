"""Imports run one way, files stay short, and nothing is imported inside a function."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAX_LINES = 300

# Top to bottom: a module may import what stands above it, or beside it under the same name.
ORDER = (
    "indexer.errors",
    "indexer.closing",
    "indexer.untold",
    "indexer.document",
    "indexer.model",
    "indexer.outcome",
    "indexer.labels",
    "indexer.check_words",
    "indexer.fields",
    "indexer.counted",
    "indexer.text",
    "indexer.tokens",
    "indexer.segment",
    "indexer.cut",
    "indexer.home",
    "indexer.divisions",
    "indexer.forms",
    "indexer.readers",
    "indexer.report",
    "indexer.across",
    "indexer.catalog",
    "indexer.shapes",
    "indexer.sheets",
    "indexer.stores",
    "indexer.metadata",
    "indexer.opening",
    "indexer.member_names",
    "indexer.archives",
    "indexer.metadata_beside",
    "indexer.files",
    "indexer.source_names",
    "indexer.reading",
    "indexer.reidentify",
    "indexer.terminal",
    "indexer.ingest",
    "indexer.pipeline",
    "indexer.doctor",
    "indexer.status",
    "indexer.parse_view",
    "indexer.correction_words",
    "indexer.correct",
    "indexer.checking",
    "indexer.check_view",
    "indexer.cli",
    "indexer.start",
    "search_api.notices",
    "search_api.tree",
    "search_api.simplify",
    "search_api.filters",
    "search_api.loose",
    "search_api.near",
    "search_api.patterns",
    "search_api.figure_names",
    "search_api.conditions",
    "search_api.wildcards",
    "search_api.scanner",
    "search_api.near_call",
    "search_api.lexer",
    "search_api.values",
    "search_api.syntax",
    "search_api.results",
    "search_api.engines",
    "search_api",
    "search_api.service",
    "search_api.api",
    "search_api.pages",
    "search_api.http",
    "search_api.serve",
    "search_api.cli",
    "search_api.start",
)


def _sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def _module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _rank(module: str) -> int:
    fitting = [name for name in ORDER if module == name or module.startswith(f"{name}.")]
    assert fitting, f"{module} has no place in ORDER"
    return ORDER.index(max(fitting, key=len))


def _imports(tree: ast.AST) -> Iterator[tuple[ast.stmt, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: a relative import"
            yield node, node.module or ""


@pytest.mark.parametrize("path", _sources("indexer", "search_api"), ids=_module)
def test_imports_run_one_way(path: Path) -> None:
    """No module imports one that stands below it in ORDER."""
    here = _rank(_module(path)) if _module(path) not in ("indexer", "search_api") else len(ORDER)
    for _, name in _imports(ast.parse(path.read_text("utf-8"))):
        if name.startswith(("indexer.", "search_api.")):
            assert _rank(name) <= here, f"{_module(path)} imports {name}"
        assert name.split(".")[0] != "tests"


@pytest.mark.parametrize("path", _sources("indexer", "search_api", "tests"), ids=_module)
def test_files_are_short(path: Path) -> None:
    """A file near 300 lines has become two things."""
    assert len(path.read_text("utf-8").splitlines()) <= MAX_LINES


@pytest.mark.parametrize("path", _sources("indexer", "search_api"), ids=_module)
def test_nothing_is_imported_inside_a_function(path: Path) -> None:
    """The head of a file tells what it needs."""
    tree = ast.parse(path.read_text("utf-8"))
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            assert [name for _, name in _imports(function)] == []


def test_the_order_names_what_there_is() -> None:
    """A name that no module has is left over."""
    modules = {_module(path) for path in _sources("indexer", "search_api")}
    unused = [
        name
        for name in ORDER
        if not any(module == name or module.startswith(f"{name}.") for module in modules)
    ]

    assert unused == []
