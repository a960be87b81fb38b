"""Addresses of the page: all of its state is in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode, urlsplit

from search_api.syntax import without_surrogates

_SCHEMES = ("http", "https")


@dataclass(frozen=True, slots=True)
class Address:
    """A path with its parameters in order. Changing one gives another address.

    >>> asked = Address("/search", (("q", "审查"), ("after", "x")))
    >>> str(asked.without("after").adding("year", 2020))
    '/search?q=%E5%AE%A1%E6%9F%A5&year=2020'
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
        text = quote(without_surrogates(self.path), safe="/~:@!$&'()*+,;=")
        if self.parameters:
            text += f"?{urlencode([(n, without_surrogates(v)) for n, v in self.parameters])}"
        if self.fragment:
            text += f"#{quote(without_surrogates(self.fragment))}"
        return text


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
