"""What the `search` command says besides the hits, and how its output is taken further."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from search_api.answer import nothing
from search_api.options import Filters, Paging
from search_api.question import Question
from search_api.results import SearchResult
from search_api.search import Searcher, SearchOptions
from search_api.session import open_session
from search_api.tree import Node
from search_api.view_options import ViewOptions
from tests.search_api.running import ROOT, Place, specimens

# The least limit that can be written, on a clock of which every look takes an hour.
OUT_OF_TIME = """
import itertools, sys, time
ticks = itertools.count(0, 3600)
time.monotonic = lambda: next(ticks)
from search_api.start import main
sys.argv.append("--timeout=0.01")
main()
"""


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


@pytest.mark.slow
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


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "words",
    [
        *(["保密", "--limit=1"], ["保密", "--limit=1", "--json"], ["保密", "--csv"]),
        *(["保密", "--kwic"], ["保密", "--count"], ["--syntax"], ["show", "青芷镇", "2022"]),
        ["figures", "青芷镇", "2022", "--json"],
    ],
)
def test_a_full_disk_is_one_message(place: Place, words: list[str]) -> None:
    """With a next step, whether the output was written out at once or held to the end."""
    environment = {**os.environ, "GONGKAI_HOME": str(place.home), "PYTHONPATH": str(ROOT)}
    environment["XDG_STATE_HOME"] = str(place.folder / "state")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", "from search_api.start import main; main()", *words],
            env=environment,
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    assert done.returncode == 3, done.stderr
    assert done.stderr.count("写不出去") == done.stderr.count("→") == 1
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.slow
def test_a_closed_stdout_is_no_failure(place: Place) -> None:
    """`search … >&-`: the exit code tells what was found."""
    code = """
import sys
sys.stdout = None
from search_api.start import main
main()
"""

    assert [place.python(code, word, "--json").code for word in ("公开", "xyzzy")] == [0, 1]


@pytest.mark.parametrize("query", ["(" * 5_000, " ".join(f"词{n}" for n in range(1_100))])
def test_a_refused_query_is_not_said_to_be_found_nowhere(place: Place, query: str) -> None:
    """It was not searched: only that is said, and shortly."""
    ran = place.search(query)

    assert (ran.code, ran.out) == (2, "")
    assert "未作查找" in ran.err
    assert "没有找到" not in ran.err
    assert len(ran.err) < 200


@pytest.mark.parametrize("way", [[], ["--count"], ["--kwic"], ["--sample=2"], ["explain"]])
def test_a_refused_query_is_wrong_usage_in_every_form(place: Place, way: list[str]) -> None:
    """And its 0 is no exact count."""
    ran = place.search(*way, " ".join(f"词{n}" for n in range(1_100)), "--json")
    told = json.loads(ran.out)

    assert ran.code == 2
    assert "未作查找" in ran.out + ran.err
    assert "没有找到" not in ran.err
    assert "--kwic 要有" not in ran.err
    if way == ["explain"]:
        assert told["clauses"][0]["total"] is None
    else:
        assert (told["total"], told["total_relation"]) == (0, "gte")


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


def test_a_query_too_long_to_be_pasted_is_not_told(place: Place) -> None:
    """Cut short it would be another query."""
    ran = place.search("公开", *(f"棚户区{n}" for n in range(30)))

    assert ran.code == 1
    assert "任一词均可" in ran.err
    assert "写作" not in ran.err


@pytest.mark.parametrize(
    "way", [["--kwic", "--sort=left"], ["--sample=2", "--group=agency"], ["--group=report"]]
)
def test_what_each_part_costs_is_told_in_every_way(place: Place, way: list[str]) -> None:
    """Also where hits are ordered or counted as no page of hits is."""
    ran = place.search("保密审查", "xyzzy", "--level=乡级", *way)

    assert ran.code == 1
    assert re.search(r"去掉 --level 乡级：\d+ ", ran.err)


class Slow(Searcher):
    """Takes its time, finds no end, and keeps how much time it was given."""

    def __init__(self, searcher: Searcher) -> None:
        super().__init__(searcher._catalog, searcher._engine, searcher._cut)
        self.given: list[float | None] = []

    def search(self, query: str | Node, options: SearchOptions | None = None) -> SearchResult:
        """As ever, but a lower bound."""
        time.sleep(0.1)
        self.given.append(None if options is None else options.timeout)
        return replace(super().search(query, options), partial=True)


def test_all_that_helps_has_one_time_limit(
    place: Place, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each search has what is left; after it none is begun; counts are bounds where it ended."""
    monkeypatch.setenv("XDG_STATE_HOME", str(place.folder / "state"))
    views = ViewOptions(timeout="0.25")
    question = Question("甲 乙 丙 丁 戊 己 xyzzy", Filters(), Paging(), views)
    with open_session(place.home) as session:
        slow = Slow(session.searcher)
        nothing(slow, question)
        freely = Slow(session.searcher)
        nothing(freely, replace(question, views=ViewOptions(timeout="none")))
    told = capsys.readouterr().err

    given = [seconds for seconds in slow.given if seconds is not None]
    assert len(given) == len(slow.given) <= 3 < len(freely.given)
    assert given == sorted(set(given), reverse=True)
    assert max(given) <= 0.25
    assert set(freely.given) == {None}
    assert told.count("至少") >= len(freely.given) - 1


@pytest.mark.slow
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_an_export_for_which_time_ran_out_does_not_say_that_nothing_is_there(
    place: Place, form: str
) -> None:
    """It was not looked through: only that is said."""
    ran = place.python(OUT_OF_TIME, "保密", f"--{form}")

    assert ran.code == 1
    assert "查找超时" in ran.err
    assert "没有找到" not in ran.err


def test_lines_for_which_time_ran_out_are_a_lower_bound(place: Place) -> None:
    """Also their passages."""
    ran = place.python(OUT_OF_TIME, "保密", "--kwic")

    assert "至少 0 段" in ran.err
    assert "查找超时" in ran.err
    assert "没有找到" not in ran.err


def test_a_sample_for_which_time_ran_out_is_none(place: Place) -> None:
    """It would not be drawn from all: what may be done is told."""
    ran = place.python(OUT_OF_TIME, "保密", "--sample=2")

    assert (ran.code, ran.out) == (2, "")
    assert "缩小范围" in ran.err


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
