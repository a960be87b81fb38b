"""The `search` command as a user runs it, in a folder of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from indexer.terminal import run
from search_api.cli import command_line

ROOT = Path(__file__).parents[2]
_COMMAND = "from search_api.start import main; main()"


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Place:
    """A folder with a home in it, `./.gongkai`, once a command has made one."""

    folder: Path
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def home(self) -> Path:
        """The home that is found when no other is named."""
        return self.folder / ".gongkai"

    def _variables(self) -> dict[str, str]:
        state = str(self.folder / "state")
        return {"XDG_STATE_HOME": state, "COLUMNS": "200", "NO_COLOR": "", **self.variables}

    def search(self, *words: str) -> Ran:
        """Run `search` with these words in this process."""
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            patch.chdir(self.folder)
            patch.delenv("GONGKAI_HOME", raising=False)
            for name, value in self._variables().items():
                patch.setenv(name, value)
            try:
                run(command_line, list(words))
                code = 0
            except SystemExit as ended:
                code = ended.code if isinstance(ended.code, int) else int(bool(ended.code))
        return Ran(code, out.getvalue(), err.getvalue())

    def command(self, *words: str | bytes) -> Ran:
        """Run `search` with these words in a process of its own."""
        return self.python(_COMMAND, *words)

    def python(self, code: str, *words: str | bytes) -> Ran:
        """Run Python code with these words as its arguments in a process of its own."""
        kept = {name: value for name, value in os.environ.items() if name != "GONGKAI_HOME"}
        done = subprocess.run(
            [sys.executable, "-c", code, *words],
            cwd=self.folder,
            env={**kept, "PYTHONPATH": str(ROOT), **self._variables()},
            capture_output=True,
            timeout=120,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@cache
def specimens(folder: Path) -> Place:
    """A place below the folder in which the first command has made a home, once a run."""
    place = Place(folder / "specimens")
    place.folder.mkdir()
    ran = place.command("保密审查")
    assert ran.code == 0, ran.err
    assert "样例" in ran.err
    return place
