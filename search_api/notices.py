"""What the reader of a query wants said, with its place in the query, and how it is worded."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from indexer.document import Span
from indexer.text import normal


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about a query: `code` is stable, `message` Chinese, `span` in the query's text.

    `span` is None where what is said is not about a piece of the query (an option, the index).
    """

    code: str
    message: str
    span: Span | None = None


GENERATION_CHANGED = Notice(
    "generation_changed", "索引已更新，从上一页末尾之后接着列出，可能有重复或遗漏。"
)
_FEW = 24


def nearest(written: str, known: tuple[str, ...]) -> str:
    """“；相近的有：…” naming up to three known names that resemble the written one.

    Where none does, all of them if they are few, else nothing.
    """
    wanted = normal(written)[:40]
    close = get_close_matches(wanted, known, n=3, cutoff=0.4)
    inside = [name for name in known if wanted and wanted in name][:3]
    named = list(dict.fromkeys((*inside, *close)))[:3]
    if named:
        return f"；相近的有：{'、'.join(named)}"
    return f"；可用的有：{'、'.join(known)}" if 0 < len(known) <= _FEW else ""


def shown(text: str, width: int = 40) -> str:
    """The text as a message quotes it: at most `width` characters."""
    return text if len(text) <= width else text[: width - 1] + "…"
