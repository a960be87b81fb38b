"""A query with its options, and the commands that lead on from it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from indexer.errors import WrongUsage
from indexer.fields import FIELDS
from search_api.arguments import EVERY_FACET, facet_names
from search_api.options import Filters, Paging
from search_api.output import shell_quoted
from search_api.search import SearchOptions
from search_api.syntax import without_surrogates
from search_api.view_options import ViewOptions

_LIMIT = 10


@dataclass(frozen=True, slots=True)
class Question:
    """A query with its options, as they were given; `home` where one was named."""

    text: str
    filters: Filters
    paging: Paging
    views: ViewOptions
    home: Path | None = None

    def options(self) -> SearchOptions:
        """The options as the library takes them. Raises WrongUsage for unknown facets."""
        paging = self.paging
        return SearchOptions(
            filters=self.filters.chosen(),
            sort=paging.sort,
            limit=_LIMIT if paging.limit is None else paging.limit,
            after=paging.after,
            group=paging.group,
            facets=_facets(paging.facets or []),
            exact=paging.exact,
            timeout=self.views.seconds,
        )

    def next_page(self, cursor: str) -> str:
        """The command that shows the hits after these."""
        paging = self.paging
        words = ["search", *self._at_home()]
        for name, values in self.filters.chosen().items():
            words += [f"--{name}={value}" for value in values]
        words += ["--exact"] if paging.exact else []
        words += [f"--sort={paging.sort}"] if paging.sort != "score" else []
        words += [f"--limit={paging.limit}"] if paging.limit is not None else []
        words += [f"--group={paging.group}"] if paging.group else []
        words += self.views.written()
        # On one line: what is printed holds no line break.
        text = " ".join(without_surrogates(self.text).split())
        return shell_quoted([*words, f"--after={cursor}", "--", text])

    def show(self) -> str:
        """The command that opens a report, but for its id."""
        return shell_quoted(["search", "show", *self._at_home()])

    def _at_home(self) -> list[str]:
        return [] if self.home is None else [f"--home={self.home}"]


def _facets(written: list[str]) -> tuple[str, ...]:
    every = tuple(field.key for field in FIELDS if field.facet)
    found: list[str] = []
    for names in written:
        keys = every if names == EVERY_FACET else facet_names(names)
        if keys is None:
            told = "、".join(f"{field.key} {field.label}" for field in FIELDS if field.facet)
            raise WrongUsage(f"--facets {names} 无此分类 (no such facet).", f"可用：{told}。")
        found += keys
    return tuple(dict.fromkeys(found))
