"""`search explain` at a terminal: the tree as an indented outline."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from search_api.explain import MOST_COUNTED, Clause, Explained
from search_api.render.lines import HEAD, LABEL, QUIET, WARN, paragraph
from search_api.render.pointed import pointed
from search_api.render.width import plain

_STEP = "  "


def outline_lines(found: Explained, width: int | None) -> Iterator[Text]:
    """Two lines a clause: what it is with its passages, and what the engine is asked for it."""
    yield Text().append("理解为 (read as)：", LABEL).append(plain(found.read_as) or "全部", HEAD)
    yield Text()
    for clause in found.clauses:
        indent = _STEP * clause.depth
        line = Text(indent).append(f"{clause.label} {clause.kind}", LABEL)
        if clause.text:
            line.append(f" {plain(clause.text)}")
        if clause.words:
            line.append(f" = {'、'.join(map(plain, clause.words))}", QUIET)
        yield line.append(f"  {_count(clause)}", HEAD)
        yield from paragraph(clause.asked, width, f"{indent}{_STEP}· ", style=QUIET)
    yield Text()
    yield Text(f"引擎 {found.engine}，第 {found.generation} 代 (engine, generation)", QUIET)
    if not found.refused and any(clause.total is None for clause in found.clauses):
        told = f"只计数前 {MOST_COUNTED} 条，且不超过限时 (not all clauses were counted)"
        yield Text(told, WARN)
    yield from _notices(found)


def _notices(found: Explained) -> Iterator[Text]:
    """Each notice with the characters that it is about."""
    for notice in found.notices:
        yield Text()
        yield Text(f"提示：{plain(notice.message)}", WARN)
        if notice.span is not None:
            yield Text(_STEP).append_text(pointed(found.query, notice.span))


def _count(clause: Clause) -> str:
    if clause.total is None:
        return "未计数"
    return f"{'至少 ' if clause.partial else ''}{clause.total} 段"
