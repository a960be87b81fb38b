"""What a person means by the name of a report, figure, passage, finding or part of an identity.

Everything that is not understood is WrongUsage with the nearest names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches

from indexer.catalog.naming import REPORT_ID, meant, sorted_out
from indexer.catalog.read import Catalog
from indexer.catalog.rows import PassageRow, ReportRow
from indexer.errors import WrongUsage
from indexer.forms.form import figure_labels
from indexer.forms.names import figure_names, keys_named
from indexer.labels import ASPECTS, CHECKS, IDENTITY_PARTS, SCOPES
from indexer.model import Figure, Finding, Status
from indexer.text import normal

_DERIVED = "d."
_TOLD = 8
_LIKENESS = 0.4
_SHOW = "search show 报告 可看到有什么。"
_REPORTS = "search --facets agency 可列出有哪些机关。"


def report_named(catalog: Catalog, name: str) -> ReportRow:
    """The report of an id, or of an agency and a year: `青芷镇2020`."""
    text = normal(name).partition("#")[0]
    if REPORT_ID.fullmatch(text):
        found = catalog.find(id=text)
    else:
        years, names = sorted_out([text])
        found = meant(catalog, names, years)
    if len(found) == 1:
        return found[0]
    if found:
        told = "、".join(f"{row.address}（{row.agency}{row.year}）" for row in found[:_TOLD])
        raise WrongUsage(
            f"“{name}”可指 {len(found)} 份报告 (several reports)。", f"请写编号：{told}。"
        )
    known = {row.address: row.address for row in catalog.current()}
    known |= {f"{row.agency_normal}{row.year}": row.address for row in catalog.current()}
    raise WrongUsage(f"没有报告叫“{name}” (no such report)。", _nearest(text, known, _REPORTS))


def passage_named(catalog: Catalog, name: str) -> tuple[ReportRow, PassageRow]:
    """The passage of `REPORT#p12`, with its report."""
    report = report_named(catalog, name)
    wanted = name.partition("#")[2]
    passages = {passage.id: passage for passage in catalog.passages_of(report.version)}
    if wanted in passages:
        return report, passages[wanted]
    told = f"没有“{wanted}”这一段 (no such passage)。" if wanted else "没有写明哪一段 (which?)。"
    raise WrongUsage(told, f"共 {len(passages)} 段，写作 {report.address}#p1。")


def figure_key_named(held: Mapping[str, Figure], name: str) -> str:
    """The one figure that a key or a Chinese name means.

    A cell of the statutory forms may be named where the report was read without it.
    """
    text = normal(name)
    if text.startswith(_DERIVED):
        raise WrongUsage(f"{text} 是推算的 (derived)。", "请更正它所依据的数据，推算值会随之重算。")
    if text in held or text in figure_labels():
        return text
    keys = [key for key in keys_named(text) if key in held and not key.startswith(_DERIVED)]
    in_form = [key for key in keys if held[key].status is not Status.NOT_IN_FORM]
    found = in_form or keys
    if len(found) == 1:
        return found[0]
    if found:
        told = "、".join(found)
        raise WrongUsage(f"“{name}”不止一项 (several figures)。", f"请写代码：{told}。")
    known = {key: key for key in (*figure_labels(), *held)} | {
        word: word for word in figure_names()
    }
    raise WrongUsage(f"没有数据项“{name}” (no such figure)。", _nearest(text, known))


def finding_named(findings: Iterable[Finding], check: str, n: int | None) -> Finding:
    """The n-th finding, from 1, of a check that is named by its key or its Chinese label."""
    keys = {**{normal(label): key for key, label in CHECKS.items()}, **{k: k for k in CHECKS}}
    every = list(findings)
    keys |= {finding.check: finding.check for finding in every}
    key = keys.get(normal(check))
    if key is None:
        raise WrongUsage(f"没有“{check}”这项核查 (no such check)。", _nearest(normal(check), keys))
    found = [finding for finding in every if finding.check == key]
    if not found:
        told = "、".join(dict.fromkeys(finding.check for finding in every)) or "无"
        raise WrongUsage(f"这份报告没有 {key} 的核查结果 (no such finding)。", f"有的是：{told}。")
    if n is None and len(found) > 1:
        told = "；".join(f"{place} {f.message}" for place, f in enumerate(found[:_TOLD], 1))
        raise WrongUsage(
            f"{key} 有 {len(found)} 条 (several findings)。", f"请用 --n 写明第几条：{told}"
        )
    if n is not None and not 1 <= n <= len(found):
        raise WrongUsage(f"{key} 没有第 {n} 条 (no such finding)。", f"共 {len(found)} 条。")
    return found[(n or 1) - 1]


def aspect_named(word: str) -> str:
    """An aspect by its key or its Chinese label."""
    return _one_of(word, ASPECTS, "性质 (aspect)")


def scope_named(word: str) -> str:
    """A scope that can be told, by its key or its Chinese label."""
    known = {key: label for key, label in SCOPES.items() if key != "unknown"}
    return _one_of(word, known, "统计范围 (scope)")


def part_named(word: str) -> str:
    """A part of an identity that can be corrected, by its key or its Chinese label."""
    return _one_of(word, IDENTITY_PARTS, "身份项 (part of the identity)")


def _one_of(word: str, labels: Mapping[str, str], what: str) -> str:
    text = normal(word)
    for key, label in labels.items():
        if text in (key, normal(label)):
            return key
    told = "、".join(f"{key} {label}" for key, label in labels.items())
    raise WrongUsage(f"没有“{word}”这种{what}。", f"可用：{told}。")


def _nearest(text: str, known: Mapping[str, str], otherwise: str = _SHOW) -> str:
    names: Collection[str] = list(known)
    near = dict.fromkeys(known[name] for name in get_close_matches(text[:60], names, 3, _LIKENESS))
    return f"相近的：{'、'.join(near)}。" if near else otherwise
