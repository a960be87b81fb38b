"""In which form an answer comes, and how rows are sent: over HTTP, from a service of three rows."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from threading import Event

import httpx
import pytest
from fastapi import APIRouter, FastAPI
from starlette.requests import Request
from starlette.responses import Response

from search_api.api import streams
from search_api.api.formats import ALL, Form, check_excel, form_of, get, json_response
from search_api.api.streams import Table, Truncated, rows_response
from search_api.service.problems import Refused, problem_response
from tests.shared import HANGS
from tests.web.serving import running

ROWS = ["保密审查", "=1+1", "\udc80"]
TABLE: Table[str] = Table(("text", "n"), ("文", "数"), lambda t: (t, len(t)), lambda t: {"text": t})
LEFT = Event()
END = Truncated("limit", "next-page")
router = APIRouter()


@get(router, "/rows")
def rows(request: Request, excel: bool = False, cut: bool = False) -> Response:
    """A few rows."""
    form = form_of(request)
    check_excel(form, excel=excel)
    if form is Form.JSON:
        return json_response({"rows": ROWS})
    found: Iterator[str | Truncated] = iter([*ROWS, END] if cut else ROWS)
    return rows_response(form, TABLE, found, "几行", excel=excel, truncated=END if cut else None)


@router.get("/many.csv")
def many(fails: bool = False) -> Response:
    """More rows than anybody reads, or a failure after some of them."""

    def made() -> Iterator[str]:
        try:
            for n in range(10_000_000):
                if fails and n == 20_000:
                    raise OSError("the disk is gone")
                yield "一" * 100
        finally:
            LEFT.set()

    return rows_response(Form.CSV, TABLE, made(), "many")


@router.get("/lines")
def lines(request: Request) -> Response:
    """Rows only, lines where anything is taken."""
    return json_response(str(form_of(request, (Form.NDJSON, Form.CSV))))


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of the service."""
    app = FastAPI()
    app.include_router(router)

    @app.exception_handler(Refused)
    def refused(request: Request, error: Refused) -> Response:
        return problem_response(error.problem, request)

    with running(app) as address:
        yield address


def test_the_end_of_the_path_chooses_the_form(client: httpx.Client) -> None:
    """Whatever the client accepts."""
    types = {
        "/rows": "application/json",
        "/rows.json": "application/json",
        "/rows.csv": "text/csv; charset=utf-8",
        "/rows.ndjson": "application/x-ndjson",
    }
    for path, expected in types.items():
        assert client.get(path).headers["content-type"] == expected
    answer = client.get("/rows.csv", headers={"Accept": "application/json"})

    assert answer.headers["content-type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", "application/json"),
        ("", "application/json"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("TEXT/CSV;Q=1", "text/csv; charset=utf-8"),
        ("text/*", "text/csv; charset=utf-8"),
        ("application/x-ndjson", "application/x-ndjson"),
        ("application/jsonl", "application/x-ndjson"),
        ("application/json;q=0.2, text/csv;q=0.9", "text/csv; charset=utf-8"),
        ("text/csv;q=0.5, */*;q=0.4", "text/csv; charset=utf-8"),
        ("application/json;q=0, */*", "text/csv; charset=utf-8"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/json"),
    ],
)
def test_or_else_what_the_client_accepts_most(
    client: httpx.Client, accept: str, expected: str
) -> None:
    """By quality, and a range is worth less than a name."""
    answer = client.get("/rows", headers={"Accept": accept})

    assert answer.headers["content-type"] == expected


@pytest.mark.parametrize("accept", ["image/png", "application/json;q=0", "*/*;q=0", "*/*;q=x"])
def test_a_client_that_takes_none_of_the_forms_is_told_which_there_are(
    client: httpx.Client, accept: str
) -> None:
    """406, as a problem."""
    answer = client.get("/rows", headers={"Accept": accept})

    assert answer.status_code == 406
    assert answer.json()["code"] == "not_acceptable"
    assert "text/csv" in answer.json()["detail"]


def test_an_endpoint_may_have_fewer_forms(client: httpx.Client) -> None:
    """The first is the one for those who take any."""
    assert client.get("/lines").json() == "ndjson"


def test_every_form_has_a_path() -> None:
    """And only the plain one is described."""
    paths = {(route.path, route.include_in_schema) for route in router.routes}  # type: ignore[attr-defined]

    assert paths >= {("/rows", True), *((f"/rows.{form}", False) for form in ALL)}


def test_json_is_readable_and_holds_half_of_a_pair(client: httpx.Client) -> None:
    """Chinese stands as it is; what UTF-8 cannot hold is escaped."""
    answer = client.get("/rows")

    assert "保密审查" in answer.content.decode()
    assert answer.json() == {"rows": ROWS}


def test_csv_computes_nothing(client: httpx.Client) -> None:
    """Text that begins like a formula gets an apostrophe."""
    found = list(csv.reader(client.get("/rows.csv").content.decode().splitlines()))

    assert found == [["text", "n"], ["保密审查", "4"], ["'=1+1", "4"], ["\\udc80", "1"]]


def test_a_spreadsheet_gets_its_mark_and_headings_in_chinese(client: httpx.Client) -> None:
    """On request, of CSV only."""
    answer = client.get("/rows.csv?excel=true")

    assert answer.content.startswith("\ufeff文,数\r\n".encode())
    assert client.get("/rows?excel=true").json()["code"] == "bad_value"


def test_rows_are_saved_under_a_name(client: httpx.Client) -> None:
    """In ASCII for those who know nothing else."""
    told = client.get("/rows.ndjson").headers["content-disposition"]

    assert told == (
        "attachment; filename=\"__.ndjson\"; filename*=UTF-8''%E5%87%A0%E8%A1%8C.ndjson"
    )


def test_rows_that_are_not_all_say_so(client: httpx.Client) -> None:
    """In the header where it is known, and at the end."""
    lines = client.get("/rows.ndjson?cut=true")
    sheet = client.get("/rows.csv?cut=true")

    assert json.loads(lines.text.splitlines()[-1]) == {
        "truncated": True,
        "reason": "limit",
        "next": "next-page",
    }
    assert list(csv.reader(sheet.text.splitlines()))[-1] == [
        "# 不全 truncated: limit（已到 limit 所定数目）；接着导出：after=next-page",
        "",
    ]
    assert lines.headers["gongkai-truncated"] == sheet.headers["gongkai-truncated"] == "limit"
    assert "gongkai-truncated" not in client.get("/rows.csv").headers


def test_rows_that_cannot_be_made_break_the_connection(client: httpx.Client) -> None:
    """What came before does not look complete."""
    with pytest.raises(httpx.RemoteProtocolError):
        client.get("/many.csv?fails=true")


def test_a_client_that_leaves_lets_the_rows_go(client: httpx.Client) -> None:
    """What holds a session gives it back though nothing was read to its end."""
    LEFT.clear()
    with client.stream("GET", "/many.csv") as answer:
        next(answer.iter_bytes())
        assert not LEFT.is_set()

    assert LEFT.wait(HANGS)


def test_a_client_that_stops_reading_is_taken_for_gone(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would hold for ever what others wait for."""
    LEFT.clear()
    with client.stream("GET", "/many.csv") as answer:
        monkeypatch.setattr(streams, "PATIENCE", 0.1)
        next(answer.iter_bytes())

        assert LEFT.wait(HANGS)
