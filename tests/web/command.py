"""The `search` command over the home that a service has open."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path

from search_api.cli import command_line


def printed(home: Path, *words: str) -> str:
    """What `search` prints of these words."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(io.StringIO()), suppress(SystemExit):
        command_line([f"--home={home}", *words])
    return out.getvalue()
