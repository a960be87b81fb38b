"""The twenty questions of docs/query.md find what the document says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from search_api.search import SearchOptions
from search_api.session import Session, open_session
from tests.search_api.running import specimens

QUERY = (Path(__file__).parents[1] / "docs" / "query.md").read_text("utf-8")
_QUESTION = re.compile(r"^### \d+\. .*?```query\n(.*?)\n```\n\n(\d+) 段，(\d+) 份报告", re.M | re.S)
QUESTIONS = [(q, int(passages), int(reports)) for q, passages, reports in _QUESTION.findall(QUERY)]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The specimens, open."""
    place = specimens(tmp_path_factory.getbasetemp())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(place.folder / "state"))
        with open_session(place.home) as opened:
            yield opened


def test_there_are_twenty() -> None:
    """Each with its numbers."""
    assert len(QUESTIONS) == len(re.findall(r"^### ", QUERY, re.M)) == 20


@pytest.mark.parametrize(("query", "passages", "reports"), QUESTIONS)
def test_a_question_finds_what_is_said(
    session: Session, query: str, passages: int, reports: int
) -> None:
    """As passages and as reports, without a notice."""
    found = {
        unit: session.searcher.search(query, SearchOptions(limit=0, group=unit))
        for unit in ("passage", "report")
    }

    assert {unit: result.total for unit, result in found.items()} == {
        "passage": passages,
        "report": reports,
    }
    assert [result.notices for result in found.values()] == [(), ()]
