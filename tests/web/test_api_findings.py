"""`/api/findings`: what was found, as it stands after corrections."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from indexer.catalog.correcting import record
from indexer.catalog.corrections import CorrectionKind, Target, finding_print
from indexer.catalog.read import open_catalog
from indexer.catalog.write import batch, writable
from indexer.check_view import COLUMNS, write_csv, write_json
from indexer.checking import found, named_reports, wanted
from indexer.home import Home
from indexer.sheets import BOM
from search_api.service.settings import Settings
from tests.catalog.telling import SIGNED
from tests.web.api import check_kept, code_of, walked
from tests.web.serving import served


def test_an_answer_need_not_be_sent_again(client: httpx.Client) -> None:
    """And there is no parameter that is not told of."""
    check_kept(client, "/api/findings")
    check_kept(client, "/api/findings?severity=error&limit=1")


@pytest.mark.slow
@pytest.mark.parametrize("limit", [1, 3, 1000])
def test_pages_hold_what_the_command_lists(
    client: httpx.Client, specimen_home: Path, limit: int
) -> None:
    """Every finding once, in its order, with its number and the links of its report."""
    pages = list(walked(client, f"/api/findings?limit={limit}"))
    rows = [row for page in pages for row in page["findings"]]
    printed = json.loads(printed_json(specimen_home))

    assert [{key: row[key] for key in one} for row, one in zip(rows, printed, strict=True)] == (
        printed
    )
    assert {page["total"] for page in pages} == {len(printed)}
    assert pages[0]["by_check"] == Counter(row["check"] for row in printed)
    assert pages[0]["by_severity"] == Counter(row["severity"] for row in printed)
    assert pages[0]["by_origin"] == Counter(row["origin"] for row in printed)
    for row in rows:
        whole = client.get(row["links"]["api"]).json()
        assert whole["findings"][row["number"] - 1]["message"] == row["message"]


def printed_json(home: Path) -> str:
    """What `indexer check --json` prints."""
    with open_catalog(Home(home)) as catalog:
        out = io.StringIO()
        write_json(found(catalog, named_reports(catalog, ()), wanted((), ())), out)
        return out.getvalue()


def test_findings_are_chosen_by_what_they_are_and_by_their_report(client: httpx.Client) -> None:
    """Keys and labels alike."""
    (every,) = walked(client, "/api/findings?limit=1000")
    for query, holds in (
        ("severity=error", lambda row: row["severity"] == "error"),
        ("severity=矛盾&severity=info", lambda row: row["severity"] in ("error", "info")),
        ("check=prose_vs_table", lambda row: row["check"] == "prose_vs_table"),
        (
            "check=正文与表格&year=2020",
            lambda row: row["check"] == "prose_vs_table" and row["year"] == 2020,
        ),
        ("origin=报告自身", lambda row: row["origin"] == "report"),
        ("agency=杼溪镇", lambda row: "杼溪镇" in row["agency"]),
    ):
        (page,) = walked(client, f"/api/findings?limit=1000&{query}")

        assert page["findings"] == [row for row in every["findings"] if holds(row)]
        assert page["total"] == len(page["findings"]) > 0


def test_rows_are_those_of_the_command(client: httpx.Client, specimen_home: Path) -> None:
    """Column by column; lines of JSON hold what a page holds."""
    (every,) = walked(client, "/api/findings?limit=1000")
    printed = {excel: io.StringIO(newline="") for excel in (False, True)}
    with open_catalog(Home(specimen_home)) as catalog:
        for excel, out in printed.items():
            every_one = found(catalog, named_reports(catalog, ()), wanted((), ()))
            write_csv(every_one, out, excel=excel)
    lines = client.get("/api/findings", headers={"Accept": "application/x-ndjson"})
    cut = client.get("/api/findings.csv?limit=2").text

    assert client.get("/api/findings.csv").text == printed[False].getvalue()
    assert client.get("/api/findings.csv?excel=true").text == printed[True].getvalue()
    assert printed[True].getvalue().startswith(BOM + ",".join(head for head, _ in COLUMNS.values()))
    assert [json.loads(line) for line in lines.text.splitlines()] == every["findings"]
    assert list(csv.reader(io.StringIO(cut)))[-1][0].startswith("# 不全 truncated: limit")


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("check=无此检查", 400, "bad_value"),
        ("check=" + "a" * 5_000, 400, "bad_value"),
        ("check=%00", 400, "bad_value"),
        ("severity=fatal", 400, "bad_value"),
        ("origin=%ED%B2%80", 400, "bad_value"),
        ("limit=1001", 400, "too_large"),
        ("after=x", 400, "bad_value"),
        ("nonsense=1", 400, "unknown_parameter"),
        ("excel=1", 400, "bad_value"),
    ],
)
def test_what_means_nothing_is_refused(
    client: httpx.Client, query: str, status: int, code: str
) -> None:
    """With a stable code."""
    answer = client.get(f"/api/findings?{query}")

    assert code_of(answer, status) == code
    assert len(answer.content) < 2_000


@pytest.fixture
def corrected(specimen_home: Path, tmp_path: Path) -> Iterator[tuple[httpx.Client, str]]:
    """A service over the specimens in which a finding was dismissed, and the report it was of."""
    home = Home(tmp_path / "home")
    shutil.copytree(specimen_home, home.path)
    with open_catalog(home) as catalog:
        row = next(row for row in catalog.current() if row.finding_keys)
        finding = catalog.findings([row.version])[row.version][0]
    target = Target(
        CorrectionKind.FINDING, row.id, row.path, row.sha256, finding_print(finding), ""
    )
    with batch(writable(home)) as writing:
        record(writing, target, None, SIGNED)
    with (
        served(Settings(home=home.path)) as server,
        httpx.Client(base_url=server, timeout=60) as client,
    ):
        yield client, row.id


def test_what_a_person_dismissed_is_not_told(
    client: httpx.Client, corrected: tuple[httpx.Client, str]
) -> None:
    """Neither counted, nor listed, nor in a row, nor at its report; what is left is as before."""
    after, report = corrected
    (before,) = walked(client, "/api/findings?limit=1000")
    (told,) = walked(after, "/api/findings?limit=1000")
    gone = next(row for row in before["findings"] if row["report"] == report)
    left = [row for row in before["findings"] if row != gone]

    assert [row["message"] for row in told["findings"]] == [row["message"] for row in left]
    assert told["total"] == before["total"] - 1
    assert told["by_check"] == Counter(row["check"] for row in left)
    assert len(after.get("/api/findings.ndjson").text.splitlines()) == len(left)
    item = after.get(f"/api/reports/{report}").json()
    assert gone["message"] not in [finding["message"] for finding in item["findings"]]
    assert [aside["message"] for aside in item["set_aside"]] == [gone["message"]]
