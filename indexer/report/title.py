"""Which lines are a report's title, and the agency and year it names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.document import Document, Locator, Paragraph, Span
from indexer.model import Evidence
from indexer.report.dates import bare_year
from indexer.report.lines import Line, head_of, line_of, tidy
from indexer.report.stretch import part, stretch
from indexer.text import normal

_HEAD_LINES, _HEAD_LENGTH = 150, 12_000
_LONGEST_LINE, _LONGEST_TITLE, _MOST_LINES = 70, 120, 4
_YEAR = r"(?:(?:[12]\d{3}|二[〇○零oO0][〇○零oO一二三四五六七八九\d]{2})年{0,2}度?)"
_SUBJECT = (
    r"(?:(?<!人民)政府信息(?:与|和|及|、)政务公开|(?<!人民)政府信息公开(?:(?:与|和|及|、)政务公开)?"
    r"|政务信息公开|政务公开|信息公开)"
)
_TAIL = (
    rf"{_SUBJECT}(?:工作)?\(?{_YEAR}?\)?(?:的)?(?:年度)?(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?"
    r"(?:情况)?(?:总结)?(?:报告|年报)(?:全文|正文|公示)?"
)
_TITLE = re.compile(
    r"(?:附件\d*[:.、]?|标题:|名称:?)?[《“\"]?(?:关于)?"
    rf"(?P<before>[^。;!?:,《》]{{0,60}}?)(?:关于|的)?{_TAIL}[》”\"]?(?:[(【](?P<after>[^()]{{0,30}})[)】])?[》”\"]?"
)
_ABOUT = re.compile(rf"{_SUBJECT}.{{0,24}}(?:报告|年报)")
_OTHER_PAPER = re.compile(
    r"(?:解读|图解|问答|说明|通知|通报|公告|的函|模板|范本|格式|方案|指南|目录|要点|评估|评议|发布会|答记者问)$"
)
_WRAPPER = re.compile(
    r"(?!.*(?:做好|抓好|编制|编写|报送|填报)).*(?:公布|发布|公开|公示|印发).*(?:通知|公告|的函)$"
)
_NO_NAME = re.compile(
    r"本机关|本单位|本办|我[局办镇乡区县市委厅]|[本该][局镇乡]|单位|[×xX某]{2,}|_{2,}|\*{2,}"
)
_FRAGMENT = re.compile(r"(?:人民)?政府(?:办公室)?|办公室|委员会|局|办事处|管理委员会|管委会")
_NAME_ENDS = re.compile(
    r"(?:[省市县区旗州盟镇乡局委厅部办署处队会站所社院馆校团场]|街道|苏木|政府|人民|公室|办公厅|中心|公司|集团|海关|大学)$"
)
_NOT_IN_NAME = re.compile(
    r"[。;:!?,、>|/\"《》【】]|首页|位置|网站|年报|报告|信息公开|政务公开|打印|字号"
)
_BODY = re.compile(r"[一二三四五六七八九十]{1,3}[、.]")
_INDEX = re.compile("名称")
_YEAR_LINE = re.compile(rf".{{0,40}}{_YEAR}[)]?")
_SITE = re.compile(r"[_|\-—–].{2,30}$")
_PIECES = re.compile(r"[^\s。；;，,：:>＞|]{6,80}")
_TITLE_ENDS = re.compile(r"(?:报告|年报|全文|正文)[》”\"]?(?:[(（【].{0,30}[)）】])?$")
_YEAR_WORD = re.compile(rf"{_YEAR}(?:-{_YEAR})?")
_LOST_BREAKS, _SHORT_YEAR_LINE, _MOST_TITLES = 600, 10, 20


@dataclass(frozen=True, slots=True)
class Title:
    """A report's title: its text as printed, the agency's name in it ("" where it has none), the
    year, and the paragraphs that are it (none when only the page around the report has it)."""

    text: str
    agency: str
    year: int | None
    spans: tuple[Span, ...]
    evidence: Evidence


def find_title(document: Document, lines: tuple[Line, ...]) -> Title | None:
    """The title among the first lines, else that of the document's web page; None without one."""
    lines = head_of(lines, _HEAD_LINES, _HEAD_LENGTH)
    printed = _among(lines) or _in_run_on(lines)
    head = _of_page(document)
    if printed is None or head is None:
        return printed or head
    agency = printed.agency or head.agency
    year = printed.year if printed.year is not None else head.year
    return Title(printed.text, agency, year, printed.spans, printed.evidence)


def other_paper(document: Document, lines: tuple[Line, ...]) -> str | None:
    """The one of the first lines that says the text is about such a report and is none
    (…报告》解读).

    A 通知 that publishes a report is none only where no title follows it.
    """
    texts = [line.text for line in head_of(lines, _HEAD_LINES, _HEAD_LENGTH)]
    if document.head.title:
        texts.insert(0, _SITE.sub("", normal(document.head.title)))
    wrapper = None
    for text in texts:
        if len(text) > _LONGEST_TITLE:
            continue
        if read_title(text):
            return None
        plain = text.rstrip('》”"。 ')
        if _ABOUT.search(plain) and _OTHER_PAPER.search(plain):
            if not _WRAPPER.match(plain):
                return text
            wrapper = wrapper or text
    return wrapper


