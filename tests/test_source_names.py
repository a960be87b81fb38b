"""A source has one name on every machine that shares a catalog."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from indexer.home import Home
from indexer.source_names import below, naming

SHARED = "postgresql://host/catalog"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file in a folder."""
    (tmp_path / "山东" / "2020").mkdir(parents=True)
    (tmp_path / "山东" / "2020" / "x.html").write_text("")
    return tmp_path / "山东"


def test_alone_it_is_the_absolute_path(folder: Path) -> None:
    """As it was found."""
    path = str(folder / "2020" / "x.html")

    assert naming(Home(folder), [folder])(path) == path


def test_shared_it_begins_with_the_folder_that_was_given(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However that was written; of a file its own folder counts, and what is in it is named too."""
    home, path = Home(folder, SHARED), folder / "2020" / "x.html"
    monkeypatch.chdir(folder)
    for given in (folder, Path(), Path("..", "山东"), folder / "2020" / ".."):
        assert naming(home, [given])(str(path)) == "山东/2020/x.html"
    assert naming(home, [path])(str(path)) == "2020/x.html"
    assert naming(home, [folder])(f"{path}/member/报告.txt") == "山东/2020/x.html/member/报告.txt"


def test_a_name_of_any_length_or_bytes_is_kept_apart(folder: Path) -> None:
    """Names that begin alike stay two, and bytes that are no text are written out."""
    name = naming(Home(folder, SHARED), [folder])
    one, other = (name(str(folder / ("深" * 2000) / end)) for end in "ab")

    assert one != other
    assert max(len(one.encode()), len(other.encode())) <= 1_000
    assert name(str(folder / os.fsdecode(b"\xff.txt"))) == "山东/\\xff.txt"


def test_what_is_below_is_told_by_path_and_by_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder's name that another begins with is not it."""
    home = Home(folder, SHARED)
    known = ["山东/2020/x.html", "山东/2020x/y.html", "山东省/x.html"]
    monkeypatch.chdir(folder.parent)

    assert [name for name in known if below(home, [folder])(name)] == known[:2]
    assert [name for name in known if below(home, [Path("山东/2020")])(name)] == known[:1]
    assert [name for name in known if below(Home(folder), [folder])(name)] == []


def test_a_folder_that_is_gone_is_none_of_another_machine(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though that is called as its last part is; as the catalog names it, it is found."""
    home = Home(folder, SHARED)
    known = ["2020/a.txt", "山东/2020/a.txt", "山东/2021/a.txt"]
    monkeypatch.chdir(folder.parents[1])
    for path in ("/backup/old/2020", "old/2020", "old/山东/2021", "/gone/山东"):
        assert not [name for name in known if below(home, [Path(path)])(name)], path

    assert [name for name in known if below(home, [Path("山东/2020")])(name)] == known[1:2]
    assert [name for name in known if below(home, [Path("山东")])(name)] == known[1:]
