"""In which language a page speaks. Official wording of the reports stays Chinese in both."""

from __future__ import annotations

from enum import StrEnum

from starlette.requests import Request

from search_api.pages.english import ENGLISH
from search_api.pages.words import OF_ONE, WORDS


class Language(StrEnum):
    """The languages of the page; the first is meant where none is named."""

    CHINESE = "zh"
    ENGLISH = "en"


TAGS = {Language.CHINESE: "zh-CN", Language.ENGLISH: "en"}
PARAMETER = "lang"


def language_of(request: Request) -> Language:
    """The language that the address names."""
    written = request.query_params.get(PARAMETER)
    return Language(written) if written in tuple(Language) else Language.CHINESE


def say(language: Language, key: str, **parts: object) -> str:
    """A text of the page by its key in WORDS; `{name}` in it stands for a part.

    >>> [say(Language.ENGLISH, "count.report", total=total) for total in (1, 2)]
    ['1 report', '2 reports']
    """
    text = WORDS[key][language is Language.ENGLISH]
    if language is Language.ENGLISH and "1" in map(str, parts.values()):
        text = OF_ONE.get(key, text)
    return text.format(**parts) if parts else text


def label(language: Language, key: str, chinese: str) -> str:
    """The label of a key that the data uses: in English where there is one, else as it is.

    >>> label(Language.ENGLISH, "problem", "问题"), label(Language.CHINESE, "problem", "问题")
    ('problem', '问题')
    """
    return ENGLISH.get(key, chinese) if language is Language.ENGLISH else chinese
