"""Which tables a generation of the form has: rows, columns, labels, units, identities.

A generation is a file `<generation>.toml` of this folder; a new one is a new file. Every cell is
addressed as `table.row.column`, so a key never depends on a position.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from indexer.forms.generations import FOLDER

TABLES = ("t2", "t3", "t4")
_GENERATION = re.compile(r"\d{4}")

Kind = Literal["count", "change", "amount"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `kind`: a count is a natural number, a change may be negative, an amount decimal.

    `unit` is what the form prints or plainly counts in; None where it prints none.
    """

    key: str
    label: str
    aliases: tuple[str, ...]
    unit: str | None
    kind: Kind


@dataclass(frozen=True, slots=True)
class Row:
    """A row, the labels it stands under, and the keys of the columns in which it has a cell."""

    key: str
    label: str
    aliases: tuple[str, ...]
    under: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormTable:
    """One statutory table. `groups` head rows and `heads` columns; neither has figures.

    `cell_keys`: the key of every cell, row by row.
    """

    key: str
    label: str
    groups: tuple[str, ...]
    heads: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    cell_keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """Two sums that the form makes equal: of rows in every column, or of columns in every row."""

    id: str
    table: str
    over: Literal["rows", "columns"]
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One generation of the statutory tables and the arithmetic that holds in them."""

    tables: Mapping[str, FormTable]
    identities: tuple[Identity, ...]


@cache
def forms() -> Mapping[str, Form]:
    """Every generation since 2019, oldest first."""
    found = sorted(path for path in FOLDER.glob("*.toml") if _GENERATION.fullmatch(path.stem))
    return MappingProxyType(
        {path.stem: _form(tomllib.loads(path.read_text("utf-8"))) for path in found}
    )


@cache
def columns(table: str) -> Mapping[str, Column]:
    """The columns of a table over all generations; the earliest wording stands first."""
    merged: dict[str, Column] = {}
    for form in forms().values():
        for column in form.tables[table].columns:
            old = merged.get(column.key)
            wording = () if old is None else (old.label, *old.aliases)
            labels = dict.fromkeys((*wording, column.label, *column.aliases))
            first, *others = labels
            merged[column.key] = Column(column.key, first, tuple(others), column.unit, column.kind)
    return MappingProxyType(merged)


@cache
def canonical_keys(table: str) -> frozenset[str]:
    """The keys of a table's cells over all generations."""
    return frozenset(key for form in forms().values() for key in form.tables[table].cell_keys)


@cache
def expected_keys(table: str, generation: str | None) -> tuple[str, ...]:
    """The keys of the cells that a table of a generation has, in order.

    Those that it has in every generation, where its own is not known.
    """
    known = forms() if generation is None else (generation,)
    keys = [frozenset(forms()[name].tables[table].cell_keys) for name in known]
    return tuple(sorted(frozenset.intersection(*keys)))


def generation_of(generations: Mapping[str, str | None], table: str) -> str | None:
    """The generation a table is held against: its own, else that of table 三, 二 or 四."""
    for name in (table, "t3", "t2", "t4"):
        generation = generations.get(name)
        if generation in forms():
            return generation
    return None


@cache
def figure_labels() -> Mapping[str, str]:
    """key → its Chinese label, table row and column, in the newest wording that has the cell."""
    labels: dict[str, str] = {}
    for form in forms().values():
        for table in form.tables.values():
            heads = {column.key: column.label for column in table.columns}
            for row in table.rows:
                path = " › ".join((*row.under, row.label))
                for column in row.columns:
                    labels[f"{table.key}.{row.key}.{column}"] = f"{path} · {heads[column]}"
    return MappingProxyType(labels)


def _form(data: Mapping[str, Any]) -> Form:
    return Form(
        MappingProxyType({key: _table(key, data[key]) for key in TABLES}),
        tuple(
            Identity(
                item["id"], item["table"], item["over"], tuple(item["left"]), tuple(item["right"])
            )
            for item in data["identities"]
        ),
    )


def _table(key: str, data: Mapping[str, Any]) -> FormTable:
    heads = tuple(
        Column(
            item["key"],
            item["label"],
            tuple(item.get("aliases", ())),
            item.get("unit"),
            item.get("kind", "count"),
        )
        for item in data["columns"]
    )
    every = [column.key for column in heads]
    rows = tuple(
        Row(
            item["key"],
            item["label"],
            tuple(item.get("aliases", ())),
            tuple(item.get("under", ())),
            tuple(item.get("columns", every)),
        )
        for item in data["rows"]
    )
    return FormTable(
        key,
        data["label"],
        tuple(data["groups"]),
        tuple(data["heads"]),
        heads,
        rows,
        tuple(f"{key}.{row.key}.{column}" for row in rows for column in row.columns),
    )


@dataclass(frozen=True, slots=True)
class AppendixRow:
    """A row of a statistics table before 2019; `after` is the part a repeated label belongs to."""

    key: str
    labels: tuple[str, ...]
    unit: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Appendix:
    """The rows known of the statistics tables before 2019, and the heads their columns have."""

    rows: tuple[AppendixRow, ...]
    heads: Mapping[str, tuple[str, ...]]


@cache
def appendix() -> Appendix:
    """What is known of the statistics tables of reports before 2019."""
    data = tomllib.loads((FOLDER / "pre2019.toml").read_text("utf-8"))
    rows = tuple(
        AppendixRow(row["key"], tuple(row["labels"]), row.get("unit"), row.get("after"))
        for row in data["rows"]
    )
    return Appendix(rows, {name: tuple(labels) for name, labels in data["heads"].items()})
