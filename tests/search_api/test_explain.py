"""`search explain`: the tree, the words, what is asked, and how many passages each clause meets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from search_api.explain import MOST_COUNTED, Explained, explained, explained_json
from search_api.search import SearchOptions
from search_api.session import Session, open_session
from tests.search_api.running import Place, specimens

EVERY_NODE = (
    '保密审查 "审查" ~"先审查后公开" NEAR(保密, 审查) 保*密 部分:问题 年:2018..2021 新收申请>0 '
    "复议:空白 报告(培训) -部分(疫情 或 防控)"
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A home of the specimens."""
    return specimens(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="module")
def session(place: Place) -> Iterator[Session]:
    """The same, open."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(place.folder / "state"))
        with open_session(Path(place.home)) as opened:
            yield opened


def explain(session: Session, query: str, **how: Any) -> Explained:
    """The query explained."""
    return explained(session.catalog, session.searcher, query, **how)


def test_every_clause_is_told(session: Session) -> None:
    """In reading order, under what it belongs to, with its words and the passages it meets."""
    found = explain(session, "(保密审查 或 疫情) -部分:问题")

    assert [(c.depth, c.kind, c.text) for c in found.clauses] == [
        (0, "and", ""),
        (1, "or", ""),
        (2, "words", "保密审查"),
        (2, "words", "疫情"),
        (1, "not", ""),
        (2, "keyword", "problems（存在问题）"),
    ]
    assert found.clauses[2].words == ("保密", "审查")
    assert all(clause.asked for clause in found.clauses)


def test_every_kind_of_clause_is_told(session: Session) -> None:
    """Each by its key."""
    assert {clause.kind for clause in explain(session, EVERY_NODE).clauses} == {
        *("and", "or", "not", "words", "literal", "near", "pattern", "keyword", "range"),
        *("compare", "status", "report", "section"),
    }


@pytest.mark.parametrize(
    "query",
    [
        *("保密审查", '"审查"', "NEAR(保密, 审查)", "保*审", "部分:问题", "年:2018..2021"),
        *("新收申请>0", "复议:空白", "报告(培训)", "-部分(疫情 或 防控)", "", EVERY_NODE),
    ],
)
def test_the_count_is_what_a_search_finds(session: Session, query: str) -> None:
    """In passages, whatever a search for it would count."""
    found = explain(session, query)

    options = SearchOptions(limit=0, group="passage")
    assert found.clauses[0].total == session.searcher.search(query, options).total
    assert not found.clauses[0].partial


def test_what_is_read_asks_for_the_same(session: Session) -> None:
    """The query in full is one that can be typed."""
    found = explain(session, EVERY_NODE)

    assert [c.kind for c in explain(session, found.read_as).clauses] == [
        c.kind for c in found.clauses
    ]


def test_only_so_many_clauses_are_counted(session: Session) -> None:
    """All are told; with no time none is counted."""
    query = " OR ".join(f"{n}年" for n in range(100))
    found = explain(session, query)

    assert len(found.clauses) == 101
    counted = [clause.total is not None for clause in found.clauses]
    assert counted == [True] * MOST_COUNTED + [False] * (101 - MOST_COUNTED)
    assert {clause.total for clause in explain(session, query, timeout=0.0).clauses} == {None}


def test_a_refused_query_is_told(session: Session) -> None:
    """Nothing is searched, and the notice says why."""
    found = explain(session, " ".join(map(str, range(10_000))))

    assert [(clause.kind, clause.total) for clause in found.clauses] == [("nothing", None)]
    assert [notice.code for notice in found.notices] == ["too_many_clauses"]


def test_lone_surrogates_can_be_printed(session: Session) -> None:
    """As a command line hands over undecodable bytes."""
    told = explained_json(explain(session, "甲\udc80 \ud800"))

    assert json.dumps(told, ensure_ascii=False).encode().decode().count("\ufffd") >= 2


def test_the_command_prints_an_outline(place: Place) -> None:
    """Words of the query are told from options as in a search."""
    ran = place.search("explain", "审查", "-保密", "新受申请>0")

    assert ran.code == 1
    lines = [line.strip() for line in ran.out.splitlines()]
    assert "理解为 (read as)：审查 -保密 新受申请>0" in lines
    assert any(line.startswith("词 words 审查 = 审查") for line in lines)
    assert any("相近的有：新收申请" in line for line in lines)
    assert "审查 -保密 【新受申请】>0" in lines


def test_the_command_prints_json(place: Place) -> None:
    """With the same content."""
    ran = place.search("explain", "--json", "报告(保密审查)")
    told = json.loads(ran.out)

    assert ran.code == 0
    assert told["read_as"] == "report(保密审查)"
    assert [clause["kind"] for clause in told["clauses"]] == ["report", "words"]
    assert told["clauses"][1]["words"] == ["保密", "审查"]


def test_exact_is_one_literal(place: Place) -> None:
    """As in a search."""
    told = json.loads(place.search("explain", "--exact", "--json", "审查 或 保密").out)

    assert [(c["kind"], c["text"]) for c in told["clauses"]] == [("literal", "审查或保密")]


def test_wrong_usage_names_the_next_step(place: Place) -> None:
    """No query, or an option that is not there."""
    assert place.search("explain").code == 2
    assert "--json" in place.search("explain", "保密", "--jsn").err
    assert "search explain --help" in place.search("explain", "保密", "--year", "2020").err
    assert place.search("explain", "--help").code == 0


def test_its_name_can_be_searched(place: Place) -> None:
    """After `--`, as every command's."""
    assert "read as" not in place.search("--", "explain").out
