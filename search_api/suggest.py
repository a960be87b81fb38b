"""What may be meant while a query is being typed: agencies, places, topics, words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from indexer.catalog.read import Catalog
from indexer.fields import BY_NAME
from indexer.text import normal
from search_api.engines.base import WORDS
from search_api.kept import Kept
from search_api.session import Session
from search_api.syntax import without_surrogates
from search_api.typed import Name, Names
from search_api.values import topics

AGENCY, PLACE, TOPIC, TERM = "agency", "place", "topic", "term"
KINDS = (AGENCY, PLACE, TOPIC, TERM)
# Kind → the field whose filter a suggestion of it sets; a term has none.
FIELD_OF = {AGENCY: "agency", PLACE: "region", TOPIC: "topic"}
_EACH = 5  # of one kind
_LONGEST = 40  # characters of what is still being typed
_SHORTEST = 2  # a single character is no help
_MANY = 1_000
_OPENING = "\"'“”‘’「『《（(~-"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that may be meant by what was typed last.

    `query` is what the search box holds once it is taken: a term stands in it, for the others
    `field` and `value` are the filter beside it. `detail` tells apart what has the same label.
    `count` is of passages for a term or topic, of reports for an agency or place.
    """

    kind: str
    label: str
    count: int
    query: str
    field: str | None = None
    value: str | None = None
    detail: str = ""


def suggestions(session: Session, text: str) -> tuple[Suggestion, ...]:
    """What the end of the text in a search box may be meant for, a few of each kind.

    With a name of a field before it (`机关:鄌郚`) only what that field may have.
    """
    before, opening, field, typed = _parts(without_surrogates(text))
    wanted = normal(typed) if len(typed) <= _LONGEST else ""
    if not wanted:
        return ()
    found: list[Suggestion] = []
    for kind in KINDS:
        if field is not None and FIELD_OF.get(kind) != field:
            continue
        if kind == TERM:
            found += _terms(session, wanted, f"{before}{opening}")
        else:
            names = _topics(session) if kind == TOPIC else _NAMES.of(session.catalog)[kind]
            for name in islice(names.holding(wanted), _EACH):
                found.append(_filtering(kind, name, before.strip()))
    return tuple(found)


def _parts(text: str) -> tuple[str, str, str | None, str]:
    """What stands before the last word, what opens it, the field it is of, the word itself."""
    words = text.rsplit(maxsplit=1)
    last = words[-1] if words and not text[-1].isspace() else ""
    word = last.lstrip(_OPENING)
    opening = last[: len(last) - len(word)]
    name, mark, value = word.replace("：", ":", 1).partition(":")
    known = BY_NAME.get(name) if mark else None
    before = text[: len(text) - len(last)]
    return before, opening, known.key if known else None, value if known else word


def _filtering(kind: str, name: Name, query: str) -> Suggestion:
    return Suggestion(kind, name.label, name.count, query, FIELD_OF[kind], name.value, name.detail)


def _terms(session: Session, wanted: str, before: str) -> Iterator[Suggestion]:
    """Words of the texts; numbers begin too many and are no help."""
    if wanted[0].isdigit():
        return
    found = session.searcher.engine.terms(WORDS, wanted, _EACH + 1)
    longer = [(term, count) for term, count in found if len(term) >= _SHORTEST]
    for term, count in longer[:_EACH]:
        yield Suggestion(TERM, term, count, before + term)


def _topics(session: Session) -> Names:
    counted = dict(session.searcher.engine.terms("topic", "", _MANY))
    return Names(
        Name((normal(label),), label, key, counted[key])
        for key, label in topics().items()
        if key in counted
    )


def _names(catalog: Catalog) -> dict[str, Names]:
    """The agencies and places of all reports that are searched."""
    agencies: Counter[str] = Counter()
    typed: dict[str, dict[str, None]] = {}
    shown: dict[str, tuple[str, str]] = {}
    places: Counter[str] = Counter()
    chains: dict[str, tuple[str, ...]] = {}
    for row in catalog.names():
        chain = tuple(name for _, name in row.places)
        agencies[row.agency_normal] += row.reports
        typed.setdefault(row.agency_normal, {row.agency_normal: None})[
            normal(row.name_in_report)
        ] = None
        shown[row.agency_normal] = row.agency, "".join(chain)
        for depth, (code, _) in enumerate(row.places, 1):
            places[code] += row.reports
            chains[code] = chain[:depth]
    return {
        AGENCY: Names(
            Name(tuple(typed[key]), shown[key][0], key, count, shown[key][1])
            for key, count in agencies.items()
        ),
        PLACE: Names(
            Name((normal(chains[code][-1]),), chains[code][-1], code, count, _outer(chains[code]))
            for code, count in places.items()
        ),
    }


def _outer(chain: Iterable[str]) -> str:
    *outer, _ = chain
    return "".join(outer)


_NAMES = Kept(_names)


def suggestion_json(found: Suggestion) -> dict[str, Any]:
    """One suggestion. Keys are only ever added."""
    chosen = None if found.field is None else {"field": found.field, "value": found.value}
    return {
        "kind": found.kind,
        "label": found.label,
        "detail": found.detail,
        "count": found.count,
        "query": found.query,
        "filter": chosen,
    }
