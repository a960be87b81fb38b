"""What is true of the tantivy store alone: its states, and the forms of characters."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tantivy import Index

from indexer.catalog.read import open_catalog
from indexer.errors import IndexUnusable
from indexer.home import Home
from indexer.segment import PassageSegmenter
from indexer.stores import manifest as manifests
from indexer.stores import tantivy, tantivy_index
from indexer.stores.entries import entries
from indexer.stores.grams import characters, pairs, tokens_of_pairs, tokens_of_words, word
from indexer.stores.store import EngineName
from tests.make import report
from tests.stores.conftest import Curator


@pytest.fixture
def curator(home: Home, segmenter: PassageSegmenter) -> Curator:
    """Somebody who adds reports, with tantivy."""
    return Curator(home, segmenter, EngineName.TANTIVY)


def test_a_writer_that_dies_after_tantivys_commit_changes_nothing(
    curator: Curator, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Readers go on with the live state, and the next writer begins from it."""
    curator.put(report(["甲。"], path="/a.txt"))
    curator.keep(report(["甲改。"], path="/a.txt"), report(["乙。"], path="/b.txt", year=2021))

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with open_catalog(home) as catalog, monkeypatch.context() as patch:
        store = tantivy.resume(home.index, catalog.home_id(), curator.segmenter)
        store.drop([1])
        store.put(entries(catalog, [2, 3]))
        patch.setattr(manifests, "write", die)
        with pytest.raises(KeyboardInterrupt):
            store.commit(2)
        store._texts.close()  # a process that dies lets go of its files, and does no more
    assert curator.texts() == ["甲。"]
    assert curator.sync() == 2
    assert curator.texts() == ["甲改。", "乙。"]
    (build,) = [path for path in home.index.iterdir() if path.is_dir()]

    assert len(list(build.glob("state-*"))) == 1


def test_a_state_needs_nothing_of_the_writers_folder(curator: Curator, home: Home) -> None:
    """What a writer left there, or did to it, is not looked at."""
    curator.put(report(["甲。"], path="/a.txt"))
    (build,) = [path for path in home.index.iterdir() if path.is_dir()]
    with open_catalog(home) as catalog:
        curator.keep(report(["乙。"], path="/b.txt", year=2021))
        catalog.refresh()
        found = list(entries(catalog, [2]))
        store = tantivy.resume(home.index, catalog.home_id(), curator.segmenter)
        with closing(store):
            store.put(found)
            shutil.rmtree(build / "writing")
            assert curator.texts() == ["甲。"]
    assert curator.sync() == 2


def test_many_commits_leave_one_state(curator: Curator, home: Home) -> None:
    """However many segments were merged meanwhile, no file is left that no state names."""
    random = Random("commits")
    for year in range(2001, 2020):
        curator.put(report(["公开。"] * random.randint(1, 3), path=f"/{year}.txt", year=year))
    (build,) = [path for path in home.index.iterdir() if path.is_dir()]
    (state,) = build.glob("state-*")
    named = set(json.loads((state / ".managed.json").read_text("utf-8")))
    locks = {".managed.json", ".tantivy-meta.lock", "sizes.json"}

    assert {path.name for path in state.iterdir()} - locks == named
    assert len(list(state.glob("*.idx"))) < 19
    assert not (build / "writing").exists()


@pytest.mark.parametrize(("kind", "byte"), [("fast", b"\xff"), ("term", b"\0")])
def test_a_file_whose_bytes_were_changed_is_told_by_the_search(
    curator: Curator, home: Home, kind: str, byte: bytes
) -> None:
    """With what mends it, also where tantivy panics."""
    curator.put(report(["保密审查。", "公开信息。"]))
    (path,) = home.index.glob(f"tantivy-*/state-*/*.{kind}")
    end = path.read_bytes()[-150:]
    path.write_bytes(byte * (path.stat().st_size - len(end)) + end)
    with pytest.raises(IndexUnusable, match="indexer rebuild"):
        curator.texts("公开")


def test_a_state_that_is_taken_away_while_it_is_opened_is_gone(
    curator: Curator, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of its files alone: none of them is taken for empty."""
    curator.put(report(["保密审查。", "公开信息。"]))
    live = manifests.read(home.index)
    kept = tantivy_index.state_folder(home.index, live)
    for name in [path.name for path in kept.iterdir() if path.suffix not in (".json", ".lock")]:
        state = kept.with_name(f"state-{live.toc + 1}")
        shutil.copytree(kept, state)

        def late(folder: str, gone: Path = state / name) -> Index:
            gone.unlink()
            return Index.open(folder)

        with monkeypatch.context() as patch:
            patch.setattr(tantivy_index, "Index", SimpleNamespace(open=late))
            with pytest.raises(IndexUnusable):
                tantivy_index.open_state(home.index, replace(live, toc=live.toc + 1))
        shutil.rmtree(state)


TEXTS = st.text(st.characters(codec=None), max_size=20)


@given(TEXTS, TEXTS)
def test_pairs_hold_exactly_what_the_characters_hold(text: str, wanted: str) -> None:
    """Whatever the characters are."""
    held, sought = tokens_of_pairs(text).split(), pairs(wanted)
    begins = range(len(held) - len(sought) + 1)
    found = any(held[begin : begin + len(sought)] == sought for begin in begins)

    assert len(held) == len(text)
    assert len(wanted) < 2 or found == (wanted in text)


@given(TEXTS)
def test_characters_have_forms_of_their_own(text: str) -> None:
    """No white space in them, each told from every other, and tantivy can take them."""
    forms = characters(text)

    assert len(forms) == len(text)
    assert len(set(forms)) == len(set(text))
    assert not any(character.isspace() for form in forms for character in form)
    assert len("".join(forms).encode()) >= len(text)


def test_a_very_long_word_is_a_word_too() -> None:
    """tantivy leaves out a term of more than 65,530 bytes."""
    first, second = "a" * 70_000, "a" * 70_001

    assert len(tokens_of_words([first])) < 1_000
    assert word(first) != word(second)
    assert word("公开") == "公开"
