"""The links that a page prints below a report are none of its passages."""

import pytest

from tests.readers.helpers import badly_covered, document, paragraphs

BODY = "<p>某镇人民政府</p><p>2022年1月23日</p>"


@pytest.mark.parametrize("head", ["相关文档", "【相关链接】", "延伸阅读："])
def test_links_to_other_documents_are_left_out(head: str) -> None:
    """From the line that opens them to the end of the page; they stay in the text."""
    page = f"{BODY}<div>{head}<ul><li><a>2019年年度报告</a><li><a>指南</a></ul></div>"
    read_document = document(page)

    assert paragraphs(read_document) == ["某镇人民政府", "2022年1月23日"]
    assert "2019年年度报告" in read_document.text
    assert badly_covered(read_document) == []


def test_what_is_followed_by_a_report_is_no_end() -> None:
    """A list of links beside the article, a table, and prose after words that look alike."""
    prose = "<p>相关稿件</p><p>全镇印发稿件三份。</p>"
    table = "<table><tr><td>规章<td>0<tr><td>合计<td>1</table>"

    assert paragraphs(document(f"<p>相关链接</p>{BODY}{prose}"))[-2:] == [
        "相关稿件",
        "全镇印发稿件三份。",
    ]
    assert "相关文章" in paragraphs(document(f"{BODY}<p>相关文章</p>{table}"))


def test_the_text_of_such_a_page_has_no_links_either() -> None:
    """Saved as text, the same lines stand below."""
    assert paragraphs(document("甲\n2022年1月23日\n相关阅读\n乙\n丙\n")) == ["甲", "2022年1月23日"]
