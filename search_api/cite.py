"""How a report or a passage is cited: GB/T 7714-2015 and BibTeX, with its permanent id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from indexer.catalog.rows import PassageRow, ReportRow
from indexer.labels import SLOTS, SPECIMEN_MARK

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
_IN_URL = {ord(char): f"%{ord(char):02X}" for char in '{}\\ \t\r\n"<>'}


@dataclass(frozen=True, slots=True)
class Citation:
    """One thing cited in both manners; `id` is permanent."""

    id: str
    gbt7714: str
    bibtex: str


def cite(
    report: ReportRow,
    passage: PassageRow | None = None,
    *,
    today: date,
    root: str | None = None,
) -> Citation:
    """The citation of a report, or of one of its passages.

    `root` is the address of a service over this home, below which the id is a permanent address.

    What is not known is left out: without a URL there is no access date, without a publication
    date GB/T 7714 has none, and BibTeX, which needs a year, the reported one. `today` is the access
    date where the file came without one.
    """
    name = report.address if passage is None else f"{report.address}#{passage.id}"
    address = None if root is None else _url(permanent(root, name))
    return Citation(
        name,
        _gbt7714(report, passage, name, today, address),
        _bibtex(report, passage, name, today, address),
    )


def permanent(root: str, name: str) -> str:
    """The address of a report, or of a passage in it, below the address of a service."""
    return f"{root.rstrip('/')}/reports/{name}"


def _gbt7714(
    report: ReportRow, passage: PassageRow | None, name: str, today: date, address: str | None
) -> str:
    carrier = "[R/OL]" if report.url else "[R]"
    text = f"{_ended(_marked(report, report.agency))} {_flat(report.title)}{carrier}."
    published = f"({report.published})" if report.published else ""
    accessed = f"[{_accessed(report, today)}]" if report.url else ""
    if published or accessed:
        text += f" {published}{accessed}."
    if report.url:
        text += f" {_url(report.url)}."
    at = f", {address}" if address else ""
    return f"{text} {_note(passage)}永久编号: {name}{at}."


def _bibtex(
    report: ReportRow, passage: PassageRow | None, name: str, today: date, address: str | None
) -> str:
    fields = {
        "author": f"{{{_latex(_marked(report, report.agency))}}}",
        "title": f"{{{_latex(report.title)}}}",
        "institution": f"{{{_latex(report.agency)}}}",
        "type": "政府信息公开工作年度报告",
        "year": (report.published or str(report.year))[:4],
        "number": _latex(name),
    }
    if report.published and _ISO_DAY.fullmatch(report.published):
        fields["date"] = report.published
    if report.url:
        fields["url"] = _url(report.url)
        fields["urldate"] = _accessed(report, today)
    said = f"报告年度 {report.year}" + (f"，永久地址 {address}" if address else "")
    fields["note"] = _latex(f"{_note(passage)}{said}")
    fields["language"] = "zh"
    lines = "".join(f"  {key} = {{{value}}},\n" for key, value in fields.items())
    return f"@techreport{{{re.sub('[^A-Za-z0-9-]+', '-', name)},\n{lines}}}"


def _marked(report: ReportRow, agency: str) -> str:
    """The agency's name; of an invented one, with the mark of a specimen."""
    return f"{SPECIMEN_MARK}{_flat(agency)}" if report.specimen else _flat(agency)


def _note(passage: PassageRow | None) -> str:
    """`部分“存在问题”，段 p12. ` of a passage; nothing of a whole report."""
    if passage is None:
        return ""
    return f"部分“{SLOTS.get(passage.slot, passage.slot)}”，段 {passage.id}. "


def _accessed(report: ReportRow, today: date) -> str:
    return (report.retrieved or "")[:10] or today.isoformat()


def _ended(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _flat(text: str) -> str:
    return " ".join(text.split())


def _url(url: str) -> str:
    """The address with what would end a field or a line percent-encoded."""
    return url.strip().translate(_IN_URL)


def _latex(text: str) -> str:
    return "".join(_LATEX.get(char, char) for char in _flat(text))
