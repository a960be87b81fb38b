"""The reported year, the period and the publication date, and where they contradict each other."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.document import Document, Locator, Notice
from indexer.model import Evidence, Finding, Given, Published
from indexer.report.clues import Signature, outside_titles
from indexer.report.dates import Period, day, periods
from indexer.report.given import PUBLISHED, YEAR, contradiction
from indexer.report.lines import Line
from indexer.report.title import Title
from indexer.text import normal

# A report signed this late in a year may be on that year or on the one before.
_UNCLEAR_MONTH = "11"
_YEARS_BETWEEN = (0, 1)


@dataclass(frozen=True, slots=True)
class ReportedYear:
    """The year reported on, None where nothing says it; the period as printed."""

    year: int | None
    period: tuple[str, str] | None
    evidence: tuple[Evidence, ...]
    notices: tuple[Notice, ...]
    contradictions: tuple[Finding, ...]


def find_year(
    head: tuple[Line, ...], title: Title | None, signature: Signature, given: Given
) -> ReportedYear:
    """The given year, else that of 统计期限, else the title's, else the one before signing."""
    period, line = _period(head)
    read: list[tuple[str, int, Locator | None]] = []
    evidence: list[Evidence] = []
    if period and line:
        ground = line.evidence("period", period.span)
        evidence.append(ground)
        if period.year is not None:
            read.append(("统计期限", period.year, ground.locator))
    if title and title.year is not None:
        read.append(("标题", title.year, title.evidence.locator))
    signed = _signed_year(signature)
    in_text = read[0][1] if read else signed
    year = given.year if given.year is not None else in_text
    notices: list[Notice] = []
    found: list[Finding] = []
    if given.year is not None and in_text is not None and given.year != in_text:
        grounds = (*evidence, *((title.evidence,) if title else ()), *_day(signature))
        found += contradiction(given, YEAR, str(given.year), str(in_text), grounds[:1])
    if len({number for _, number, _ in read}) > 1:
        said = "，".join(f"{source}为{number}年" for source, number, _ in read)
        notices.append(Notice("year_contradiction", f"年度不一致：{said}。", read[-1][2]))
    elif read and signature.day and signature.day.iso and signature.day_line:
        years_later = int(signature.day.iso[:4]) - read[0][1]
        if years_later not in _YEARS_BETWEEN:
            (ground,) = _day(signature)
            message = f"年度不一致：{read[0][0]}为{read[0][1]}年，落款为{ground.quote}。"
            notices.append(Notice("year_contradiction", message, ground.locator))
    ends = (period.first, period.last) if period else None
    return ReportedYear(year, ends, tuple(evidence), tuple(notices), tuple(found))


def find_published(
    document: Document, signature: Signature, given: Given, year: int
) -> tuple[Published | None, tuple[Evidence, ...], tuple[Notice | Finding, ...]]:
    """The date of publication: the given one, else the page's, else the signature's; its grounds,
    and what must be said about it.

    A date that no calendar has, or that lies before the year reported on, is not taken.
    """
    on_page = day(normal(document.head.published or ""))
    head = Locator(document.head_spans) if document.head_spans else None
    shown = Evidence("page_head", document.head.published or "", head)
    notices: list[Notice | Finding] = []
    given_day = day(normal(given.published)) if given.published else None
    if given.published and given_day is None:
        notices.append(Notice("date_impossible", f"给出的公布日期“{given.published}”不可用。"))
    if given_day and on_page and given_day != on_page:
        notices += contradiction(given, PUBLISHED, given_day, on_page, [shown])
    signed = signature.day
    ground = next(iter(_day(signature)), None)
    if signed and ground and (signed.iso is None or int(signed.iso[:4]) < year):
        what = "历法中没有这一天" if signed.iso is None else f"早于报告年度{year}年"
        message = f"落款日期“{ground.quote}”未采用：{what}。"
        notices.append(Notice("date_impossible", message, ground.locator))
        signed = None
    if on_page and int(on_page[:4]) < year:
        message = f"网页所示公布日期{on_page}未采用：早于报告年度{year}年。"
        notices.append(Notice("date_impossible", message))
        on_page = None
    if given_day:
        return Published(given_day, "given"), (), tuple(notices)
    if on_page:
        return Published(on_page, "page_head"), (shown,), tuple(notices)
    if signed and signed.iso and ground:
        return Published(signed.iso, "signature"), (ground,), tuple(notices)
    return None, (), tuple(notices)


def _day(signature: Signature) -> tuple[Evidence, ...]:
    """The signature's date as a ground, where there is one."""
    if signature.day and signature.day_line:
        return (signature.day_line.evidence("signature", signature.day.span),)
    return ()


def _period(head: tuple[Line, ...]) -> tuple[Period | None, Line | None]:
    """The first period that lies in one year, else the first one."""
    first: tuple[Period | None, Line | None] = (None, None)
    for line in head:
        for period in periods(outside_titles(line.text)):
            if period.year is not None:
                return period, line
            first = first if first[0] else (period, line)
    return first


def _signed_year(signature: Signature) -> int | None:
    iso = signature.day.iso if signature.day else None
    if iso is None or iso[5:7] >= _UNCLEAR_MONTH:
        return None
    return int(iso[:4]) - 1
