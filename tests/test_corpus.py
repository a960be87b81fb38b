"""The specimens are what `sources.toml` and the truth file say, and nothing in them is real."""

import csv
import hashlib
import itertools
import json
import re
import tomllib
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(__file__).parents[1] / "corpus"
SHARED = Path(__file__).parents[2] / "shared"
TRUTH: dict[str, Any] = json.loads((Path(__file__).parent / "specimen_truth.json").read_text())
REPORTS: dict[str, dict[str, Any]] = TRUTH["reports"]
MANIFEST = tomllib.loads((CORPUS / "sources.toml").read_text())
SOURCES: dict[str, dict[str, Any]] = {row["path"]: row for row in MANIFEST["source"]}

APPLICANTS = (
    "natural_person",
    "business",
    "research",
    "public_welfare",
    "legal_service",
    "other_org",
)
OUTCOMES = ("upheld", "corrected", "other", "pending")
HAN = re.compile(r"[\u3400-\u9fff]")
# Titles and the section names that the form prescribes are everybody's words.
FIXED = re.compile(
    r"《[^》]*》|总体情况|主动公开政府信息情况|收到和处理政府信息公开申请情况"
    r"|政府信息公开行政复议、?行政诉讼情况|存在的主要问题及改进情况|其他需要报告的事项"
)
needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the real reports and divisions are not kept with the project"
)


