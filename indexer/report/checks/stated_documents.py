"""Counts of 规范性文件 in prose: made, repealed, in force; only where the wording is the form's."""

from __future__ import annotations

import re

from indexer.model import Severity
from indexer.report.checks.counted import NUMBER, Counted, Sum

# What was made for others, looked through or counted otherwise.
_NOT_PLAIN = re.compile(
    r"名义|牵头|代[拟为]|备案|审核|审查|报备|起草|修改|修订|失效|党内|党组|报送|上级|转发|其中|解读|征集|目录|累计|历年"
)
_DOCUMENTS = "(?:行政)?规范性文件"
_EVERYWHERE = re.compile("规范性文件")


def _stated(label: str, label_en: str, words: str, *sums: Sum) -> Counted:
    """Table 二 of 2021 counts 行政规范性文件, which is narrower than what prose may mean: 待核."""
    return Counted(
        label,
        label_en,
        (re.compile(rf"{words}(?:共计|共|为|有)?{NUMBER}[件个份](?=$|[、;)(])"),),
        sums,
        _EVERYWHERE,
        frozenset(),
        _NOT_PLAIN,
        Severity.WARNING,
    )


def _cells(label: str, label_en: str, column: str) -> Sum:
    return Sum(label, label_en, (f"t2.normative_documents.{column}",))


# By generation of table 二.
STATED = {
    "2021": (
        _stated(
            "制发规范性文件",
            "normative documents made",
            f"(?:制发|制定|出台|新制定)了?{_DOCUMENTS}",
            _cells("规范性文件本年制发件数", "made", "issued"),
        ),
        _stated(
            "废止规范性文件",
            "normative documents repealed",
            f"废止了?{_DOCUMENTS}",
            _cells("规范性文件本年废止件数", "repealed", "repealed"),
        ),
        _stated(
            "现行有效规范性文件",
            "normative documents in force",
            f"(?:现行有效的?{_DOCUMENTS}|{_DOCUMENTS}现行有效)",
            _cells("规范性文件现行有效件数", "in force", "in_force"),
        ),
    ),
    "2019": (
        _stated(
            "新制作规范性文件",
            "normative documents made",
            f"(?:新制作|新制定|制定|制发|出台)了?{_DOCUMENTS}",
            _cells("规范性文件本年新制作数量", "made", "newly_made"),
            _cells("本年新公开数量", "newly disclosed", "newly_disclosed"),
        ),
    ),
}
