"""What lies beside one file as NAME.meta.toml comes with it, and is no report itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.document import Refusal
from indexer.files import files_of, items_of
from indexer.home import Home
from indexer.ingest.add import Choices, gathered
from indexer.ingest.telling import Telling
from indexer.metadata import Metadata
from indexer.model import Given, Scope
from tests.readers.helpers import archive


def given(file: Path, table: Given | None = None) -> Given:
    """What comes with the file."""
    (item,) = items_of([file], Metadata({file: table} if table else {}))
    assert item.refusal is None
    return item.given


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file to read."""
    made = tmp_path / "r.html"
    made.write_text("<p>x</p>")
    return made


def test_the_more_special_word_counts(file: Path) -> None:
    """NAME.meta.toml, then NAME.ext.meta.toml, then the table, key by key."""
    file.with_name("r.meta.toml").write_text(
        'agency = "甲镇"\nyear = 2019\npublished = 2020-01-30\nscope = "本级汇总"\n', "utf-8"
    )
    assert given(file) == Given(
        agency="甲镇", year=2019, published="2020-01-30", scope=Scope.AGGREGATE
    )

    file.with_name("r.html.meta.toml").write_text('agency = "乙镇"\nurl = "https://a.example/"')
    assert given(file).agency == "乙镇"
    assert given(file, Given(agency="丙镇")) == Given(
        agency="丙镇",
        year=2019,
        published="2020-01-30",
        scope=Scope.AGGREGATE,
        url="https://a.example/",
    )


def test_it_is_no_report(file: Path) -> None:
    """Neither in a folder nor named."""
    beside = file.with_name("r.meta.toml")
    beside.write_text("year = 2019")

    assert files_of([file.parent]) == [file]
    assert files_of([file, beside]) == [file]


HOSTILE = {
    'agencey = "甲镇"': "agency",
    "zzz = 1": "publisher",
    "year = true": "year",
    'year = "soon"': "year",
    "year = 99999": "year",
    "year = 3000000000": "year",
    f"year = {10**24}": "year",
    "year = 20": "year",
    'published = "someday"': "published",
    'published = "2021-02-30"': "published",
    'retrieved = "someday"': "retrieved",
    'retrieved = "2021-02-30"': "retrieved",
    "agency = ['甲镇']": "agency",
    "agency = 1": "agency",
    "published = 2020-01-30T00:00:00": "published",
    'scope = "everything"': "scope",
    "[agency]\nx = 1": "agency",
    "not toml": "TOML",
    "x = " + "[" * 20_000: "TOML",
    "#" * 70_000: "64 KB",
    "\udcff": "TOML",
}


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_means_nothing_is_told_of_the_file(file: Path, text: str) -> None:
    """Naming the metadata file; nothing is guessed from the file then."""
    beside = file.with_name("r.meta.toml")
    beside.write_bytes(text.encode("utf-8", "surrogateescape"))
    (item,) = items_of([file], Metadata())
    data = item.data()

    assert isinstance(data, Refusal)
    assert data.code == "bad_metadata"
    assert str(beside) in data.message
    assert HOSTILE[text] in data.message
    assert data.next_step


def test_a_link_is_not_followed(file: Path, tmp_path: Path) -> None:
    """It could lead anywhere."""
    other = tmp_path / "other"
    other.write_text("year = 2019")
    file.with_name("r.meta.toml").symlink_to(other)
    (item,) = items_of([file], Metadata())

    assert item.refusal is not None


def test_metadata_in_an_archive_is_told_of(tmp_path: Path) -> None:
    """Once, naming the archive; it is no report, and is not used."""
    for name in ("a", "b"):
        held = {"x/r.txt": "r", "x/r.meta.toml": "year = 2019", "sources.toml": "", "README.md": ""}
        (tmp_path / f"{name}.zip").write_bytes(archive(held))
    (tmp_path / "c.zip").write_bytes(archive({"r.txt": "r", "README.md": ""}))
    notes: list[str] = []
    found = gathered(Home(tmp_path / "home"), [tmp_path], Choices(), Telling(note=notes.append))

    assert [Path(item.path).name for item in found.items] == ["r.txt"] * 3
    (note,) = notes
    assert note.startswith(f"{tmp_path / 'a.zip'}（共 2 个这样的压缩包）里有元数据，没有采用")
