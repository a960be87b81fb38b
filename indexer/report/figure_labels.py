"""What figures are called, those that no cell holds among them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from indexer.forms.form import appendix
from indexer.forms.form import figure_labels as cell_labels
from indexer.report.derived import formulas

_STATED: Mapping[str, str] = {
    "n.proactive": "正文主动公开",
    "n.interpretation": "正文政策解读",
    "n.training": "正文培训",
    "n.accounts": "正文新媒体账号",
    "n.processing_fee": "正文信息处理费",
}


@cache
def figure_labels() -> Mapping[str, str]:
    """key → Chinese name of every figure: cells, old statistics tables, sums and rates, prose."""
    labels = {**cell_labels(), **_STATED}
    labels |= {formula.key: formula.label for formula in formulas()}
    for row in appendix().rows:
        labels[f"pre.{row.key}"] = row.labels[0]
        labels[f"pre.{row.key}.cumulative"] = f"{row.labels[0]}（历年累计）"
    return labels


def label_of(key: str) -> str:
    """A figure's name in Chinese; the key itself where it has none."""
    return figure_labels().get(key, key)
