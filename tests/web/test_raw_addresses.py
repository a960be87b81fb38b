"""Addresses as people write them at a command line, in the characters that they read."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest

from tests.shared import HANGS
from tests.web.commanded import COMMAND, PROTOCOLS, started

pytestmark = pytest.mark.slow
_ASKED = "GET /api/search?q=保密审查&year=2020&limit=1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_an_address_that_is_not_percent_encoded_is_understood(
    tmp_path: Path, specimen_home: Path, protocol: str
) -> None:
    """In one piece or cut anywhere, also a second time on one connection."""
    pieces = [(_ASKED,), *((_ASKED[:at], _ASKED[at:]) for at in (10, 23, 24, 40, 60))]
    program = PROTOCOLS[protocol] + COMMAND
    with started(tmp_path, f"--home={specimen_home}", program=program) as service:
        port = int(service.address.rpartition(":")[2])
        for cut in pieces:
            with socket.create_connection(("127.0.0.1", port), HANGS) as connection:
                for _ in range(2):
                    for piece in cut:
                        connection.sendall(piece)
                    answer = _answer(connection)
                    assert answer["query"] == "保密审查"
                    assert {hit["year"] for hit in answer["hits"]} == {2020}


def _answer(connection: socket.socket) -> Any:
    """The JSON of the next answer, whose length its head tells."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += connection.recv(65_536)
    head, _, body = received.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), received
    length = next(
        int(line.split(b":")[1])
        for line in head.split(b"\r\n")
        if line.lower().startswith(b"content-length")
    )
    while len(body) < length:
        body += connection.recv(65_536)
    return json.loads(body)
