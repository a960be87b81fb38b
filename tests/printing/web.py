"""A report as HTML: tables with rowspan and colspan, and the page of a site around them."""

from dataclasses import dataclass
from html import escape

from tests.printing.reports import PrintedReport, spoken
from tests.printing.tables import Cell, Table


@dataclass(frozen=True, slots=True)
class WebPage:
    """What a site prints around a report; an empty field leaves its line out."""

    site: str
    url: str
    published: str = ""
    source: str = ""
    charset: str = "utf-8"
    menu: tuple[str, ...] = ("首页", "要闻动态", "政务公开", "办事服务", "互动交流")
    footer: tuple[str, ...] = ()


def table_html(table: Table) -> str:
    """Rows and cells; the part of a merge that lies below its first row is left out."""
    rows = [
        "<tr>" + "".join(_cell(cell) for cell in row.cells if not cell.below) + "</tr>"
        for row in table.rows
    ]
    return '<table border="1" cellspacing="0">\n<tbody>\n{}\n</tbody>\n</table>'.format(
        "\n".join(rows)
    )


def report_html(report: PrintedReport, page: WebPage) -> str:
    """The whole page; its encoding is the caller's affair and only declared here."""
    head = [
        "<!DOCTYPE html>",
        '<html lang="zh-CN">',
        "<head>",
        f'<meta http-equiv="Content-Type" content="text/html; charset={page.charset}">',
        f"<title>{_one_line(report.title)}_{escape(page.site)}</title>",
        "<style>.article p{text-indent:2em}.article table{margin:1em auto}</style>",
        "</head>",
        "<body>",
        f'<div class="header"><a class="logo" href="/">{escape(page.site)}</a>',
        '<ul class="nav">'
        + "".join(f'<li><a href="/{i}/">{escape(t)}</a></li>' for i, t in enumerate(page.menu))
        + "</ul></div>",
        '<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/2/">政务公开</a> &gt; '
        "<span>政府信息公开年报</span></div>",
        '<div class="article">',
        f"<h1>{escape(report.title).replace(chr(10), '<br>')}</h1>",
        f'<div class="meta">{_meta(page)}</div>',
        '<div class="content">',
    ]
    tail = [
        "</div>",
        '<div class="tools"><a href="#">【打印】</a> <a href="#">【关闭】</a></div>',
        "</div>",
        '<div class="footer">' + "".join(f"<p>{escape(t)}</p>" for t in page.footer) + "</div>",
        "</body>",
        "</html>",
        "",
    ]
    return "\n".join([*head, *_body(report), *tail])


def _body(report: PrintedReport) -> list[str]:
    lines = []
    for number, block in spoken(report):
        if isinstance(block, Table):
            lines.append(table_html(block))
        else:
            text = block if isinstance(block, str) else block.text
            lines.append(f"<p>{escape(number + text, quote=False)}</p>")
    return lines


def _meta(page: WebPage) -> str:
    shown = {"发布时间": page.published, "来源": page.source}
    spans = [f"<span>{name}：{escape(text)}</span>" for name, text in shown.items() if text]
    if page.url:
        link = escape(page.url)
        spans.append(f'<span>原文链接：<a href="{link}">{link}</a></span>')
    return " ".join(spans)


def _cell(cell: Cell) -> str:
    spans = "".join(
        f' {name}="{count}"'
        for name, count in (("rowspan", cell.down), ("colspan", cell.span))
        if count > 1
    )
    return f"<td{spans}>{escape(cell.text, quote=False) or '&nbsp;'}</td>"


def _one_line(text: str) -> str:
    return escape(text.replace("\n", ""))
