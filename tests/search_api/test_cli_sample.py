"""`search --sample` as a user runs it."""

from __future__ import annotations

import csv
import json
import re

import pytest

from tests.search_api.running import Place, specimens


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A home of the specimens."""
    return specimens(tmp_path_factory.getbasetemp())


def test_a_sample_is_the_same_in_every_form(place: Place) -> None:
    """Page, JSON, lines of JSON and CSV, with the stratum and how much of it was drawn."""
    words = ("公开", "--sample=2", "--seed=11", "--by=level，年份")
    found = json.loads(place.search(*words, "--json").out)
    drawn = [hit["passage"] for hit in found["hits"]]
    strata = found["sample"]["strata"]
    lines = [json.loads(line) for line in place.search(*words, "--jsonl").out.splitlines()]
    rows = list(csv.DictReader(place.search(*words, "--csv").out.splitlines()))
    page = place.search(*words)
    frames = {stratum["label"]: (stratum["frame"], stratum["drawn"]) for stratum in strata}

    assert found["sample"] | {"strata": []} == {
        "n": 2,
        "seed": 11,
        "by": ["level", "year"],
        "strata": [],
    }
    assert [line["passage"] for line in lines] == [row["passage"] for row in rows] == drawn
    assert [line["stratum"] for line in lines] == [hit["stratum"] for hit in found["hits"]]
    assert all("text" in line for line in lines)
    assert {r["stratum"]: (int(r["frame"]), int(r["drawn"])) for r in rows} == frames
    assert all(str(line["year"]) == line["stratum"]["year"] for line in lines)
    assert page.code == 0
    for label, (frame, count) in frames.items():
        assert f"〔{label}：共 {frame} 段，抽 {count} " in page.out
        assert f"{label}：共 {frame} 段，抽 {count} " in page.err
    assert len(re.findall(r"^  \S.* · .*  p\d+$", page.out, re.M)) == len(drawn)
    assert found["total"] == sum(frame for frame, _ in frames.values())


def test_a_seed_may_be_long(place: Place) -> None:
    """As long as a date with its time."""
    told = json.loads(place.search("公开", "--sample=2", "--seed=202611261146411234", "--json").out)

    assert told["sample"]["seed"] == 202611261146411234


def test_a_seed_that_was_not_given_is_told(place: Place) -> None:
    """The command with it draws the same again."""
    first = place.search("公开", "--sample=5", "--jsonl")
    seed = re.search(r"--seed=(\d+)", first.err)
    assert seed is not None

    assert place.search("公开", "--sample=5", "--jsonl", seed[0]).out == first.out
    assert (
        place.search("公开", "--sample=5", "--jsonl", f"--seed={int(seed[1]) // 2 + 1}").out
        != first.out
    )


def test_the_unit_is_the_query_s(place: Place) -> None:
    """Reports where no text is looked for, passages where it is, what is asked for otherwise."""
    reports = json.loads(place.search("--year=2020", "--sample=3", "--seed=1", "--json").out)
    passages = json.loads(place.search("公开", "--sample=3", "--seed=1", "--json").out)
    words = ("公开", "--sample=3", "--seed=1", "--group=agency")
    agencies = json.loads(place.search(*words, "--json").out)
    rows = list(csv.DictReader(place.search(*words, "--csv", "--excel").out[1:].splitlines()))
    every = json.loads(place.search("公开", "--group=report", "--limit=1000", "--json").out)["hits"]

    assert [f["unit"] for f in (reports, passages, agencies)] == ["report", "passage", "agency"]
    assert len({hit["report"] for hit in reports["hits"]}) == 3
    assert agencies["sample"]["strata"][0]["frame"] == len(
        {hit["report"].rsplit("-", 2)[0] for hit in every}
    )
    for drawn, row in zip(agencies["hits"], rows, strict=True):
        own = [hit for hit in every if hit["report"].startswith(drawn["agency_id"])]
        assert sorted(drawn["reports"]) == sorted(hit["report"] for hit in own)
        assert drawn["passage_total"] == sum(hit["passage_total"] for hit in own)
        assert row["机关编号"] == drawn["agency_id"]
        assert drawn["agency_id"] in place.search(*words).out


def test_a_sample_is_shown_in_context(place: Place) -> None:
    """As hits are."""
    ran = place.search("“公开”", "--sample=3", "--seed=1", "--context=1", "--json")

    assert all(
        re.fullmatch(r"…?(.?公开.?…?)+", hit["snippet"]) for hit in json.loads(ran.out)["hits"]
    )


@pytest.mark.parametrize(
    ("options", "step"),
    [
        (("--sample=0",), "100000"),
        (("--sample=100001",), "100000"),
        (("--sample=some",), "20"),
        (("--sample=3", "--limit=3"), "去掉"),
        (("--sample=3", "--facets"), "去掉"),
        (("--sample=3", "--sort=newest"), "去掉"),
        (("--sample=3", "--kwic"), "去掉"),
        (("--sample=3", "--by=颜色"), "year 年份"),
        (("--sample=3", "--by=aspect", "--group=report"), "year 年份"),
        (("--sample=3", "--group=town"), "agency"),
        (("--seed=3",), "去掉"),
        (("--by=year",), "去掉"),
        (("--group=agency",), "去掉"),
    ],
)
def test_what_means_nothing_is_wrong_usage(
    place: Place, options: tuple[str, ...], step: str
) -> None:
    """With the next step."""
    ran = place.search("公开", *options)

    assert (ran.code, ran.out) == (2, "")
    assert step in ran.err


def test_nothing_to_draw_from_is_one(place: Place) -> None:
    """In JSON too."""
    ran = place.search("xyzzy", "--sample=3", "--json")

    assert ran.code == 1
    assert json.loads(ran.out)["sample"]["strata"] == []
    assert "没有找到" in ran.err
