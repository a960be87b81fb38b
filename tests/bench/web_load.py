"""Asks a server as many clients at once: `python -m tests.bench.web_load HOST PORT CLIENTS`.

A process of its own, so that what it costs is not taken from a server's time by the lock of one
interpreter. Paths come on stdin, a line each; every client keeps its connection and takes the next
path as soon as it has read an answer. What is printed is a JSON object: the seconds that all took,
those that each took, and the bodies, in the order of the paths.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any


@dataclass(frozen=True, slots=True)
class Load:
    """What came of some requests, `each` and `bodies` in their order."""

    seconds: float
    each: list[float]
    bodies: list[str]


def load(port: int, clients: int, paths: Sequence[str]) -> Load:
    """Ask a server of this machine, from a process of its own. Raises where it answers no 200."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.bench.web_load", f"{port}", f"{clients}"],
        input="\n".join(paths),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
        cwd=Path(__file__).parents[2],
    )
    return Load(**json.loads(ran.stdout))


async def _answer(reader: asyncio.StreamReader) -> str:
    """The body of the next answer."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    status, *lines = head.split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines if line)
    body = b""
    if "content-length" in headers:
        body = await reader.readexactly(int(headers["content-length"]))
    else:
        body = b"".join([piece async for piece in _pieces(reader)])
    text = body.decode()
    if " 200 " not in f"{status} ":
        raise SystemExit(f"{status}: {text[:500]}")
    return text


async def _pieces(reader: asyncio.StreamReader) -> Any:
    """The chunks of a body whose length is not told."""
    while size := int(await reader.readline(), 16):
        yield await reader.readexactly(size)
        await reader.readline()
    await reader.readline()


async def _client(port: int, left: Iterator[tuple[int, str]], each: Any, bodies: Any) -> None:
    """One connection, until no path is left."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
    for place, path in left:
        start = perf_counter()
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode("ascii"))
        bodies[place] = await _answer(reader)
        each[place] = perf_counter() - start
    writer.close()
    await writer.wait_closed()


async def _all(port: int, clients: int, paths: Sequence[str]) -> Load:
    each, bodies = [0.0] * len(paths), [""] * len(paths)
    left = iter(enumerate(paths))
    start = perf_counter()
    await asyncio.gather(*(_client(port, left, each, bodies) for _ in range(clients)))
    return Load(perf_counter() - start, each, bodies)


def main() -> None:
    """Ask, and print what came."""
    port, clients = map(int, sys.argv[1:])
    done = asyncio.run(_all(port, clients, sys.stdin.read().split("\n")))
    json.dump({"seconds": done.seconds, "each": done.each, "bodies": done.bodies}, sys.stdout)


if __name__ == "__main__":
    main()
