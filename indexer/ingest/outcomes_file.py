"""`--report`: a sheet with a row for each file, written as the outcomes become final."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TextIO

from indexer.errors import WrongUsage
from indexer.labels import OUTCOMES
from indexer.outcome import Outcome
from indexer.sheets import BOM, Cell, sheet_lines

HEADS = (
    "path",
    "outcome",
    "outcome_label",
    "report",
    "code",
    "message",
    "next_step",
    "seconds",
    "format",
)


def _row(outcome: Outcome) -> tuple[Cell, ...]:
    seconds = None if outcome.seconds is None else round(outcome.seconds, 3)
    return (
        outcome.path,
        outcome.status.value,
        OUTCOMES[outcome.status],
        outcome.report,
        outcome.code,
        outcome.message,
        outcome.next_step,
        seconds,
        outcome.format,
    )


_HEAD = next(sheet_lines(HEADS, (), excel=False))


@contextmanager
def outcomes_file(path: Path, *, excel: bool) -> Iterator[Callable[[Outcome], None]]:
    """Writes a row for each outcome it is given, which is in the file when the call returns.

    A sheet of before stands until the first of them, or until the block ends well without any.
    Raises WrongUsage where the file cannot be made, or is something else.
    """
    with _opened(path) as file:
        begun = False

        def begin() -> None:
            nonlocal begun
            begun = True
            if path.is_file():
                file.truncate(0)
            file.writelines(islice(sheet_lines(HEADS, (), excel=excel), 1))

        def write(outcome: Outcome) -> None:
            if not begun:
                begin()
            *_, line = sheet_lines(HEADS, [_row(outcome)], excel=False)
            file.write(line)
            file.flush()

        yield write
        if not begun:
            begin()


def _opened(path: Path) -> TextIO:
    try:
        if path.is_file() and not _is_sheet(path):
            raise WrongUsage(
                f"{path} 已有别的内容，不覆盖 (holds something else).",
                "请给 --report 换一个文件名。",
            )
        return path.open("a", encoding="utf-8", errors="backslashreplace", newline="", buffering=1)
    except OSError as error:
        raise WrongUsage(
            f"{path} 无法写入：{error.strerror} (cannot be written).", "请换一个位置。"
        ) from error


def _is_sheet(path: Path) -> bool:
    """Whether it is one of these, or empty."""
    with path.open("rb") as file:
        start = file.read(len(BOM.encode() + _HEAD.encode()))
    return not start or start.removeprefix(BOM.encode()).startswith(_HEAD.encode())
