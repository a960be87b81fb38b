"""What the pages say: each key in one list, and none that no page says."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from search_api import pages
from search_api.pages.words import FRAME, OF_ONE, WORDS
from search_api.pages.words_api import API
from search_api.pages.words_data import COVERAGE, SHARED
from search_api.pages.words_figures import FIGURES
from search_api.pages.words_findings import FINDINGS
from search_api.pages.words_report import REPORT
from search_api.pages.words_search import SEARCH

_FOLDER = Path(pages.__file__).parent
_LISTS = (FRAME, API, SHARED, COVERAGE, FIGURES, FINDINGS, REPORT, SEARCH)
# What stands before the last part of a key that a page puts together: "report.page." ~ key.
_BEGUN = re.compile(r"""["']([a-z_.]+\.)(?:["']|\{)""")
_WHOLE = re.compile(r"""["']([a-z_0-9.]+)["']""")


def test_no_two_lists_share_a_key() -> None:
    """The later would be said in place of the earlier."""
    counted = Counter(key for one in _LISTS for key in one)
    assert [key for key, n in counted.items() if n > 1] == []
    assert set(counted) == set(WORDS)


def test_every_text_is_said_somewhere() -> None:
    whole: set[str] = set()
    begun: set[str] = set()
    for path in (*_FOLDER.glob("*.py"), *_FOLDER.glob("templates/*")):
        if not path.name.startswith("words"):
            text = path.read_text()
            whole.update(_WHOLE.findall(text))
            begun.update(_BEGUN.findall(text))
    unsaid = [key for key in WORDS if key not in whole and not key.startswith(tuple(begun))]
    assert unsaid == []


def test_one_is_counted_with_the_same_parts_as_many() -> None:
    """And only in texts that there are."""
    fields = re.compile(r"\{\w+\}")
    for key, text in OF_ONE.items():
        assert set(fields.findall(text)) == set(fields.findall(WORDS[key][1])), key


def test_english_has_quotation_marks_of_its_own() -> None:
    """Those of Chinese are drawn as wide as a character."""
    lists = (API, SHARED, COVERAGE, FIGURES, FINDINGS, REPORT)
    assert [key for one in lists for key, (_, said) in one.items() if set("“”‘’") & set(said)] == []
