"""Templates → pages. Every value is escaped, and a name that a template lacks is an error."""

from __future__ import annotations

from dataclasses import fields
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from indexer.catalog.read import Catalog
from search_api.kept import Kept
from search_api.options import Filters
from search_api.pages.address import Address, outside
from search_api.pages.language import PARAMETER, TAGS, Language, label, language_of, say
from search_api.pages.notices_english import NOTICES_ENGLISH
from search_api.service.service import service_of

FOLDER = Path(__file__).parent
STATIC = FOLDER / "static"
_PRINT = 10
# What the home holds, of the states that may be read and one that was just let go.
_HOME: Kept[dict[str, Any]] = Kept(
    lambda catalog: {
        **catalog.counts(),
        "generation": catalog.generation(),
        "specimen": catalog.specimen(),
    },
    states=4,
)


@cache
def environment() -> Environment:
    """The templates, compiled once."""
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["asset"] = asset
    made.globals["notices_english"] = NOTICES_ENGLISH
    made.globals["filter_names"] = tuple(field.name for field in fields(Filters))
    made.filters["outside"] = outside
    return made


@cache
def asset(name: str) -> str:
    """The address of a file of ours, with its print, so that it can be kept for ever."""
    print_ = sha256((STATIC / name).read_bytes()).hexdigest()[:_PRINT]
    return f"/static/{name}?v={print_}"


def here(request: Request) -> Address:
    """The address of the page that is asked for."""
    return Address(request.scope["path"], tuple(request.query_params.multi_items()))


def to(language: Language, path: str, **parameters: object) -> Address:
    """An address in the language of the page. Parameters without a value are left out."""
    given = [(name, str(value)) for name, value in parameters.items() if value not in (None, "")]
    if language is not Language.CHINESE:
        given.append((PARAMETER, language.value))
    return Address(path, tuple(given))


def page(
    request: Request, template: str, catalog: Catalog | None, *, status: int = 200, **content: Any
) -> HTMLResponse:
    """A page in the language that its address names; `catalog` tells what there is, below it.

    Templates have, besides `content`: t(key, …) for texts, label(key, chinese), here, to(path, …),
    address (of this page, in full), asset(name), lang, other_language (this page's address in the
    other one), home.
    """
    language = language_of(request)
    where = here(request)
    other = where.without(PARAMETER)
    if language is Language.CHINESE:
        other = other.adding(PARAMETER, Language.ENGLISH.value)
    text = (
        environment()
        .get_template(template)
        .render(
            t=partial(say, language),
            label=partial(label, language),
            lang=TAGS[language],
            language=language,
            here=where,
            address=f"{root_of(request)}{where}",
            to=partial(to, language),
            other_language=other,
            home=None if catalog is None else _HOME.of(catalog),
            **content,
        )
    )
    return HTMLResponse(text.encode("utf-8", "replace"), status)


def root_of(request: Request) -> str:
    """What stands before the path in permanent addresses."""
    return (service_of(request).settings.url or str(request.base_url)).rstrip("/")
