"""A PostgreSQL server of the tests' own, where Debian's package is installed."""

from __future__ import annotations

import os
import pwd
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

import psycopg
import pytest

from tests.shared import HANGS

_FOUND = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
USER, PASSWORD = "gongkai", "ge/heim:%40wort"
# The server ends with the tests, however these end: its input is closed then.
_UNTIL_CLOSED = '"$@" & cat >/dev/null; kill -INT $!; wait $!'
_HASTY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@dataclass(frozen=True, slots=True)
class Server:
    """A server that is reached by a socket in `folder`; its databases order text as Chinese."""

    folder: Path
    numbers: Iterator[int] = field(default_factory=count)

    def url(self, schema: str = "public", database: str = "postgres") -> str:
        """The address of a database, and of what in it takes its tables."""
        user = f"{USER}:{quote(PASSWORD, safe='')}"
        return (
            f"postgresql://{user}@/{database}?host={self.folder}&options=-csearch_path%3D{schema}"
        )

    def ask(self, statement: str, schema: str = "public") -> list[Any]:
        """Its answer to a statement of an onlooker."""
        with psycopg.connect(self.url(schema), autocommit=True) as connection:
            answer = connection.execute(statement.encode())
            return answer.fetchall() if answer.description else []

    def new(self) -> str:
        """The address of an empty catalog."""
        schema = f"catalog{next(self.numbers)}"
        self.ask(f"CREATE SCHEMA {schema}")
        return self.url(schema)


def _as_user() -> dict[str, Any]:
    """The server refuses to be run by root."""
    if os.getuid():
        return {}
    user = pwd.getpwnam("postgres")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@contextmanager
def served(*, durable: bool = False) -> Iterator[Server]:
    """A server, ended with the block; unless `durable`, it waits for no disk.

    Skips where PostgreSQL is not installed.
    """
    if not _FOUND:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    programs, user = _FOUND[-1].parent, _as_user()
    with TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        if user:
            os.chown(folder, user["user"], user["group"])
        word = folder / "word"
        word.write_text(PASSWORD)
        word.chmod(0o644)
        data = folder / "data"
        making: list[str | Path] = [programs / "initdb", "-D", data, "-U", USER]
        making += [
            "--auth=scram-sha-256",
            f"--pwfile={word}",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
        ]
        making += ["--locale-provider=icu", "--icu-locale=zh"]
        subprocess.run(making, check=True, capture_output=True, cwd="/", **user)
        settings = ("listen_addresses=", *(() if durable else _HASTY))
        options = [part for setting in settings for part in ("-c", setting)]
        command = [programs / "postgres", "-D", data, "-k", folder, *options]
        with subprocess.Popen(
            ["sh", "-c", _UNTIL_CLOSED, "sh", *map(str, command)],
            stdin=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            **user,
        ) as process:
            server = Server(folder)
            _wait(server)
            yield server
            process.communicate()


def _wait(server: Server) -> None:
    deadline = time.monotonic() + HANGS
    while True:
        try:
            server.ask("SELECT 1")
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return
