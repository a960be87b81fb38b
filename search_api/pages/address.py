"""Addresses of the page: all of its state is in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import quote, quote_plus, urlsplit

from search_api.syntax import without_surrogates

_SCHEMES = ("http", "https")
_NO_LETTERS = re.compile(r"(?:[\x00-\x7f]|\W)+")


@dataclass(frozen=True, slots=True)
class Address:
    """A path with its parameters in order. Changing one gives another address.

    Letters stand as they are, for a page has a hundred addresses, and coded a Chinese one takes
    three times as much. A browser codes them as it asks.

    >>> asked = Address("/search", (("q", "审查"), ("after", "x")))
    >>> str(asked.without("after").adding("year", 2020))
    '/search?q=审查&year=2020'
    """

    path: str
    parameters: tuple[tuple[str, str], ...] = ()
    fragment: str = ""

    def setting(self, name: str, value: object) -> Address:
        """With this as the only value of the parameter."""
        return self.without(name).adding(name, value)

    def adding(self, name: str, value: object) -> Address:
        """With one more value of the parameter."""
        return replace(self, parameters=(*self.parameters, (name, str(value))))

    def without(self, *names: str) -> Address:
        """Without the parameters."""
        return replace(self, parameters=tuple(p for p in self.parameters if p[0] not in names))

    def removing(self, name: str, value: object) -> Address:
        """Without one value of the parameter; its others stay."""
        left = tuple(p for p in self.parameters if p != (name, str(value)))
        return replace(self, parameters=left)

    def filled(self) -> Address:
        """Without the parameters that have no value."""
        return replace(self, parameters=tuple(p for p in self.parameters if p[1].strip()))

    def at(self, fragment: str) -> Address:
        """At a place of the page."""
        return replace(self, fragment=fragment)

    def value(self, name: str) -> str:
        """The first value of the parameter, empty without one."""
        return next((value for known, value in self.parameters if known == name), "")

    def ending(self, form: str) -> Address:
        """The same in another form: its path ends in it."""
        return replace(self, path=f"{self.path}.{form}")

    def has(self, name: str, value: object) -> bool:
        """Whether the parameter has the value."""
        return (name, str(value)) in self.parameters

    def __str__(self) -> str:
        text = _coded(self.path, _quoted_path)
        if self.parameters:
            pairs = (
                "=".join(_coded(part, quote_plus) for part in pair) for pair in self.parameters
            )
            text += f"?{'&'.join(pairs)}"
        if self.fragment:
            text += f"#{_coded(self.fragment, quote)}"
        return text


def _coded(text: str, quoted: Callable[[str], str]) -> str:
    return _NO_LETTERS.sub(lambda found: quoted(found[0]), without_surrogates(text))


def _quoted_path(text: str) -> str:
    return quote(text, safe="/~:@!$&'()*+,;=")


def outside(url: str | None) -> str | None:
    """The address of an original, None unless it is one of the web: it came with the file, and
    may be anything.

    >>> outside("https://example.org/a"), outside("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if url and parts.scheme in _SCHEMES and parts.netloc else None
