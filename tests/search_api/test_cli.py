"""The `search` command on the specimens, as a user runs it."""

from __future__ import annotations

import csv
import json
import re
import shlex
import shutil
from pathlib import Path

import pytest

from indexer.labels import SPECIMEN_MARK
from indexer.sheets import BOM
from tests.search_api.running import Place, specimens


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A home of the specimens."""
    return specimens(tmp_path_factory.getbasetemp())


def test_a_search_prints_passages_under_their_reports(place: Place) -> None:
    """Agency, mark, places, year; part and aspect; the sentence; figures; how to open it."""
    ran = place.command("保密审查", "--limit", "50")

    heads = [line for line in ran.out.splitlines() if SPECIMEN_MARK in line]
    opened = re.findall(r"→ search show (\S+)", ran.out)
    assert ran.code == 0
    assert len(heads) == len(opened) == len(set(opened)) > 3
    assert all("溟州省" in head and re.search(r"20\d\d年", head) for head in heads)
    assert "政府信息管理 · 做法" in ran.out
    assert "数据：" in ran.out
    assert "市辖区" not in ran.out
    assert "省直辖" not in ran.out
    assert "共 " in ran.err
    assert "\x1b" not in ran.out + ran.err


def test_a_plain_search_loads_no_jieba(place: Place) -> None:
    """Nor lxml, fastapi or the readers: a search must not wait for them."""
    code = """
import sys
from search_api.start import main
try:
    main()
except SystemExit:
    print([name for name in sys.modules if name.split('.')[0] in ('jieba', 'lxml', 'fastapi')
           or name in ('indexer.pipeline', 'indexer.readers.read', 'search_api.series_answer')])
"""
    assert place.python(code, "保密审查").out.splitlines()[-1] == "[]"


def test_words_excluded_by_a_dash(place: Place) -> None:
    """`search 审查 -保密` is a query, and no passage has what it excludes."""
    found = json.loads(place.search("审查", "-保密", "--json", "--limit", "100").out)

    assert found["total"] > 0
    assert found["notices"] == []
    assert not any("保密" in hit["snippet"] for hit in found["hits"])


def test_a_command_name_is_searched_after_two_dashes(place: Place) -> None:
    """`search -- show` looks for the word."""
    ran = place.search("--json", "--", "show")

    assert ran.code == 1
    assert json.loads(ran.out)["query"] == "show"


def test_filters_take_keys_and_labels(place: Place) -> None:
    """Alike."""
    by_key = json.loads(place.search("保密", "--section", "overview.management", "--json").out)
    by_label = json.loads(place.search("保密", "--section=政府信息管理", "--json").out)

    assert by_key["total"] == by_label["total"] > 0
    assert {hit["slot"] for hit in by_label["hits"]} == {"overview.management"}


def test_the_next_page_is_a_command_that_goes_on(place: Place) -> None:
    """Every page's last line leads to the next; together they are all hits, each once."""
    every = json.loads(place.search("公开", "--year=2019..2021", "--json", "--limit=1000").out)
    first = place.search("公开", "--year=2019..2021", "--limit=7")
    cursor = re.search(r"--after=(\S+)", first.err)
    assert cursor is not None
    second = json.loads(
        place.search("公开", "--year=2019..2021", "--limit=7", "--after", cursor[1], "--json").out
    )

    assert [h["passage"] for h in second["hits"]] == [h["passage"] for h in every["hits"][7:14]]


def test_the_next_page_of_a_query_on_two_lines_is_a_command(place: Place) -> None:
    """It stands on one line and goes on from the first page."""
    query = "公开\n或\t\n的"
    first = place.search(query, "--limit=2")
    told = re.search(r"next: search (.+)", first.err)
    assert told
    second = place.search("--json", *shlex.split(told[1]))
    every = json.loads(place.search(query, "--limit=4", "--json").out)["hits"]

    assert second.code == 0
    assert json.loads(second.out)["hits"] == every[2:]


def test_nothing_found_says_what_each_part_costs(place: Place) -> None:
    """Exit 1, an empty stdout, the words and filters with their counts, a hint."""
    ran = place.search("保密审查", "xyzzy", "--year", "2020")

    assert (ran.code, ran.out) == (1, "")
    assert "xyzzy" in ran.err
    assert "去掉 --year 2020" in ran.err


