"""How far an ingest is: a bar on a terminal, elsewhere a line from time to time. On stderr."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bar

from indexer.ingest.telling import Progress

_EVERY = 10.0  # seconds between lines


def bar(console: Console) -> Bar:
    """A progress bar with rate and time left; on something that is no terminal it shows nothing."""
    return Bar(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]}"),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )


class Lines:
    """Lines of progress, one every so many seconds; `clock` tells the time."""

    def __init__(
        self,
        say: Callable[[str], None],
        every: float = _EVERY,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._say, self._every, self._clock = say, every, clock
        self._started = self._last = clock()

    def __call__(self, progress: Progress) -> None:
        """Tell of it, where it is time."""
        now = self._clock()
        if now - self._last >= self._every:
            self._last = now
            self._say(line(progress, now - self._started))


def line(progress: Progress, seconds: float) -> str:
    """Read, kept, rate, time left and failures, after so many seconds.

    >>> line(Progress(60, 180, "x", kept=50, failed=2), 30.0)
    '已读 60/180，已入库 50，2.0/s，约剩 1 分钟，未成 2 (read, kept, rate, time left, failed)'
    """
    rate = progress.done / seconds if seconds else 0.0
    minutes = (progress.total - progress.done) / rate / 60 if rate else 0.0
    left = f"{minutes:.0f} 分钟" if minutes >= 1 else "不到 1 分钟"
    return (
        f"已读 {progress.done}/{progress.total}，已入库 {progress.kept}，{rate:.1f}/s，"
        f"约剩 {left}，未成 {progress.failed} (read, kept, rate, time left, failed)"
    )


@contextmanager
def shown(console: Console) -> Iterator[Callable[[Progress], None]]:
    """Shows what progress it is told, as the console can."""
    if not console.is_terminal:
        yield Lines(lambda text: console.print(text, markup=False))
        return
    with bar(console) as view:
        task = view.add_task("读取 reading", total=None, rate="", failed="")

        def tell(progress: Progress) -> None:
            speed = view.tasks[task].speed
            view.update(
                task,
                completed=progress.done,
                total=progress.total,
                rate=f"{speed:.0f}/s" if speed else "",
                failed=f"未成 {progress.failed} failed" if progress.failed else "",
            )

        yield tell
