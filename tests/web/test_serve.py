"""`search serve` in a process of its own: it starts, tells where it is, and ends."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread

import httpx
import pytest

from tests.shared import HANGS
from tests.waiting import until
from tests.web.commanded import COMMAND, PROTOCOLS, ROOT, running, started

pytestmark = pytest.mark.slow
# The service with an address that takes long, for what happens to a request under way.
_WITH_SLOW = """
import time
from fastapi import APIRouter
from search_api import http
router = APIRouter()
@router.get("/slow")
def slow(seconds: float) -> str:
    time.sleep(seconds)
    return "done"
@router.get("/failing")
def failing() -> str:
    raise RuntimeError("a secret of the program")
http.ROUTERS = (*http.ROUTERS, router)
from search_api.start import main
main()
"""


def test_with_no_home_one_is_made_first(tmp_path: Path) -> None:
    """From the specimens, saying so; then it is told where the page is, and for whom."""
    with started(tmp_path, XDG_STATE_HOME=str(tmp_path / "state")) as service:
        told = service.told()
        answer = httpx.get(f"{service.address}/readyz", timeout=HANGS)

    assert "样例" in told
    assert "http://127.0.0.1:" in told
    assert "GONGKAI_TOKEN" in told
    assert answer.json() == {"status": "ready", "generation": 1}
    assert "server" not in answer.headers


@pytest.mark.parametrize("signal_", [signal.SIGINT, signal.SIGTERM])
def test_a_request_under_way_is_finished(
    tmp_path: Path, specimen_home: Path, signal_: signal.Signals
) -> None:
    """After a signal, and no other one is begun; then it ends well."""
    answers: list[httpx.Response] = []
    with started(tmp_path, f"--home={specimen_home}", program=_WITH_SLOW) as service:
        where = f"{service.address}/slow?seconds=2"
        asking = Thread(target=lambda: answers.append(httpx.get(where, timeout=HANGS)))
        asking.start()
        until(lambda: "gongkai_requests_in_flight 2.0" in service.counts())
        code = service.end(signal_)
        asking.join(HANGS)
        told = service.told()

    assert [answer.text for answer in answers] == ['"done"']
    assert code == 0
    assert "Traceback" not in told


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_what_is_sent_while_an_answer_is_under_way_is_bounded(
    tmp_path: Path, specimen_home: Path, protocol: str
) -> None:
    """A head without end behind the request is not read to its end; others are answered."""
    slow = f"GET /slow?seconds={2 * HANGS} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET /"
    options = f"--home={specimen_home}"
    with started(tmp_path, options, program=PROTOCOLS[protocol] + _WITH_SLOW) as service:
        port = int(service.address.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), HANGS) as connection:
            connection.sendall(slow.encode())
            connection.settimeout(3)  # of waiting until more of it is taken
            with pytest.raises((ConnectionError, TimeoutError)):
                _send(connection, megabytes=256)
        alive = httpx.get(f"{service.address}/healthz", timeout=HANGS).status_code
        service.process.kill()

    assert alive == 200


def test_a_port_in_use_is_told(tmp_path: Path, specimen_home: Path) -> None:
    """In one message with the next step."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with running(tmp_path, f"--home={specimen_home}", port=port) as (process, log):
            code = process.wait(HANGS)
            told = log.read_text("utf-8")

    assert code == 3
    assert f"端口 {port} 不能使用" in told
    assert "--port" in told
    assert "Traceback" not in told


def test_a_home_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    """Before anything listens."""
    (tmp_path / "file").write_text("")
    with running(tmp_path, "--home=file") as (process, log):
        code = process.wait(HANGS)
        told = log.read_text("utf-8")

    assert code == 2
    assert "不是文件夹" in told
    assert "http://" not in told
    assert "Traceback" not in told


@pytest.mark.parametrize(
    ("host", "said"), [("0.0.0.0", "no token is set"), ("::1", "this machine")]
)
def test_who_can_ask_is_told(tmp_path: Path, specimen_home: Path, host: str, said: str) -> None:
    """Before the first can."""
    with running(tmp_path, f"--home={specimen_home}", f"--host={host}") as (_, log):
        until(lambda: "token" in log.read_text("utf-8"))
        assert said in log.read_text("utf-8")


