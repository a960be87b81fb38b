"""What both commands share: how errors end, where things are printed, which options recur."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from indexer.errors import GongkaiError, WrongUsage

HomeOption = Annotated[
    Path | None,
    typer.Option(
        "--home", help="数据所在文件夹 (default: GONGKAI_HOME, ./.gongkai)", metavar="DIR"
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="以 JSON 输出 (print JSON)")]


def given_path(text: str) -> Path:
    """The path of an argument. Raises WrongUsage for the empty one, which Path takes for here."""
    if not text:
        raise WrongUsage("路径是空的 (an empty path).", "请检查命令中的变量是否已赋值。")
    return Path(text)


class _Stdout(Console):
    """Stdout whose reader may go away (`| head`): rich would end us as if nothing were found."""

    def on_broken_pipe(self) -> None:
        """Leave it to `run`."""
        raise BrokenPipeError


def pages(*, colourless: bool = False) -> Console:
    """A console on stdout: data for a person to read, never wrapped in mid-word by us."""
    return _Stdout(highlight=False, soft_wrap=True, color_system=None if colourless else "auto")


def notes() -> Console:
    """A console on stderr: everything that is not data."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def note(said: str) -> None:
    """Tell a person something beside the data."""
    notes().print(said, markup=False)


def run(app: Callable[..., Any], arguments: list[str] | None = None) -> None:
    """Run a command. An error is one message and one next step, never a traceback.

    A reader of our output that goes away (`| head`) ends us quietly; a full disk is told.
    """
    sys.stdout = sys.stdout or StringIO()  # none where it was closed
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        try:
            app(args=arguments)
        finally:
            sys.stdout.flush()
    except GongkaiError as error:
        notes().print(f"{error.message}\n  → {error.next_step}", markup=False)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        _forget_output()
        sys.exit(0)
    except OSError as error:
        _forget_output()
        what = "写不出去" if error.filename is None else error.filename
        notes().print(
            f"{what}：{error.strerror} (cannot {'write' if error.filename is None else 'be used'})."
            "\n  → 请看磁盘是否已满、可否写入，或把结果写到别处。",
            markup=False,
        )
        sys.exit(GongkaiError.exit_code)


def _forget_output() -> None:
    """Python would try once more to write what could not be written, and tell of it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
