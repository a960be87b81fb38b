"""`--report`: a sheet with a row for each file, written as the outcomes become final."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from indexer.errors import WrongUsage
from indexer.labels import OUTCOMES
from indexer.outcome import Outcome
from indexer.sheets import Cell, sheet_lines

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


@contextmanager
def outcomes_file(path: Path, *, excel: bool) -> Iterator[Callable[[Outcome], None]]:
    """Writes a row for each outcome it is given, which is in the file when the call returns.

    Raises WrongUsage where the file cannot be made.
    """
    try:
        file = path.open("w", encoding="utf-8", errors="backslashreplace", newline="", buffering=1)
    except OSError as error:
        raise WrongUsage(
            f"{path} 无法写入：{error.strerror} (cannot be written).", "请换一个位置。"
        ) from error
    with file:
        file.writelines(islice(sheet_lines(HEADS, (), excel=excel), 1))

        def write(outcome: Outcome) -> None:
            *_, line = sheet_lines(HEADS, [_row(outcome)], excel=False)
            file.write(line)
            file.flush()

        yield write