def test_on_this_machine_only_its_own_names_are_answered_to(
    tmp_path: Path, specimen_home: Path
) -> None:
    """So that no page in a browser here reads it under a name of its own."""
    with started(tmp_path, f"--home={specimen_home}", GONGKAI_URL="https://a.example/") as service:
        port = service.address.rpartition(":")[2]
        codes = {
            host: httpx.get(
                f"{service.address}/nothing", headers={"Host": host}, timeout=HANGS
            ).status_code
            for host in (f"127.0.0.1:{port}", f"localhost:{port}", "a.example", "evil.example")
        }

    assert list(codes.values()) == [404, 404, 404, 421]


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_what_is_no_request_is_a_problem_too(
    tmp_path: Path, specimen_home: Path, protocol: str
) -> None:
    """However large, and a part of one holds up nobody."""
    program = PROTOCOLS[protocol] + COMMAND
    with started(tmp_path, f"--home={specimen_home}", program=program) as service:
        host, port = service.address.removeprefix("http://").split(":")
        half = [socket.create_connection((host, int(port))) for _ in range(200)]
        for connection in half:
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: ")
        codes = []
        ids = []
        for head in (
            b"GET /api/nothing?q=" + b"x" * 100_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
            b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"x" * 10_000_000 + b"\r\n\r\n",
            b"this is no HTTP\r\n\r\n",
        ):
            code, request_id = _problem(host, int(port), head)
            codes.append(code)
            ids.append(request_id)
        alive = httpx.get(
            f"{service.address}/healthz", headers={"Content-Length": "0"}, timeout=HANGS
        )
        counted = httpx.get(f"{service.address}/metrics", timeout=HANGS).text
        for connection in half:
            connection.close()
        told = service.told()

    assert codes == ["too_large", "too_large", "bad_value"]
    assert 'gongkai_problems_total{code="too_large"} 2.0' in counted
    lines = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
    logged = [(line["id"], line["code"]) for line in lines if "code" in line]
    assert logged == list(zip(ids, codes, strict=True))
    assert alive.status_code == 200


def test_a_failure_is_logged_once_and_told_without_its_trace(
    tmp_path: Path, specimen_home: Path
) -> None:
    """By the id of the request."""
    with started(tmp_path, f"--home={specimen_home}", program=_WITH_SLOW) as service:
        answer = httpx.get(
            f"{service.address}/failing", headers={"X-Request-Id": "r1"}, timeout=HANGS
        )
        alive = httpx.get(f"{service.address}/healthz", timeout=HANGS)
        told = service.told()

    assert answer.status_code == 500
    assert answer.json()["code"] == "internal"
    assert answer.json()["request_id"] == answer.headers["x-request-id"] == "r1"
    assert "secret" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    lines = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
    (failed,) = [line for line in lines if "trace" in line]
    assert failed["id"] == "r1"
    assert "a secret of the program" in failed["trace"]
    assert "Traceback" not in "".join(line for line in told.splitlines() if line[0] != "{")
    assert alive.status_code == 200


def test_a_search_loads_nothing_of_the_service() -> None:
    """Nor does the help of the command: loading it takes longer than a search."""
    code = (
        "import sys; import search_api.cli;"
        "print({'fastapi', 'uvicorn', 'jinja2', 'prometheus_client'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)

    assert done.stdout == b"set()\n"


def _send(connection: socket.socket, megabytes: int) -> None:
    """Much, in pieces that may each take as long as the connection waits."""
    for _ in range(megabytes):
        connection.sendall(b"a" * 1_000_000)


def _problem(host: str, port: int, head: bytes) -> tuple[str, str]:
    """The code and id of the problem that a request gets; the server may end before it reads on."""
    with socket.create_connection((host, port), HANGS) as connection:
        got = b""
        with suppress(OSError):
            connection.sendall(head)
        while piece := connection.recv(65536):
            got += piece
    head, _, body = got.partition(b"\r\n\r\n")
    told = json.loads(body)
    assert f"x-request-id: {told['request_id']}" in head.decode("ascii").lower()
    return str(told["code"]), str(told["request_id"])