@pytest.mark.parametrize(
    "words",
    [
        ("保密", "--yaer", "2020"),
        ("保密", "--sort", "best"),
        ("保密", "--limit", "many"),
        ("保密", "--limit", "-1"),
        ("保密", "--facets=nonsense"),
        ("保密", "--after", "nonsense"),
        ("保密", "--json", "--csv"),
        ("保密", "--excel"),
        ("figures", "2020", "--nonsense"),
        ("show",),
    ],
)
def test_wrong_usage_is_two(place: Place, words: tuple[str, ...]) -> None:
    """With a message, never a traceback, and nothing on stdout."""
    ran = place.search(*words)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.strip()
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "query", [b"\xff\xfe\x80", "((((", '"', "year:", "-", "\x1b[31m", "《》", "NOT", "a" * 5000]
)
def test_a_query_of_any_bytes_is_searched(place: Place, query: str | bytes) -> None:
    """Found or not, never an error."""
    ran = (
        place.command("--limit=1", query)
        if isinstance(query, bytes)
        else place.search("--limit=1", query)
    )

    assert ran.code in (0, 1), ran.err
    assert "Traceback" not in ran.err


def test_csv_for_excel(place: Place) -> None:
    """A byte order mark, Chinese headings, every hit, whole passages."""
    ran = place.search("保密审查", "--csv", "--excel")
    rows = list(csv.DictReader(ran.out.removeprefix(BOM).splitlines()))
    total = json.loads(place.search("保密审查", "--json").out)["total"]

    assert ran.out.startswith(BOM)
    assert len(rows) == total
    assert all(row["样例"] == SPECIMEN_MARK and "审查" in row["段落全文"] for row in rows)


def test_jsonl_has_a_line_for_each_hit(place: Place) -> None:
    """With a limit, the first of them."""
    every = place.search("保密审查", "--jsonl").out.splitlines()

    assert len(every) == json.loads(place.search("保密审查", "--json").out)["total"]
    assert place.search("保密审查", "--jsonl", "--limit=3").out.splitlines() == every[:3]


def test_facets_are_counted(place: Place) -> None:
    """The ones that are named; by their Chinese names too."""
    ran = place.search("保密审查", "--facets", "年份,地区", "--limit=0")

    assert "年份" in ran.out
    assert "溟州省" in ran.out
    assert "机关类型" not in ran.out


def test_filters_alone_list_reports(place: Place) -> None:
    """Nothing looks at text, so reports are what is asked for."""
    found = json.loads(place.search("--year", "2020", "--json").out)

    assert found["unit"] == "report"
    assert {hit["year"] for hit in found["hits"]} == {2020}


def test_help_tells_options_and_commands(place: Place) -> None:
    """`search` alone is the same."""
    ran = place.search()

    assert ran.code == 0
    assert ran.out == place.search("--help").out
    assert all(word in ran.out for word in ("--facets", "search show", "search cite"))


def test_a_home_without_rights_or_data_is_three(place: Place, tmp_path: Path) -> None:
    """A catalog that is none is told apart, with a next step."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "catalog.sqlite").write_bytes(b"no database at all" * 100)
    ran = place.search("保密", "--home", str(home))

    assert ran.code == 3
    assert "→" in ran.err
    assert "Traceback" not in ran.err


def test_a_package_without_a_corpus_says_what_makes_a_home(tmp_path: Path) -> None:
    """Exit 3, naming `indexer add`; nothing is made."""
    code = """
import search_api.first_run as first_run
from pathlib import Path
from indexer.errors import NoHome
from indexer.home import Home
try:
    first_run.make_specimen_home(Home(Path("home")), print, Path("none"))
except NoHome as error:
    print(error.exit_code, error.next_step)
"""
    out = Place(tmp_path).python(code).out

    assert out.startswith("3 ")
    assert "indexer add" in out
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("harm", ["deleted", "cut short", "foreign"])
def test_an_index_that_cannot_be_used_is_mended(place: Place, tmp_path: Path, harm: str) -> None:
    """The search says so and finds the same."""
    home = tmp_path / "home"
    shutil.copytree(place.home, home)
    index = home / "index"
    if harm == "deleted":
        shutil.rmtree(index)
    elif harm == "cut short":
        for path in index.glob("*/*.seg"):
            path.write_bytes(path.read_bytes()[:10])
    else:
        (index / "manifest.json").write_text("{}", "utf-8")
    ran = place.search("保密审查", "--json", "--home", str(home))

    assert "重建" in ran.err
    wanted = json.loads(place.search("保密审查", "--json").out)["hits"]
    assert json.loads(ran.out)["hits"] == wanted
    assert "重建" not in place.search("保密审查", "--home", str(home)).err
