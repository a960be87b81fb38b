"""A report on a page of the old kind: laid out by tables, with menus and links all around."""

from html import escape

from tests.printing.reports import PrintedReport, spoken
from tests.printing.tables import Table
from tests.printing.web import WebPage, table_html

_INDEX = (
    "<table class='index'><tr><td>索引号</td><td>000014349/2022-00001</td><td>发布机构</td>"
    "<td>{source}</td></tr><tr><td>名称</td><td colspan='3'>{title}</td></tr>"
    "<tr><td>发文日期</td><td>{published}</td><td>主题分类</td><td>政务公开</td></tr></table>"
)
_RELATED = ("2018年政府信息公开工作年度报告", "政府信息公开指南", "政府信息公开制度")


def report_html_old(report: PrintedReport, page: WebPage) -> str:
    """Menu, article and more links side by side in one table; paragraphs are parted by breaks."""
    title = escape(report.title.replace("\n", ""))
    index = _INDEX.format(source=escape(page.source), title=title, published=page.published)
    menu = "".join(
        f"<tr><td><a href='/{n}/'><font color=red>{escape(t)}</font></a></td></tr>"
        for n, t in enumerate(page.menu)
    )
    return f"""<html><head>
<meta http-equiv=Content-Type content="text/html; charset={page.charset}">
<title>{title}-{escape(page.site)}</title></head><body bgcolor=white>
<table width="100%"><tr><td colspan="100%"><img src="/banner.gif" width=980 height=120></td></tr>
<tr><td width=200 valign=top><table>{menu}</table></td>
<td valign=top>{index}<center><h1>{title}</h1></center>
<font size=3>{_body(report)}</font></td>
<td><ul>{"".join(f"<li><a href='/{n}'>{escape(t)}</a></li>" for n, t in enumerate(page.menu))}</ul>
<form><input type=text value="请输入关键词"><select><option>全部</select></form></td></tr>
<tr><td colspan=3>相关链接<br>{"<br>".join(f"<a href='/r'>{t}</a>" for t in _RELATED)}</td></tr>
<tr><td colspan=3 align=center>主办：{escape(page.site)}　ICP备案号</td></tr></table>
<script>document.write("<table><tr><td>1</td></tr></table>")</script></body></html>
"""


def _body(report: PrintedReport) -> str:
    """Paragraphs as lines of one element, with the spaces that typists put before them."""
    parts = []
    for number, block in spoken(report):
        if isinstance(block, Table):
            parts.append(table_html(block).replace("<td", "<TD align=center"))
        else:
            text = block if isinstance(block, str) else block.text
            parts.append(f"　　{escape(number + text, quote=False)}<br>\n<br>\n")
    return "".join(parts)
