"""Small reports as text, and what is identified in them."""

from __future__ import annotations

from indexer.divisions import Divisions, load_divisions
from indexer.document import Document, Refusal
from indexer.model import Given, Identity
from indexer.readers.read import read
from indexer.report.identity import Identification, identify

DIVISIONS = load_divisions()
BODY = """

一、总体情况

（一）主动公开。全年主动公开政府信息10条。

二、主动公开政府信息情况

三、收到和处理政府信息公开申请情况

四、政府信息公开行政复议、行政诉讼情况

五、存在的主要问题及改进情况

六、其他需要报告的事项

无。
"""


def document_of(text: str) -> Document:
    document = read(text.encode(), "report.txt")
    assert not isinstance(document, Refusal)
    return document


def identified(
    text: str, metadata: Given | None = None, divisions: Divisions = DIVISIONS
) -> Identification:
    found = identify(document_of(text), metadata or Given(), divisions)
    assert not isinstance(found, Refusal), found
    return found


def report_text(title: str, preamble: str = "编制本报告。", end: str = "") -> str:
    return f"{title}\n\n{preamble}{BODY}\n{end}\n"


def places(identity: Identity) -> tuple[str | None, ...]:
    return identity.province, identity.prefecture, identity.county, identity.township
