"""What comes with the files: a table of metadata, and the reports that stand in it as text.

Three shapes are read: CSV and JSON lines given by `--meta`, and `sources.toml` beside the files.
What lies beside one file alone is read by `metadata_beside`.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from indexer.errors import WrongUsage
from indexer.model import Given, Scope
from indexer.report.dates import day
from indexer.text import normal

SOURCES_TOML = "sources.toml"
TEXT_FIELDS = ("url", "publisher", "published", "retrieved", "agency", "region")
_COLUMNS = ("path", "text", "year", "scope", *TEXT_FIELDS)
_YEAR = re.compile(r"((?:19|20)[0-9]{2}) ?年?")
_SCOPES = {"own": Scope.OWN, "aggregate": Scope.AGGREGATE, "本机关": Scope.OWN} | {
    "本级汇总": Scope.AGGREGATE
}


@dataclass(frozen=True, slots=True)
class InlineReport:
    """A report that stands as text in a metadata file; `path` names the file and the row."""

    path: str
    text: str
    given: Given


@dataclass(frozen=True, slots=True)
class Metadata:
    """Metadata by the absolute path of the file it belongs to, and reports given as text."""

    by_path: Mapping[Path, Given] = field(default_factory=dict)
    inline: tuple[InlineReport, ...] = ()
    divisions: tuple[Path, ...] = ()

    def __or__(self, other: Metadata) -> Metadata:
        """Both; where they speak of one file, the other's word counts."""
        return Metadata(
            {**self.by_path, **other.by_path},
            self.inline + other.inline,
            self.divisions + other.divisions,
        )


def given_of(row: Mapping[str, Any], place: str) -> Given:
    """What a row tells. Raises WrongUsage, naming the place, where it cannot be understood."""
    texts: dict[str, Any] = {
        name: str(row[name]).strip() or None for name in TEXT_FIELDS if row.get(name)
    }
    scope = row.get("scope")
    if texts.get("published"):
        texts["published"] = _day("published", texts["published"], place)
    if texts.get("retrieved"):
        texts["retrieved"] = _moment("retrieved", texts["retrieved"], place)
    if scope and str(scope).strip() not in _SCOPES:
        raise WrongUsage(
            f"{place}: scope = {scope!r}.", "请写 own（本机关）或 aggregate（本级汇总）。"
        )
    return Given(
        **texts,
        year=_year(row.get("year"), place),
        scope=_SCOPES[str(scope).strip()] if scope else None,
        specimen=row.get("specimen") is True,
    )


def _year(value: Any, place: str) -> int | None:
    if value in (None, ""):
        return None
    found = _YEAR.fullmatch(normal(str(value)).strip())
    if found is None:
        told = f"{place}: year = {str(value)[:40]!r} 不是年份 (no year)."
        raise WrongUsage(told, "请写作四位数字，如 2020。")
    return int(found[1])


def _moment(name: str, value: str, place: str) -> str:
    """A day, or a moment as programs write it, which stays as it is."""
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return _day(name, value, place)
    return value


def _day(name: str, value: str, place: str) -> str:
    found = day(normal(value))
    if found is None:
        told = f"{place}: {name} = {value[:40]!r} 不是日期 (no date)."
        raise WrongUsage(told, "请写作 2021-01-28 这样的日期。")
    return found


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        text = path.read_text("gb18030")
    if path.suffix == ".csv":
        csv.field_size_limit(1 << 27)
        rows = csv.DictReader(io.StringIO(text, newline=""))
        unknown = set(rows.fieldnames or ()) - set(_COLUMNS)
        if not {"path", "text"} & set(rows.fieldnames or ()):
            raise WrongUsage(
                f"{path}: 没有 path 或 text 列 (neither column), 只有 {sorted(unknown)}.",
                f"可用的列：{', '.join(_COLUMNS)}。",
            )
        yield from rows
    elif path.suffix == ".jsonl":
        yield from (json.loads(line) for line in text.splitlines() if line.strip())
    else:
        raise WrongUsage(f"{path}: 不是 .csv 或 .jsonl (neither).", "请把元数据存为这两种之一。")


def _real(folder: Path, told: Any) -> Path:
    """The file itself that a row tells of, relative to the folder; also of a link onto itself."""
    return Path(os.path.realpath(folder / str(told)))


def read_meta(path: Path) -> Metadata:
    """A metadata file. Paths in it are relative to its folder.

    Raises WrongUsage, naming the row, where it cannot be understood.
    """
    by_path: dict[Path, Given] = {}
    inline: list[InlineReport] = []
    try:
        for number, row in enumerate(_rows(path), 1):
            place = f"{path}#{number}"
            if not isinstance(row, Mapping):
                raise WrongUsage(f"{place}: 不是一个对象 (no object).", "每行应是一个 JSON 对象。")
            given = given_of(row, place)
            if row.get("text"):
                name = f"{os.path.normpath(path.absolute())}#{number}"
                inline.append(InlineReport(name, str(row["text"]), given))
            elif row.get("path"):
                by_path[_real(path.parent, row["path"])] = given
            else:
                raise WrongUsage(
                    f"{place}: path 和 text 都是空的 (both empty).", "请补上其中一个。"
                )
    except (OSError, ValueError, csv.Error) as error:
        raise WrongUsage(f"{path}: {error}.", "请检查这个文件。") from error
    return Metadata(by_path, tuple(inline))


def read_sources(folder: Path) -> Metadata:
    """`sources.toml` of a folder, empty where there is none.

    Raises WrongUsage, naming the row, where it cannot be understood.
    """
    path = folder / SOURCES_TOML
    if not path.is_file():
        return Metadata()
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        rows = data.get("source", [])
        by_path = {
            _real(folder, row["path"]): given_of(row, f"{path}#{number}")
            for number, row in enumerate(rows, 1)
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise WrongUsage(f"{path}: {error}.", "请检查这个文件。") from error
    divisions = (folder / str(data["divisions"]),) if "divisions" in data else ()
    return Metadata(by_path, (), divisions)


def metadata_of(paths: Sequence[Path], meta: Path | None) -> Metadata:
    """What comes with the files: `sources.toml` beside them, and the table given."""
    folders = dict.fromkeys(path if path.is_dir() else path.parent for path in paths)
    found = Metadata()
    for folder in folders:
        found |= read_sources(folder)
    return found | read_meta(meta) if meta else found
