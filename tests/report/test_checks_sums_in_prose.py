"""prose_sum: parts against their whole and shares against their counts, inside one passage."""

from __future__ import annotations

import pytest

from indexer.model import Finding
from tests.report.checked import PARTS, findings


def said(text: str) -> list[Finding]:
    """What is found in the prose if it says this."""
    return [f for f in findings(*PARTS[:2], text, *PARTS[3:]) if f.check == "prose_sum"]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("公开信息40条。其中，网站公开50条，公众号公开9条。", ["40条", "50条", "9条"]),
        ("公开信息40条，包括网站35条，公众号244条。", ["40条", "35条", "244条"]),
        ("收到申请6件，其中当面2件、网络3件、信函2件。", ["6件", "2件", "3件", "2件"]),
        ("办结申请6件，其中予以公开2件，不予公开5件。", ["6件", "2件", "5件"]),
        ("发布通告30条，其中涉农12条，其余20条为防汛。", ["30条", "12条", "20条"]),
        ("共制作信息15条，其中机构类4条，占比20%。", ["15条", "4条,占比20%"]),
        ("共制作信息15条，机构类3条，占比53.33%。", ["15条", "3条,占比53.33%"]),
    ],
)
def test_numbers_that_do_not_go_together(text: str, quotes: list[str]) -> None:
    """Each number is shown where it stands."""
    (found,) = said(text)

    assert quotes == [e.quote.replace("，", ",") for e in found.evidence]


@pytest.mark.parametrize(
    "text",
    [
        "公开信息322条。其中，通过专栏公开14条，通过公众号公开308条。",
        "公开信息322条。其中，网站公开300条，公众号公开300条。",
        "公开信息322条，其中涉农14条，防汛20条。",
        "公开信息97条，比上年多14条。其中，涉农31条，防汛18条。",
        "收到申请7件，办结5件。其中网络6件，信函1件。",
        "收到申请5件，其中网络3件，信函2件，共办结申请7件。",
        "收到申请10件，其中自然人8件，法人2件，当面3件，网络7件。",
        "召开会议5次，其中部署会2次，印发文件9件。",
        "公开信息约40条，其中网站50条。",
        "共制作信息15条，其中主动公开信息数15条，占比100%。机构类3条，占比20%；安全类8条，占比53.33%，"
        "其他类4条，占比26.67%；依申请公开信息数0条，占比0。",
        "共制作信息15条，机构类8条，占53%。",
        "公开信息12条，占全县的30%。",
        "全县共公开信息90条，我镇公开12条，比上年增加20%。",
        "公开信息40条（其中网站50条次）。",
        "公开信息1,240条，其中网站900条。",
        "公开信息40条，其中网站30条，其余20条在公众号。",
        "办结申请6件，其中予以公开4件，按期予以公开3件。",
        "机构类3条，占20%。",
        "共有机构类3条，安全类7条，占比70%。",
        "有11个清理至8个，解散4个，QQ群1个已解散。",
    ],
)
def test_what_may_be_so_is_silent(text: str) -> None:
    """Lists that leave parts out, parts that overlap, shares of something else, rough numbers."""
    assert said(text) == []
