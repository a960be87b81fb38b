"""`search --kwic` as a user runs it."""

from __future__ import annotations

import csv
import json
import re

import pytest
from rich.cells import cell_len

from indexer.catalog.write import batch, writable
from indexer.home import Home
from indexer.labels import SPECIMEN_MARK
from indexer.text import normal
from tests.make import CODES, report
from tests.search_api.running import Place, specimens

HOSTILE = [
    "做好\x1b[31m保密审查\x07。\u202e反向\u2066保密审查。",
    "甲" * 3_000 + "保密审查" + "e\u0301\u200b\ufeff" * 2_000,
    "=1+1保密审查，-保密审查",
    "保密审查",
    "\u0301\u200b\u3099保密审查\u0301。保\n  密审\n查 tail",
    "审查之后，才讲保密。",
]


# A clock on which an hour goes by between finding the passages and listing their lines.
LATE = """
import time
now = 0.0
time.monotonic = lambda: now
import search_api.concordance as concordance
held = concordance.occurrences
def late(*given):
    global now
    now = 3600.0
    return held(*given)
concordance.occurrences = late
from search_api.start import main
main()
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A home of the specimens."""
    return specimens(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A home of one report whose passages would break a line."""
    place = Place(tmp_path_factory.mktemp("hostile"))
    with batch(writable(Home(place.home))) as writing:
        writing.put(report(HOSTILE), CODES, "rules")
    return place


def occurrences(place: Place, *words: str) -> list[dict[str, str]]:
    """The lines of JSON."""
    return [json.loads(line) for line in place.search(*words, "--kwic", "--jsonl").out.splitlines()]


def test_every_occurrence_is_a_line(place: Place) -> None:
    """As often as the passages hold it; keyword aligned, with agency, year and id."""
    words = ("“公开”", "--kwic", "--limit=100000")
    passages = place.search("“公开”", "--jsonl").out.splitlines()
    wanted = sum(normal(json.loads(line)["text"]).count("公开") for line in passages)
    ran = place.search(*words)
    lines = ran.out.splitlines()

    assert ran.code == 0
    assert len(lines) == len(occurrences(place, *words[:1])) == wanted > len(passages)
    assert all(re.search(rf" 20\d\d \S+#p\d+ {SPECIMEN_MARK}$", line) for line in lines)
    assert {cell_len(line[: line.index("公开", 12)]) for line in lines if line[:40].isspace()} <= {
        40
    }
    assert f"共 {len(passages)} 段" in ran.err


def test_hits_come_in_their_order_and_literals_first(hostile: Place) -> None:
    """In a passage what stands there as written comes before its words."""
    found = occurrences(hostile, "保密审查", "--sort=score")
    apart = [one["keyword"] for one in found if one["passage"].endswith("#p6")]
    order = [hit["passage"] for hit in hits(hostile, "保密审查")]

    assert list(dict.fromkeys(one["passage"] for one in found)) == order
    assert apart == ["审查", "保密"]
    assert all(one["keyword"] == "保密审查" for one in found[: -len(apart)])


def hits(place: Place, *words: str) -> list[dict[str, str]]:
    """The passages in order."""
    return [json.loads(line) for line in place.search(*words, "--jsonl").out.splitlines()]


@pytest.mark.parametrize("order", ["left", "right"])
def test_lines_are_sorted_by_their_context(place: Place, order: str) -> None:
    """Read away from the keyword; a limit takes the first of all, in every form alike."""
    found = occurrences(place, "“公开”", f"--sort={order}", "--context=30")
    keys = [normal(one["left"])[::-1] if order == "left" else normal(one["right"]) for one in found]
    first = place.search(
        "“公开”", "--kwic", f"--sort={order}", "--context=30", "--limit=5", "--json"
    )
    unsorted = occurrences(place, "“公开”", "--context=30")

    assert keys == sorted(keys)
    assert json.loads(first.out)["occurrences"] == found[:5]
    assert json.loads(first.out)["more"]
    assert "--limit" in first.err
    assert sorted(map(str, found)) == sorted(map(str, unsorted))


@pytest.mark.parametrize(("order", "sign"), [("newest", -1), ("oldest", 1)])
def test_lines_are_sorted_by_year(place: Place, order: str, sign: int) -> None:
    """As hits are."""
    years = [sign * int(one["year"]) for one in occurrences(place, "“公开”", f"--sort={order}")]

    assert years == sorted(years)


def test_context_is_so_many_characters(place: Place) -> None:
    """Twenty without being told, none at the ends of a passage, all with `passage`."""
    told = occurrences(place, "“保密审查”", "--context=3")
    untold = occurrences(place, "“保密审查”")
    whole = occurrences(place, "“保密审查”", "--context=passage")

    assert max(len(one["left"]) for one in told) == max(len(one["right"]) for one in told) == 3
    assert max(len(one["left"]) for one in untold) == 20
    texts = [hit["text"] for hit in hits(place, "“保密审查”")]
    assert {normal(o["left"] + o["keyword"] + o["right"]) for o in whole} == set(map(normal, texts))


def test_csv_has_the_columns(hostile: Place) -> None:
    """In this order, text that a spreadsheet would compute guarded."""
    ran = hostile.search("“保密审查”", "--kwic", "--csv", "--context=5")
    rows = list(csv.DictReader(ran.out.splitlines()))

    columns = ["left", "keyword", "right", "report", "passage", "year", "agency"]
    assert list(rows[0])[:7] == columns
    assert any(row["left"] == "'=1+1" for row in rows)
    assert "检索词" in hostile.search("“保密审查”", "--kwic", "--csv", "--excel").out


@pytest.mark.parametrize("columns", ["", "60", "80", "140"])
def test_hostile_passages_stay_on_their_line(hostile: Place, columns: str) -> None:
    """No control character, nothing that turns the line round, no line wider than the terminal."""
    terminal = {"FORCE_COLOR": "1", "COLUMNS": columns} if columns else {}
    ran = Place(hostile.folder, terminal).search("“保密审查”", "--kwic", "--no-color")
    plain = re.sub(r"\x1b\[[\d;]*m", "", ran.out) if columns else ran.out
    lines = plain.splitlines()

    assert len(lines) == len(plain.split("\n")) - 1 == 8
    assert all(char.isprintable() or char in "\u200b\ufeff" for line in lines for char in line)
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", plain)
    if columns:
        assert all(cell_len(line) <= max(61, int(columns)) for line in lines)
        assert len({cell_len(line[: line.index("9901")]) for line in lines}) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("保密", "--kwic", "--facets"),
        ("保密", "--kwic", "--group=report"),
        ("保密", "--kwic", "--count"),
        ("保密", "--kwic", "--context=passage"),
        ("保密", "--kwic", "--limit=0"),
        ("保密", "--kwic", "--sort=best"),
        ("保密", "--sort=left"),
        ("年:2020", "--kwic"),
        ("-保密", "--kwic"),
    ],
)
def test_what_means_nothing_is_wrong_usage(place: Place, words: tuple[str, ...]) -> None:
    """With a next step, and nothing on stdout."""
    ran = place.search(*words)

    assert (ran.code, ran.out) == (2, "")
    assert "→" in ran.err


@pytest.mark.slow
@pytest.mark.parametrize("order", ["score", "left"])
def test_lines_are_listed_as_long_as_there_is_time(place: Place, order: str) -> None:
    """Whatever their order: the clock stands still until passages are looked through."""
    ran = place.python(LATE, "“公开”", "--kwic", "--json", f"--sort={order}", "--timeout=5")
    told = json.loads(ran.out)

    assert told["total"] > 0
    assert (told["occurrences"], told["partial"]) == ([], True)
    assert "查找超时" in ran.err


def test_nothing_found_is_one(place: Place) -> None:
    """And is explained as ever."""
    ran = place.search("xyzzy", "--kwic")

    assert (ran.code, ran.out) == (1, "")
    assert "没有找到" in ran.err
