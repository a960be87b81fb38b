"""Dates in tables of metadata are dates, or it is told in which row one is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import WrongUsage
from indexer.metadata import read_meta, read_sources

DAYS = {
    "2025-03-03": "2025-03-03",
    "2025年3月3日": "2025-03-03",
    "2022-02-03T04:05:06Z": "2022-02-03T04:05:06Z",
}


@pytest.mark.parametrize("told", DAYS)
def test_when_a_file_was_fetched_is_a_day_or_a_moment(tmp_path: Path, told: str) -> None:
    """As people or programs write it."""
    table, toml = tmp_path / "meta.csv", tmp_path / "sources.toml"
    table.write_text(f"path,retrieved\na.txt,{told}\n", "utf-8")
    toml.write_text(f'[[source]]\npath = "a.txt"\nretrieved = "{told}"\n', "utf-8")

    for found in (read_meta(table), read_sources(tmp_path)):
        assert [given.retrieved for given in found.by_path.values()] == [DAYS[told]]


@pytest.mark.parametrize("name", ["published", "retrieved"])
def test_what_is_no_date_is_told_with_its_row(tmp_path: Path, name: str) -> None:
    """In either shape."""
    table, toml = tmp_path / "meta.csv", tmp_path / "sources.toml"
    table.write_text(f"path,{name}\na.txt,2021-01-28\nb.txt,soon\n", "utf-8")
    toml.write_text(
        f'[[source]]\npath = "a.txt"\n[[source]]\npath = "b.txt"\n{name} = "soon"\n', "utf-8"
    )

    with pytest.raises(WrongUsage, match=f"meta.csv#2: {name} = 'soon'"):
        read_meta(table)
    with pytest.raises(WrongUsage, match=f"sources.toml#2: {name} = 'soon'"):
        read_sources(tmp_path)
