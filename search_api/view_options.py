"""The options by which hits are counted, shown in context, or drawn at random."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from indexer.errors import WrongUsage

PAGE, COUNT, KWIC, SAMPLE = "page", "count", "kwic", "sample"
AGENCY = "agency"  # a unit of samples
WHOLE = sys.maxsize  # characters on each side: the whole passage
DEFAULT_TIMEOUT = 10.0
_WHOLE_NAMES = ("passage", "全段", "段落")
_NO_BOUND = ("none", "无")
_MOST_CONTEXT = 10_000
_LONGEST_TIME = 3_600.0
_CHARACTERS = re.compile(r"[0-9]{1,5}")
_SECONDS = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")
_PANEL = "所见 view"


def _value(name: str, help: str, metavar: str) -> Any:
    return typer.Option(name, help=help, metavar=metavar, rich_help_panel=_PANEL)


def _flag(name: str, help: str) -> Any:
    return typer.Option(name, help=help, rich_help_panel=_PANEL)


@dataclass(frozen=True, slots=True)
class ViewOptions:
    """What is seen of the hits, and how long they may be looked for."""

    context: Annotated[
        str | None,
        _value("--context", "命中处前后各 N 字，或 passage 全段 (characters around)", "N|passage"),
    ] = None
    kwic: Annotated[bool, _flag("--kwic", "每处命中一行，上下文对齐 (keyword in context)")] = False
    count: Annotated[bool, _flag("--count", "只要总数 (only the total)")] = False
    sample: Annotated[
        int | None, _value("--sample", "随机抽取 N 个，不放回 (drawn at random)", "N")
    ] = None
    seed: Annotated[
        int | None, _value("--seed", "抽样的种子，同一种子同一样本 (same seed, same sample)", "S")
    ] = None
    by: Annotated[
        list[str] | None,
        _value("--by", "分层抽样，每层 N 个，如 year,level (strata)", "FIELDS"),
    ] = None
    timeout: Annotated[
        str | None,
        _value("--timeout", "查找限时，默认 10 秒，none 不限 (time limit)", "SECONDS|none"),
    ] = None

    @property
    def way(self) -> str:
        """Which of a page, a count, a concordance and a sample is asked for.

        Raises WrongUsage where several are.
        """
        asked = {COUNT: self.count, KWIC: self.kwic, SAMPLE: self.sample is not None}
        ways = [way for way, wanted in asked.items() if wanted]
        if len(ways) > 1:
            told = "、".join(f"--{way}" for way in ways)
            raise WrongUsage(f"{told} 只能选一个 (choose one).", "请去掉其余。")
        return ways[0] if ways else PAGE

    @property
    def side(self) -> int | None:
        """How many characters of context on each side, None where it was not told.

        Raises WrongUsage where that is no number.
        """
        if self.context is None:
            return None
        if self.context in _WHOLE_NAMES:
            return WHOLE
        written = self.context
        side = int(written) if _CHARACTERS.fullmatch(written) else None
        if side is None or side > _MOST_CONTEXT:
            raise WrongUsage(
                f"--context {written} 不是字数 (no number of characters).",
                f"请用 0 到 {_MOST_CONTEXT}，或 passage 显示全段。",
            )
        return side

    @property
    def seconds(self) -> float | None:
        """How long to look, None for no bound. Raises WrongUsage where that is no time."""
        if self.timeout is None:
            return DEFAULT_TIMEOUT
        if self.timeout in _NO_BOUND:
            return None
        seconds = float(self.timeout) if _SECONDS.fullmatch(self.timeout) else 0.0
        if not 0 < seconds <= _LONGEST_TIME:
            raise WrongUsage(
                f"--timeout {self.timeout} 不是可用的秒数 (no such time).",
                f"请用大于 0、至多 {_LONGEST_TIME:.0f} 的秒数，或 none 不限时。",
            )
        return seconds

    def written(self) -> Iterator[str]:
        """The options that a next page needs again."""
        if self.context is not None:
            yield f"--context={self.context}"
        if self.timeout is not None:
            yield f"--timeout={self.timeout}"
