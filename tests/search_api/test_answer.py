"""What the `search` command says besides the hits, and how its output is taken further."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.search_api.running import ROOT, Place, specimens


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A home of the specimens."""
    return specimens(tmp_path_factory.getbasetemp())


def test_the_commands_that_are_told_go_to_the_same_home(place: Place, tmp_path: Path) -> None:
    """Typed elsewhere, with a home named, the next page and the report are found."""
    elsewhere = Place(tmp_path)
    ran = elsewhere.search("公开", "--limit=3", f"--home={place.home}")
    told = re.findall(r"next: search (.+)", ran.err) + re.findall(r"→ search (.+)", ran.out)

    assert len(told) > 1
    assert all(elsewhere.search(*shlex.split(line)).code == 0 for line in told)
    assert not elsewhere.home.exists()


def test_a_reader_that_goes_away_is_no_failure(place: Place) -> None:
    """`search … | head` ends well, in every form."""
    environment = {**os.environ, "GONGKAI_HOME": str(place.home), "PYTHONPATH": str(ROOT)}
    environment["XDG_STATE_HOME"] = str(place.folder / "state")
    for words in (["公开"], ["公开", "--csv"], ["公开", "--json"], ["show", "青芷镇", "2022"]):
        reader, writer = os.pipe()
        os.close(reader)
        code = "from search_api.start import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", code, *words],
            env=environment,
            stdout=writer,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        os.close(writer)

        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
        assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize("query", ["(" * 5_000, " ".join(f"词{n}" for n in range(1_100))])
def test_a_refused_query_is_not_said_to_be_found_nowhere(place: Place, query: str) -> None:
    """It was not searched: only that is said, and shortly."""
    ran = place.search(query)

    assert (ran.code, ran.out) == (1, "")
    assert "未作查找" in ran.err
    assert "没有找到" not in ran.err
    assert len(ran.err) < 200


def test_a_long_query_is_quoted_shortly(place: Place) -> None:
    """With what it was cut into, if there is anything to tell."""
    ran = place.search("保" * 30_000)
    marks = place.search("。。。。")

    assert ran.code == 1
    assert len(ran.err) < 1_000
    assert "分词为" not in marks.err


def test_where_nothing_holds_all_words_those_with_any_are_told(place: Place) -> None:
    """With the query that finds them, filters and all."""
    ran = place.search("棚户区", "征收补偿", "年:2020")
    told = re.search(r"任一词均可：(\d+) 段，写作 (.+)", ran.err)

    assert ran.code == 1
    assert told
    assert int(told[1]) > 0
    assert f"共 {told[1]} 段" in place.search(told[2]).err


def test_an_export_without_hits_says_so(place: Place) -> None:
    """On stderr, with the same help as at a terminal."""
    ran = place.search("保密审查", "xyzzy", "--jsonl", "--level=乡级")

    assert (ran.code, ran.out) == (1, "")
    assert "没有找到" in ran.err
    assert re.search(r"去掉 --level 乡级：\d+ 段", ran.err)


def test_an_export_with_a_limit_tells_where_it_goes_on(place: Place) -> None:
    """The second part begins after the first."""
    every = place.search("保密审查", "--jsonl").out.splitlines()
    first = place.search("保密审查", "--jsonl", "--limit=3")
    cursor = re.search(r"(--after=\S+)", first.err)
    assert cursor

    rest = place.search("保密审查", "--jsonl", "--limit=1000", cursor[1]).out.splitlines()
    assert first.out.splitlines() + rest == every


def test_counts_cannot_be_exported(place: Place) -> None:
    """Rows have no place for them: that is wrong usage, and nothing is dropped silently."""
    ran = place.search("保密审查", "--csv", "--facets", "year")

    assert (ran.code, ran.out) == (2, "")
    assert "--json" in ran.err


@pytest.mark.parametrize("form", [[], ["--count"], ["--kwic"], ["--sample", "2"]])
def test_a_notice_points_at_the_characters(place: Place, form: list[str]) -> None:
    """In every form that a person reads."""
    told = place.search("公开", "年:去年", *form).err

    assert "\n  公开 【年:去年】\n" in told
