"""A page whose report is not in it is refused with the reason for which it is not seen."""

import pytest

from indexer.document import Refusal
from tests.accuracy.same import report


@pytest.mark.parametrize(
    ("content", "word"),
    [("<script>load()</script>", "脚本"), ("<iframe src='a.pdf'></iframe>", "嵌入")],
)
def test_the_refusal_names_the_script_or_the_frame(content: str, word: str) -> None:
    """Beside the words that there is no title and no part of a report."""
    refused = report(f"<p>首页</p>{content}".encode(), "a.html")

    assert isinstance(refused, Refusal)
    assert refused.code == "not_a_report"
    assert word in refused.message