def other_titles(document: Document, title: Title) -> tuple[Line, ...]:
    """Lines that are the title of another report, with another year or agency, twenty at most."""
    found: list[Line] = []
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            continue
        printed = document.slice(block.spans).strip()
        parsed = read_title(normal(printed)) if is_title(printed) else None
        if not parsed or not parsed[0] or parsed[1] is None:
            continue
        own = (normal(title.agency) or parsed[0], title.year or parsed[1])
        if parsed != own:
            found.append(line_of(stretch(document, block.spans, block.page)))
        if len(found) == _MOST_TITLES:
            break
    return tuple(found)


def is_title(printed: str) -> bool:
    """Whether a line is the title of a report and nothing else, agency and year being optional."""
    if len(printed) > _LONGEST_LINE or not _TITLE_ENDS.search(printed):
        return False
    return read_title(normal(printed)) is not None


def looks_like_name(text: str) -> bool:
    """A line of normal text that can be an agency's name: short, no sentence, with such an end."""
    return 2 <= len(text) <= 40 and bool(_NAME_ENDS.search(text)) and not _NOT_IN_NAME.search(text)


def read_title(text: str) -> tuple[str, int | None] | None:
    """The agency and the year that a title in normal form names; None where it is no title.

    >>> read_title("利通区胜利镇人民政府2020年政府信息公开工作年度报告")
    ('利通区胜利镇人民政府', 2020)
    >>> read_title("关于2015年度政府信息公开工作情况的报告")
    ('', 2015)
    """
    text = text.replace(" ", "")
    match = _TITLE.fullmatch(text) if len(text) <= _LONGEST_TITLE else None
    if not match:
        return None
    year = bare_year(text)
    after = _without_year(match["after"] or "")
    agency = _without_year(match["before"]) or (after if looks_like_name(after) else "")
    return ("" if _NO_NAME.fullmatch(agency) else agency), (year[0] if year else None)


def _without_year(text: str) -> str:
    text = _YEAR_WORD.sub("", text).strip("-—·_|/ ()")
    return text.removeprefix("关于").removesuffix("关于").removesuffix("的")


def _among(lines: tuple[Line, ...]) -> Title | None:
    """The first lines that together are a title with its year, else the first that are a title; a
    name or a year that stands alone above or below belongs to it where the title has none.

    Two entries of a menu may read like a title, but have no year, and the index of a page names
    it. Either is second to a title below it. The body ends the search.
    """
    second: Title | None = None
    for end in range(len(lines)):
        if second and _BODY.match(lines[end].text):
            break
        if len(lines[end].text) > _LONGEST_LINE:
            continue
        for size in range(1, _MOST_LINES):
            first = end - size + 1
            if first < 0 or len(lines[first].text) > _LONGEST_LINE:
                break
            if read_title(_joined(lines[first : end + 1])):
                found = _grown(lines, first, end + 1)
                if found.year is not None and not _INDEX.match(lines[first].text):
                    return found
                second = second or found
                break
    return second


def _grown(lines: tuple[Line, ...], first: int, end: int) -> Title:
    while first > 0 and end - first < _MOST_LINES:
        agency, _ = read_title(_joined(lines[first:end])) or ("", None)
        above = lines[first - 1].text
        if agency and not _FRAGMENT.fullmatch(agency):
            break
        if not (looks_like_name(above) or _YEAR_LINE.fullmatch(above)):
            break
        if not read_title(_joined(lines[first - 1 : end])):
            break
        first -= 1
    agency, year = read_title(_joined(lines[first:end])) or ("", None)
    for line in lines[end : end + 2]:
        below = bare_year(line.text) if len(line.text) <= _SHORT_YEAR_LINE else None
        if year is None and below and _YEAR_LINE.fullmatch(line.text):
            year = below[0]
        elif not agency and looks_like_name(line.text):
            agency = line.text
        else:
            break
        end += 1
    return _made(lines[first:end], agency, year)


def _in_run_on(lines: tuple[Line, ...]) -> Title | None:
    """The title inside a text that lost its line breaks: a piece between spaces or marks."""
    for line in lines[:3]:
        head = part(line.whole, 0, _LOST_BREAKS)
        for match in _PIECES.finditer(head.text):
            piece = line_of(part(head, *match.span()))
            found = read_title(piece.text)
            if found and found[0]:
                return _made((piece,), *found)
    return None


def _of_page(document: Document) -> Title | None:
    printed = document.head.title
    if not printed:
        return None
    for text in (printed, _SITE.sub("", printed)):
        found = read_title(normal(text))
        if found:
            locator = Locator(document.head_spans) if document.head_spans else None
            return Title(tidy(text), *found, (), Evidence("title", tidy(text), locator))
    return None


def _made(lines: tuple[Line, ...], agency: str, year: int | None) -> Title:
    spans = tuple(span for line in lines for span in line.whole.spans)
    text = "".join(tidy(line.whole.text) for line in lines)
    locator = Locator(spans, page=lines[0].whole.page)
    return Title(text, agency, year, spans, Evidence("title", text, locator))


def _joined(lines: tuple[Line, ...]) -> str:
    return "".join(line.text for line in lines)
