"""What a client sends before it has read the answer is bounded as well."""

from __future__ import annotations

import socket
from pathlib import Path

import httpx
import pytest

from tests.shared import HANGS
from tests.web.commanded import started

pytestmark = pytest.mark.slow
_ASKED = b"GET /api/figures.csv?long=1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET /"
_LONG = b"a" * 4_000_000


def test_a_head_without_end_behind_an_answer_ends_the_connection(
    tmp_path: Path, specimen_home: Path
) -> None:
    """The answer is not read, so that it is under way all the time."""
    with started(tmp_path, f"--home={specimen_home}") as service, socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        connection.settimeout(HANGS)
        connection.connect(("127.0.0.1", int(service.address.rpartition(":")[2])))
        connection.sendall(_ASKED)
        assert connection.recv(12) == b"HTTP/1.1 200"
        with pytest.raises(ConnectionError):
            connection.sendall(_LONG)
        assert httpx.get(f"{service.address}/healthz").status_code == 200
