"""What the address of the search page asks for. Its parameters are called as those of the API."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

from starlette.datastructures import QueryParams

from search_api.arguments import EVERY_FACET
from search_api.options import Filters, Paging
from search_api.question import Question
from search_api.syntax import without_surrogates
from search_api.view_options import ViewOptions

HITS, MOST_HITS = 10, 50
_LIT = 200
LINES, MOST_LINES = 100, 1_000
SIDES = (10, 20, 40)
_SIDE, _MOST_SIDE = 20, 200
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
_YES = ("1", "true", "yes")
_LEAST_TIMEOUT, _LONGEST_TIMEOUT = 0.000_001, 3_600.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as its address puts it. `filters` are written values by field, none empty."""

    question: Question
    kwic: bool

    @property
    def text(self) -> str:
        """The query."""
        return self.question.text

    @property
    def lit(self) -> str | None:
        """The query as many links of one page carry it."""
        return lit(self.text)

    @property
    def filters(self) -> Mapping[str, tuple[str, ...]]:
        """The chosen values by field, as they are written."""
        return self.question.filters.chosen()

    @property
    def exact(self) -> bool:
        """Whether the query is one literal."""
        return self.question.paging.exact

    @property
    def sort(self) -> str:
        """The order that is asked for."""
        return self.question.paging.sort

    @property
    def group(self) -> str | None:
        """The unit that is asked for."""
        return self.question.paging.group

    @property
    def after(self) -> str | None:
        """The cursor of the page before."""
        return self.question.paging.after

    @property
    def limit(self) -> int:
        """How many hits or lines stand on the page."""
        return self.question.paging.limit or HITS

    @property
    def side(self) -> int:
        """The characters on each side of a keyword."""
        side = self.question.views.side
        return min(_SIDE if side is None else side, _MOST_SIDE)


def lit(query: str) -> str | None:
    """The query as many links of one page carry it, None where each would repeat a long one."""
    return query if len(query) <= _LIT else None


def asked_of(parameters: QueryParams, timeout: float) -> Asked:
    """The question, to be answered in so many seconds."""
    kwic = parameters.get("kwic", "") in _YES
    usual, most = (LINES, MOST_LINES) if kwic else (HITS, MOST_HITS)
    seconds = min(max(timeout, _LEAST_TIMEOUT), _LONGEST_TIMEOUT)
    question = Question(
        text=without_surrogates(parameters.get("q", "")),
        filters=Filters(**{name: _chosen(parameters, name) for name in _FIELDS}),
        paging=Paging(
            exact=parameters.get("exact", "") in _YES,
            sort=parameters.get("sort") or "score",
            limit=_number(parameters.get("limit", ""), usual, most),
            after=None if kwic else parameters.get("after") or None,
            group=parameters.get("group") or None,
            facets=[EVERY_FACET],
        ),
        views=ViewOptions(
            context=parameters.get("context") or None, kwic=kwic, timeout=f"{seconds:.6f}"
        ),
    )
    return Asked(question, kwic)


_FIELDS = tuple(field.name for field in fields(Filters))


def _chosen(parameters: QueryParams, name: str) -> list[str] | None:
    """The values, each once; the empty ones of a form that was sent ask for nothing."""
    values = dict.fromkeys(parameters.getlist(name))
    return [value for value in values if value.strip()] or None


def _number(written: str, usual: int, most: int) -> int:
    return min(int(written), most) if _NUMBER.fullmatch(written) else usual