def narrative(path: Path) -> str:
    """The text of a report without its tables and what a page prints around it."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            markup = archive.read("word/document.xml").decode()
        markup = re.sub(r"<w:tbl>.*?</w:tbl>", "\n", markup, flags=re.DOTALL)
        return re.sub(r"<[^>]+>", "", markup.replace("</w:p>", "\n"))
    data = path.read_bytes()
    if path.suffix == ".html":
        text = data.decode("gb18030" if b"charset=gb2312" in data else "utf-8")
        text = text.split('<div class="content">')[1].split('<div class="tools">')[0]
        return re.sub(r"<[^>]+>", "", re.sub(r"<table.*?</table>", "\n", text, flags=re.DOTALL))
    return "\n".join(line for line in data.decode().split("\n") if "\t" not in line)


def runs(text: str, length: int) -> set[str]:
    """Every run of so many Han characters, over all between them but what is fixed wording."""
    found: set[str] = set()
    for stretch in FIXED.split(text):
        han = "".join(HAN.findall(stretch))
        found.update(han[at : at + length] for at in range(len(han) - length + 1))
    return found


def figures(name: str) -> dict[str, int]:
    """The whole numbers known to stand in the tables of one report."""
    texts: dict[str, str] = REPORTS[name]["figures"]
    return {key: int(text) for key, text in texts.items() if re.fullmatch(r"\d+", text)}


def broken(check: str, *names: str) -> bool:
    """Whether the truth records that this check fails in one of these reports."""
    return any(
        found["check"] == check for name in names for found in REPORTS[name]["contradictions"]
    )


def consecutive() -> Iterator[tuple[str, str]]:
    """Pairs of reports of one agency and scope, a year apart, with the new tables in both."""
    for (early, a), (late, b) in itertools.permutations(REPORTS.items(), 2):
        same = all(a[field] == b[field] for field in ("agency", "scope"))
        if same and b["year"] == a["year"] + 1 and a["figures"] and b["figures"]:
            yield early, late


def test_every_file_is_listed_with_its_hash() -> None:
    hashes = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in CORPUS.iterdir()
        if path.suffix in {".txt", ".html", ".docx"}
    }

    assert {name: row["sha256"] for name, row in SOURCES.items()} == hashes


def test_every_source_says_that_it_is_a_specimen_and_where_it_would_be() -> None:
    for row in SOURCES.values():
        assert row["specimen"] is True
        assert re.fullmatch(r"https://www\.\w+\.example/\S+", row["url"])
        assert row["publisher"]
        assert row["note"]
        assert isinstance(row["retrieved"], date)
    assert any("published" not in row for row in SOURCES.values())


def test_the_corpus_is_large_and_varied_enough() -> None:
    formats = [row["format"] for row in SOURCES.values()]

    assert len(SOURCES) >= 24
    assert formats.count("docx") >= 5
    assert {row["layout"] for row in SOURCES.values()} == {
        "cell-per-line",
        "row-per-line",
        "web-page",
        "web-page-gb2312",
        "word",
    }
    assert {report["forms"]["t3"] for report in REPORTS.values()} == {"pre2019", "2019", "2021"}


def test_the_truth_covers_every_file_and_agrees_with_its_row() -> None:
    assert REPORTS.keys() == SOURCES.keys()
    for name, report in REPORTS.items():
        published = SOURCES[name].get("published")
        assert report["published"] == (published and published.isoformat())


def test_every_division_lies_in_the_invented_province() -> None:
    with (CORPUS / MANIFEST["divisions"]).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert rows == TRUTH["divisions"]
    assert all(re.fullmatch(r"99(\d\d(\d\d(\d{3})?)?)?", row["code"]) for row in rows)
    assert {report["code"] for report in REPORTS.values()} <= {row["code"] for row in rows}


@pytest.mark.parametrize("name", REPORTS)
def test_what_the_truth_quotes_stands_in_the_file(name: str) -> None:
    text = re.sub(r"\s", "", narrative(CORPUS / name))

    for literal in REPORTS[name]["literals"]:
        assert re.sub(r"\s", "", literal) in text


@pytest.mark.parametrize("name", REPORTS)
def test_rows_and_columns_add_up_except_where_the_truth_says_otherwise(name: str) -> None:
    known = figures(name)
    totals = [key.removesuffix(".total") for key in known if re.match(r"t3\..*\.total$", key)]
    leaves = [row for row in totals if row.startswith("t3.result.") and row != "t3.result.total"]
    complete = not REPORTS[name]["ambiguous"] and leaves

    for row in totals:
        assert known[f"{row}.total"] == sum(known[f"{row}.{column}"] for column in APPLICANTS)
    for column in (*APPLICANTS, "total") if totals else ():
        intake = known[f"t3.new_received.{column}"] + known[f"t3.carried_in.{column}"]
        done = known[f"t3.result.total.{column}"]
        assert intake == done + known[f"t3.carried_out.{column}"]
    if complete:
        differs = any(
            known[f"t3.result.total.{column}"] != sum(known[f"{row}.{column}"] for row in leaves)
            for column in APPLICANTS
        )
        assert differs == broken("t3_result_sum", name)


@pytest.mark.parametrize("name", REPORTS)
def test_reviews_and_suits_add_up(name: str) -> None:
    known = figures(name)

    for block in ("review", "litigation_direct", "litigation_after_review"):
        if f"t4.{block}.total" in known:
            parts = [known[f"t4.{block}.{outcome}"] for outcome in OUTCOMES]
            assert known[f"t4.{block}.total"] == sum(parts)


@pytest.mark.parametrize(("early", "late"), tuple(consecutive()))
def test_what_one_year_carries_out_the_next_carries_in(early: str, late: str) -> None:
    before, after = figures(early), figures(late)
    differs = any(
        before[f"t3.carried_out.{column}"] != after[f"t3.carried_in.{column}"]
        for column in APPLICANTS
    )

    assert differs == broken("carry_over", late)


def test_the_county_is_never_less_than_its_own_office() -> None:
    for year in (2021, 2022, 2023):
        office, county = (
            next(
                figures(name)
                for name, report in REPORTS.items()
                if (report["year"], report["kind"]) == (year, kind)
            )
            for kind in ("government_office", "government")
        )

        assert office.keys() <= county.keys() | {"t2.fees.amount_10k_yuan"}
        assert all(office[key] <= county[key] for key in office.keys() & county.keys())


def test_only_recorded_pairs_share_a_long_stretch_of_text() -> None:
    texts = {name: runs(narrative(CORPUS / name), 30) for name in REPORTS}
    shared = {
        frozenset(pair)
        for pair in itertools.combinations(texts, 2)
        if texts[pair[0]] & texts[pair[1]]
    }

    assert shared == {frozenset((pair["earlier"], pair["later"])) for pair in TRUTH["pairs"]}


@needs_shared
def test_no_real_division_bears_an_invented_name() -> None:
    real: list[str] = []
    for path in sorted((SHARED / "admin").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            real += [row["name"] for row in csv.DictReader(file)]
    islands = (SHARED / "admin" / "HK-MO-TW.json").read_text(encoding="utf-8")

    for division in TRUTH["divisions"]:
        stem = re.sub(r"(街道|[省市县区镇乡])$", "", division["name"])
        assert not [name for name in real if stem in name]
        assert stem not in islands


@needs_shared
def test_no_sentence_comes_from_a_real_report() -> None:
    real: set[str] = set()
    for path in [*(SHARED / "seeds").glob("*.txt"), *(SHARED / "real").glob("*.txt")]:
        real |= runs(path.read_text(encoding="utf-8"), 25)

    for name in REPORTS:
        assert not runs(narrative(CORPUS / name), 25) & real
