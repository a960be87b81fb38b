"""What every figure is: label, unit, table, the forms that have it, where its series breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from indexer.forms.comparability import Break, breaks_of, comparability
from indexer.forms.form import appendix, columns
from indexer.forms.generations import form_labels
from indexer.labels import STATUSES
from indexer.report.derived import formulas
from indexer.report.figure_labels import label_of
from indexer.sheets import Cell
from search_api.figure_names import keys_named, known_keys
from search_api.render.tables import NUMBERS
from search_api.series.measures import generations_of, inputs

_DERIVED, _STATED, _APPENDIX = "推算", "正文所述", "旧式附表"

# What each status means, in Chinese and English.
MEANINGS: dict[str, tuple[str, str]] = {
    "reported": ("表中填写的数字", "a number in the cell"),
    "recovered": (
        "单元格有缺，凡字符与勾稽关系许可的读法都得此数",
        "the only value that the row allows",
    ),
    "derived": ("由其他各项算得；无数值的，分母为 0", "computed; without a value, of nothing"),
    "stated": ("正文写明的数字", "a number stated in prose"),
    "blank": ("单元格空白；不是 0", "an empty cell; not 0"),
    "missing": ("表式有此项，本文本中未见", "the form has it, this text does not"),
    "not_in_form": ("所用表式没有此项", "this generation of the form has no such cell"),
    "ambiguous": ("单元格少于列数等，位置不明，不取值", "it cannot be told which cell it is"),
    "unreadable": ("填写的不是数字", "what stands there is no number"),
    "no_report": (
        "没有这一年的报告（仅用于 search panel）",
        "no report of that year (panels only)",
    ),
}

COLUMNS: dict[str, str] = {
    "entry": "条目",
    "key": "代码",
    "label": "名称",
    "unit": "单位",
    "table": "表",
    "forms": "所在表式",
    "continues": "前期沿用",
    "breaks": "口径变化",
    "formula": "算法",
    "meaning_en": "英文说明",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure. `continues`: (generation, the key that stands in for it there)."""

    key: str
    label: str
    unit: str | None
    table: str
    forms: tuple[str, ...]
    continues: tuple[tuple[str, str], ...]
    breaks: tuple[Break, ...]
    formula: str


def codebook(words: Sequence[str] = ()) -> tuple[Entry, ...]:
    """Every figure, or those that the words name."""
    known = known_keys()
    named = dict.fromkeys(key for word in words for key in keys_named(word, known))
    return tuple(_entry(key) for key in (named or known))


def _entry(key: str) -> Entry:
    continued = tuple(
        (generation, name)
        for (later, generation), name in comparability().continues.items()
        if later == key
    )
    return Entry(
        key=key,
        label=label_of(key),
        unit=_unit(key),
        table=_table(key),
        forms=generations_of(key, continued=False) if not key.startswith("n.") else (),
        continues=continued,
        breaks=breaks_of(sorted({key, *inputs(key)})),
        formula=_formula(key),
    )


def _table(key: str) -> str:
    first = key.partition(".")[0]
    return {**NUMBERS, "d": _DERIVED, "n": _STATED, "pre": _APPENDIX}[first]


def _unit(key: str) -> str | None:
    first, _, rest = key.partition(".")
    if first in NUMBERS:
        return columns(first)[key.rpartition(".")[2]].unit
    if first == "d":
        return next(formula.unit for formula in formulas() if formula.key == key)
    rows = {row.key: row.unit for row in appendix().rows}
    return rows.get(rest.removesuffix(".cumulative"))


def _formula(key: str) -> str:
    found = next((formula for formula in formulas() if formula.key == key), None)
    if found is None:
        return ""
    over = " | ".join(" + ".join(group) for group in found.groups)
    return f"100 × ({over}) / ({' + '.join(found.under)})" if found.under else over


def codebook_json(entries: Sequence[Entry]) -> dict[str, Any]:
    """Figures, statuses and forms."""
    return {
        "figures": [
            {
                "key": entry.key,
                "label": entry.label,
                "unit": entry.unit,
                "table": entry.table,
                "forms": list(entry.forms),
                "continues": dict(entry.continues),
                "breaks": [
                    {"form": item.generation, "reason": item.reason, "reason_en": item.reason_en}
                    for item in entry.breaks
                ],
                "formula": entry.formula or None,
            }
            for entry in entries
        ],
        "statuses": {
            status: {"label": STATUSES.get(status, "无报告"), "meaning": zh, "meaning_en": en}
            for status, (zh, en) in MEANINGS.items()
        },
        "forms": form_labels(),
    }


def codebook_rows(entries: Sequence[Entry]) -> Iterator[list[Cell]]:
    """Figures and then statuses as rows under `COLUMNS`."""
    for entry in entries:
        yield [
            "figure",
            entry.key,
            entry.label,
            entry.unit,
            entry.table,
            "；".join(entry.forms),
            "；".join(f"{generation} {key}" for generation, key in entry.continues),
            "；".join(f"{item.generation}：{item.reason}" for item in entry.breaks),
            entry.formula,
            "",
        ]
    for status, (zh, en) in MEANINGS.items():
        yield ["status", status, STATUSES.get(status, "无报告"), "", "", "", "", zh, "", en]
