"""Lines of text with styles, wrapped and indented: what every page at a terminal is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from indexer.document import Span
from search_api.render.width import pad, plain, tidy, wrap

Page = Iterable[Text]
HEAD = "bold"
QUIET = "dim"
LABEL = "cyan"
MARK = "bold red"
WARN = "yellow"


def paragraph(
    text: str,
    width: int | None,
    indent: str = "",
    marks: Sequence[Span] = (),
    style: str = "",
) -> Iterator[Text]:
    """A text of a report in indented lines, the marked spans of it highlighted."""
    shown = tidy(text)
    spans = [shown.span(start, end) for start, end in marks]
    room = None if width is None else width - cell_len(indent)
    for start, end in wrap(shown.text, room):
        line = Text(indent)
        line.append(shown.text[start:end].rstrip(" "), style)
        shift = len(indent) - start
        for low, high in spans:
            if low < end and high > start:
                line.stylize(MARK, max(low, start) + shift, min(high, end) + shift)
        yield line


def labelled(rows: Iterable[tuple[str, str]], width: int | None) -> Iterator[Text]:
    """`label  text` lines, the texts one below the other; rows without a text are left out."""
    kept = [(label, plain(text)) for label, text in rows if text]
    room = max((cell_len(label) for label, _ in kept), default=0) + 2
    for label, text in kept:
        for n, line in enumerate(paragraph(text, width, " " * room)):
            if n == 0:
                line = Text().append(pad(label, room), LABEL).append(line.plain[room:])
            yield line


def joined(parts: Iterable[tuple[str, str]], between: str = "  ") -> Text:
    """One line of (text, style) parts, the empty ones left out."""
    line = Text()
    for text, style in parts:
        if text:
            if line.plain:
                line.append(between)
            line.append(plain(text), style)
    return line
