"""The two lines of the README on a bare machine, and the wheel without the repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_PARTS = ("indexer", "search_api", "corpus", "tests", "docs")
_FILES = ("pyproject.toml", "README.md", "README.zh-CN.md", "LICENSE", "CHANGELOG.md")

pytestmark = pytest.mark.slow


def environment(folder: Path) -> dict[str, str]:
    """A user without a home of data, with folders of their own."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GONGKAI")}
    return {
        **kept,
        "XDG_STATE_HOME": str(folder / "state"),
        "XDG_CACHE_HOME": str(folder / "cache"),
    }


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A line as typed into a shell."""
    return subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_first_line_of_the_readme(tmp_path: Path) -> None:
    """It makes an environment, installs, builds the specimen home and answers."""
    clone = tmp_path / "clone"
    clone.mkdir()
    for name in _PARTS:
        shutil.copytree(ROOT / name, clone / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in _FILES:
        shutil.copy(ROOT / name, clone)
    readme = (ROOT / "README.md").read_text("utf-8").splitlines()
    line = next(line for line in readme if line.startswith("python3 -m venv"))
    ran = run(line, clone)

    assert ran.returncode == 0, ran.stderr
    assert "保密审查" in ran.stdout
    assert "〔样例·虚构〕" in ran.stdout
    again = run(".venv/bin/search 保密审查", clone)
    assert again.returncode == 0
    assert again.stdout == ran.stdout


def test_the_wheel_works_without_the_repository(tmp_path: Path) -> None:
    """It carries its data files; with no specimens beside it, a search says how to begin."""
    report = (ROOT / "corpus" / "qingzhi-town-2020.html").resolve()
    built = run(f"{sys.executable} -m pip wheel -q --no-deps -w {tmp_path} {ROOT}", tmp_path)
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    made = run(f"{sys.executable} -m venv bare && bare/bin/pip install -q {wheel}", tmp_path)
    assert made.returncode == 0, made.stderr
    assert run("bare/bin/search --help", tmp_path).returncode == 0
    without = run("bare/bin/search 保密审查", tmp_path)
    assert (without.returncode, without.stdout) == (3, "")
    assert "indexer add" in without.stderr
    added = run(f"bare/bin/indexer add {report}", tmp_path)
    assert added.returncode == 0, added.stderr
    assert "青芷镇" in run("bare/bin/search 审查", tmp_path).stdout
