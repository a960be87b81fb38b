"""Where an answer goes: data to stdout, everything else to stderr."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich.text import Text

from indexer.terminal import notes, pages
from search_api.options import Setting
from search_api.render.width import plain


class Page:
    """Stdout for reading: coloured and wrapped on a terminal, plain lines elsewhere.

    `width` is the terminal's in cells, None where nothing is to be wrapped.
    """

    def __init__(self, setting: Setting) -> None:
        colourless = setting.no_color or bool(os.environ.get("NO_COLOR"))
        self._console = pages(colourless=colourless)
        self.width = self._console.width if self._console.is_terminal else None

    def print(self, lines: Iterable[Text]) -> int:
        """The lines, one after another; how many there were."""
        count = 0
        for line in lines:
            self._console.print(line)
            count += 1
        return count


def say(message: str) -> None:
    """A line on stderr; spaces before it are kept."""
    indent = message[: len(message) - len(message.lstrip(" "))]
    notes().print(indent + plain(message), markup=False)


def print_json(data: Any) -> None:
    """JSON on stdout, Chinese readable."""
    json.dump(data, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def shell_quoted(words: Sequence[str]) -> str:
    """A command line that can be copied into a shell."""
    # shlex would quote every Chinese word.
    return " ".join(
        word if word and all(c.isalnum() or c in "-_.,=:/~" for c in word) else _quoted(word)
        for word in words
    )


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "'\"'\"'") + "'"
